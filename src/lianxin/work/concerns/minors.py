"""未成年人: whether a guardian's consent is asked for, stands, or was taken back (个人信息保护法 第三十一条)."""

from lianxin.base.notices import queries
from lianxin.base.notices.models import Consent
from lianxin.base.notices.terms import About
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, Minor


def needs_guardian(concern: Concern) -> bool:
    """Under fourteen, and not a complaint: a child is not sent home for leave to say who harms it."""
    return concern.minor == Minor.UNDER_14 and concern.kind not in CONFIDENTIAL_KINDS


def guardian_of(concern: Concern) -> Consent | None:
    """监护人的同意 that stands."""
    return queries.consent(concern.ref, About.GUARDIAN)


def is_guardian_withdrawn(concern: Concern) -> bool:
    """Whether a consent was given, taken back, and not given again."""
    if not needs_guardian(concern):
        return False
    last = next((one for one in queries.consents(concern.ref) if one.about == About.GUARDIAN), None)
    return last is not None and last.withdrawn_at is not None
