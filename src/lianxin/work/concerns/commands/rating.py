"""评价与回访: the resident's own word, by his own secret; the staff's note of it is another thing (security.md T5)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lianxin.base.custody import commands as custody
from lianxin.base.custody.commands import use_identity
from lianxin.base.custody.models import IdentityRequest
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure import codes
from lianxin.work.concerns import clocking, secrets
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.minors import is_guardian_withdrawn
from lianxin.work.concerns.models import Concern, Rating, Reissue, Requester
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.queries import may_know_asker
from lianxin.work.concerns.terms import CLASSIFY, CLOSE, FLOW, REVEAL, Channel, Purpose, RatedBy, Satisfaction

RATED: dict[str, str] = {
    RatedBy.RESIDENT: "concern.rated", RatedBy.REISSUED: "concern.rated_reissued",
    RatedBy.PASSED_ON: "concern.rated_passed_on",
}  # fmt: skip


def open_with_secret(*, code: str, secret: str, at: datetime, by: Actor = RESIDENT) -> Concern | None:
    """凭证查询: the concern for its code and secret, or None; ten wrong tries lock the secret for good.

    The answer to a wrong code and to a wrong secret is the same.
    """
    concern = Concern.objects.filter(code=codes.read_code(code) or "").first()
    if concern is None:
        secrets.matches_nothing(secret)  # as slow as a wrong secret, so that the time tells nothing either
        secrets.matches_nothing(secret)
        return None
    held = concern.reissues.last()
    if _source(concern, held, secret):
        return concern
    if held is not None:
        Reissue.objects.filter(pk=held.pk).update(tries=F("tries") + 1)
    if concern.secret_tries < secrets.TRIES:
        with transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(secret_tries=F("secret_tries") + 1)
            if concern.secret_tries + 1 >= secrets.TRIES:
                book.record("concern.secret_locked", of=concern.ref, unit_path=concern.unit_path, by=by, at=at)
    return None


def _source(concern: Concern, held: Reissue | None, secret: str) -> str:
    """By which slip it is opened: the first one, the latest reissued one, or none (""); each locks by its own tries."""
    if concern.secret_tries >= secrets.TRIES:
        secrets.matches_nothing(secret)
    elif secrets.matches(concern.secret_hash, secret):
        return RatedBy.PASSED_ON if concern.channel == Channel.PROGRAM else RatedBy.RESIDENT
    if held is None or held.tries >= secrets.TRIES:
        secrets.matches_nothing(secret)
    elif secrets.matches(held.secret_hash, secret):
        return RatedBy.REISSUED
    return ""


@transaction.atomic
def rate(
    *, concern: Concern, secret: str, rating: str, solved: bool, contacted: bool, at: datetime, comment: str = "",
    by: Actor = RESIDENT,
) -> Concern:  # fmt: skip
    """群众评价: only with the concern's own secret; solved and satisfied or fairly so is the confirmation.

    What comes by a reissued slip, or one that a program handed on, is kept apart and moves no rate, no confirmation.
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    source = _source(concern, concern.reissues.last(), secret)
    if not source:
        raise Unfit(_("查询密码不对，请核对回执上的 12 位数字。"), "secret")
    concern.status = FLOW.after("rate", concern.status)
    if source == RatedBy.RESIDENT:
        today = clocking.today(at)
        concern.rating, concern.rated_on = rating, today
        concern.rated_solved, concern.rated_contacted = solved, contacted
        concern.confirmed_on = today if solved else None
        concern.save(update_fields=["rating", "rated_on", "rated_solved", "rated_contacted", "confirmed_on"])
    _keep(concern, source, rating, solved, contacted, comment, at)
    book.record(
        RATED[source], of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"comment": comment},
        rating=Satisfaction(rating).label, solved=solved, contacted=contacted,
    )  # fmt: skip
    return concern


@transaction.atomic
def note_follow_up(
    *, concern: Concern, rating: str, solved: bool, contacted: bool, by: Actor, at: datetime, comment: str = ""
) -> Concern:
    """记回访: what the resident said by telephone, noted by staff; enters no rate."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(CLOSE, concern)
    FLOW.after("note_follow_up", concern.status)
    _keep(concern, RatedBy.STAFF, rating, solved, contacted, comment, at)
    book.record(
        "concern.followed_up", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"comment": comment}, rating=Satisfaction(rating).label, solved=solved, contacted=contacted,
    )  # fmt: skip
    return concern


def _keep(
    concern: Concern, source: str, rating: str, solved: bool, contacted: bool, comment: str, at: datetime
) -> None:
    Rating.objects.create(
        concern=concern, round=concern.round, source=source, rating=rating, solved=solved, contacted=contacted,
        comment=comment, at=at,
    )  # fmt: skip


@transaction.atomic
def reveal(*, concern: Concern, by: Actor, at: datetime, purpose: str) -> Requester:
    """查看诉求人完整信息: the journal line is written first; no line, no data (T6).

    To the handler of a confidential one only by a grant of somebody else, and once (T1, T7); of a minor's to everybody.
    """
    by.must(REVEAL, concern)
    if purpose not in Purpose.values:
        raise Unfit(_("请选择看来做什么。"), "purpose")
    if concern.minor and is_guardian_withdrawn(concern):
        raise NotAllowed(_("监护人撤回了同意，诉求人的信息只存不看。确需使用的，请先重新取得同意。"))
    if not may_know_asker(by, concern) and use_identity(of=concern.ref, by=by, at=at) is None:
        if concern.minor:
            raise NotAllowed(_("这一件涉及未成年人，每看一次都要另一个人批准。请先申请。"))
        raise NotAllowed(_("这是保密件，承办单位不能查看诉求人。确需联系的，请通过登记单位转达。"))
    words = Purpose(purpose).label
    book.record("concern.revealed", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, purpose=words)
    return Requester.objects.get(concern=concern)


@transaction.atomic
def ask_identity(*, concern: Concern, reason: str, by: Actor, at: datetime) -> IdentityRequest:
    """申请知道诉求人: the handler of a confidential one, with a motive that the resident reads; another decides (T1)."""
    by.must(REVEAL, concern)
    if may_know_asker(by, concern):
        raise Unfit(_("您可以直接查看诉求人，不用申请。"))
    inside = bool(concern.minor) and by.may(CLASSIFY, concern)  # who takes it in: his own leader may decide
    return custody.ask_identity(record=concern, reason=reason, by=by, at=at, inside=inside)
