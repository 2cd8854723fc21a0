"""本人的页面: what became public, what was adopted, his photographs, whom he may say that he was troubled by."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.work.concerns.models import Concern
from lianxin.work.evidence.queries import attached_by_resident, may_attach
from lianxin.work.publishing import checks, queries
from lianxin.work.publishing.models import Adoption, Publication
from lianxin.work.publishing.terms import NEVER
from lianxin.work.sms.models import SmsWish


@dataclass(frozen=True)
class Own:
    """公开、采纳 as the resident reads them. `may_agree`: whether his word on publishing is asked at all."""

    adoption: Adoption | None
    publication: Publication | None
    agrees: bool | None
    may_agree: bool
    public_words: str | Promise
    photos: int = 0
    may_attach: bool = False
    sms: bool | None = None
    mail: bool | None = None
    is_mail_asked: bool = False


def beside(concern: Concern, today: date) -> Own:
    """Three or four statements."""
    state = queries.beside(concern)
    may_agree = concern.kind not in NEVER
    agrees = state.agrees if state.agrees is not None else checks.consent_of(concern)
    photos = attached_by_resident(concern)
    return Own(
        state.adoption, state.publication, agrees, may_agree, _words(state.publication, today), photos,
        may_attach(concern, photos), *_told(concern),
    )  # fmt: skip


def _told(concern: Concern) -> tuple[bool | None, bool | None, bool]:
    """Whether he is told by SMS, by mail (None where that is not to be asked); whether an address waits to be confirmed."""
    may_sms = bool(settings.SMS and hasattr(concern, "requester") and concern.requester.phone)
    if not may_sms and not settings.MAIL:
        return None, None, False
    known = SmsWish.objects.filter(concern=concern).first()
    wishes, by_mail = known is not None and known.wishes, known is not None and known.is_by_mail
    by_sms = wishes and not by_mail if may_sms else None
    return by_sms, (wishes and by_mail if settings.MAIL else None), known is not None and known.is_asked


def _words(publication: Publication | None, today: date) -> str | Promise:
    if publication is None or publication.shown is None:
        return _("没有公开。")
    if publication.taken_down_on is not None:
        return _("已撤下，不再公开。")
    if not publication.is_public(today):
        return _("去掉个人信息后，将要公开。")
    return _("去掉个人信息后，已经公开。")
