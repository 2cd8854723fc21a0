"""隐患点的事项: register a point, name its keeper, look at it, and say when it is no more (M134)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands import register_finding
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import REGISTER, Channel
from lianxin.work.hazards.models import Hazard, HazardCheck
from lianxin.work.hazards.terms import CHECK, EDIT, CheckFinding, HazardKind

SELDOMEST = 366


@transaction.atomic
def register_hazard(
    *, unit: Unit, name: str, kind: str, place: str, what: str, check_days: int, by: Actor, at: datetime,
    keeper_unit: Unit | None = None, keeper: Person | None = None, keeper_post: str = "", keeper_phone: str = "",
    measures: str = "",
) -> Hazard:  # fmt: skip
    """登记隐患点: a thing, where it stands, who looks after it and every how many days; the first look is due by then."""
    by.must_at(EDIT, unit.path)
    today = localdate(at)
    hazard = Hazard(
        code=new_code(), kind=HazardKind(kind), unit=unit, unit_path=unit.path, registered_on=today, version_on=today,
        next_on=today + timedelta(days=max(check_days, 0)),
    )  # fmt: skip
    _describe(hazard, name, place, what, measures, check_days)
    _entrust(hazard, keeper_unit or unit, keeper, keeper_post, keeper_phone, today)
    hazard.save()
    book.record(
        "hazard.registered", of=hazard.ref, unit_path=unit.path, by=by, at=at, name=hazard.name, days=check_days
    )
    return hazard


@transaction.atomic
def correct_hazard(
    *, hazard: Hazard, name: str, place: str, what: str, check_days: int, by: Actor, at: datetime, measures: str = ""
) -> Hazard:
    """修改隐患点: what stands on the board changes, and its version with it; a shorter interval brings the next look nearer."""
    hazard = _standing(hazard)
    by.must(EDIT, hazard)
    _describe(hazard, name, place, what, measures, check_days)
    hazard.next_on = min(hazard.next_on, max(localdate(at), _last_on(hazard) + timedelta(days=check_days)))
    _new_version(hazard, localdate(at))
    hazard.save()
    book.record("hazard.corrected", of=hazard.ref, unit_path=hazard.unit_path, by=by, at=at, version=hazard.version)
    return hazard


@transaction.atomic
def entrust_hazard(
    *, hazard: Hazard, keeper_unit: Unit, by: Actor, at: datetime, keeper: Person | None = None, keeper_post: str = "",
    keeper_phone: str = "",
) -> Hazard:  # fmt: skip
    """确定监测人: somebody by name, or a post, of a unit; the board gets a new version (000-4 “落实了监测人员”)."""
    hazard = _standing(hazard)
    by.must(EDIT, hazard)
    _entrust(hazard, keeper_unit, keeper, keeper_post, keeper_phone, localdate(at))
    _new_version(hazard, localdate(at))
    hazard.save()
    book.record(
        "hazard.entrusted", of=hazard.ref, unit_path=hazard.unit_path, by=by, at=at,
        private={"keeper": hazard.keeper_label}, unit=keeper_unit.name,
    )  # fmt: skip
    return hazard


@transaction.atomic
def check_hazard(
    *, hazard: Hazard, finding: str, by: Actor, at: datetime, note: str = "", on: date | None = None
) -> HazardCheck:
    """记一次检查, by the keeper or whoever checks there: fine, changed, repaired, or reported, which registers a concern.

    After “有变化” the next look is due in half the time. What is reported goes its way as a concern (渠道：走访).
    """
    hazard, today = _standing(hazard), localdate(at)
    if by.person_id is None or by.person_id != hazard.keeper_id:
        by.must(CHECK, hazard)
    on, finding = on or today, CheckFinding(finding)
    if on > today or on < hazard.registered_on:
        raise Unfit(_("检查日期不能晚于今天，也不能早于登记那天。"), "on")
    if finding != CheckFinding.FINE and not note.strip():
        raise Unfit(_("请写一句看到了什么、怎么处置的。"), "note")
    days = hazard.check_days if finding != CheckFinding.CHANGED else max(1, hazard.check_days // 2)
    check = HazardCheck(
        hazard=hazard, unit_path=hazard.unit_path, keeper_path=hazard.keeper_path, on=on, finding=finding,
        note=note.strip(), by_name=by.name, next_on=on + timedelta(days=days),
    )  # fmt: skip
    if finding == CheckFinding.REPORTED:
        check.concern = _report(hazard, check, by, at)
    check.save(force_insert=True)
    if on >= _last_on(hazard):
        hazard.next_on = check.next_on
        hazard.save(update_fields=["next_on"])
    book.record(
        "hazard.checked", of=hazard.ref, unit_path=hazard.unit_path, by=by, at=at,
        private={"note": "" if check.concern else check.note}, finding=finding.label, next_on=check.next_on.isoformat(),
    )  # fmt: skip
    return check


@transaction.atomic
def remove_hazard(*, hazard: Hazard, reason: str, by: Actor, at: datetime) -> Hazard:
    """隐患已消除: it needs no more looks; the point and its looks stay to be read."""
    hazard = _standing(hazard)
    by.must(EDIT, hazard)
    if not reason.strip():
        raise Unfit(_("请写明是怎样消除的。"), "reason")
    hazard.removed_on, hazard.removed_why = localdate(at), reason.strip()[:200]
    hazard.save(update_fields=["removed_on", "removed_why"])
    book.record(
        "hazard.removed", of=hazard.ref, unit_path=hazard.unit_path, by=by, at=at,
        private={"reason": hazard.removed_why},
    )  # fmt: skip
    return hazard


def _standing(hazard: Hazard) -> Hazard:
    found = Hazard.objects.select_for_update(of=("self",)).select_related("unit", "keeper", "keeper_unit")
    hazard = found.get(pk=hazard.pk)
    if hazard.removed_on is not None:
        raise Unfit(_("这个隐患点已经消除。"))
    return hazard


def _describe(hazard: Hazard, name: str, place: str, what: str, measures: str, check_days: int) -> None:
    for field, text, sentence in (
        ("name", name, _("请写隐患点的名称，如“后山边坡”。")), ("place", place, _("请写在哪里，找得到就行。")),
        ("what", what, _("请写有什么隐患。")),
    ):  # fmt: skip
        if not text.strip():
            raise Unfit(sentence, field)
    if not 1 <= check_days <= SELDOMEST:
        raise Unfit(_("几天查一次，请写 1 到 366。"), "check_days")
    hazard.name, hazard.place, hazard.what, hazard.measures = (
        name.strip(),
        place.strip(),
        what.strip(),
        measures.strip(),
    )
    hazard.check_days = check_days


def _entrust(
    hazard: Hazard, unit: Unit, keeper: Person | None, post: str, phone: str, today: date
) -> None:  # fmt: skip
    if keeper is None and not post.strip():
        raise Unfit(_("请写监测人，或者写明哪个岗位负责。"), "keeper")
    if keeper is not None:
        paths = Posting.objects.valid(today).filter(person=keeper).values_list("unit__path", flat=True)
        if not any(is_within(path, unit.path) for path in paths):
            raise Unfit(_("监测人现在不在这个监测单位任职，请核对。"), "keeper")
    hazard.keeper_unit, hazard.keeper_path, hazard.keeper = unit, unit.path, keeper
    hazard.keeper_post, hazard.keeper_phone = post.strip(), phone.strip()


def _new_version(hazard: Hazard, today: date) -> None:
    hazard.version, hazard.version_on = hazard.version + 1, today


def _last_on(hazard: Hazard) -> date:
    last = hazard.checks.order_by("-on").values_list("on", flat=True).first()
    return last or hazard.registered_on


def _report(hazard: Hazard, check: HazardCheck, by: Actor, at: datetime) -> Concern:
    """The concern of what was found: the keeper may enter it at the very place that he looks after."""
    grants = {**by.grants, REGISTER.code: (*by.grants.get(REGISTER.code, ()), hazard.unit_path)}
    receipt = register_finding(
        source=_("检查隐患点“%(name)s”，%(on)s") % {"name": hazard.name, "on": check.on.isoformat()}, of=hazard.ref,
        text=check.note, kind="help", unit=hazard.unit, channel=Channel.VISIT, place=hazard.place, occurred_on=check.on,
        by=replace(by, grants=grants), at=at,
    )  # fmt: skip
    return receipt.concern
