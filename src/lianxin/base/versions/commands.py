"""设置版次的事项: draft, try out, send for approval, send back, approve, take back before it begins, give up.

Whoever drafted does not approve: one rule for every kind. A version begins on its day by itself; the past is read by the
version that held then, so a day that is over is refused.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import guard
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.base.versions.carrying import differences
from lianxin.base.versions.kinds import TRIES, SettingKind, Told, kind_of
from lianxin.base.versions.models import SettingVersion
from lianxin.base.versions.terms import APPROVE, FLOW, State
from lianxin.pure.problems import Unfit

SHORTEST, LONGEST = 4, 200
FURTHEST = timedelta(days=730)


@transaction.atomic
def draft(
    *, kind: str, key: str, value: Mapping[str, Any], valid_from: date, why: str, by: Actor, at: datetime
) -> SettingVersion:
    """拟修改设置: a further version, or the draft that there is written anew. Raises NotAllowed, Unfit."""
    chosen, path = kind_of(kind), _path()
    by.must_at(chosen.to_edit, path)
    found = chosen.check(key, value)
    _fits(chosen, key, valid_from, why, localdate(at))
    rows = SettingVersion.objects.select_for_update().of(kind, key)
    held = rows.in_hand().first()
    if held is not None and held.state != State.DRAFT:
        raise Unfit(_("这项设置的第 %(number)s 版正等批准，请先请批准的人退回。") % {"number": held.number})
    last = rows.order_by("-number").values_list("number", flat=True).first() or 0
    version = held or SettingVersion(kind=kind, key=key, number=max(last, chosen.given(key).number) + 1)
    version.value, version.valid_from, version.why, version.tried = found, valid_from, why.strip()[:LONGEST], {}
    version.made_by, version.made_ref, version.made_at = by.name, by.ref, at
    _saved(version)
    return _told("setting.drafted", version, by, at, valid_from=valid_from.isoformat())


@transaction.atomic
def add(
    *, kind: str, value: Mapping[str, Any], valid_from: date, why: str, by: Actor, at: datetime
) -> SettingVersion:  # fmt: skip
    """新增一项设置 of the county's own, as a draft like any other. Raises NotAllowed, Unfit."""
    chosen = kind_of(kind)
    by.must_at(chosen.to_edit, _path())
    if chosen.adds is None:
        raise Unfit(_("没有这项设置。"))
    return draft(kind=kind, key=chosen.adds(), value=value, valid_from=valid_from, why=why, by=by, at=at)


def _saved(version: SettingVersion) -> None:
    """Raises Unfit where somebody else drafted the same setting at the same moment: where none is, none can be locked."""
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError:
        raise Unfit(_("另一位同志刚刚也拟了这项设置。请重新打开这一页，看看那一稿，再接着改。")) from None


def _fits(kind: SettingKind, key: str, valid_from: date, why: str, today: date) -> None:
    if len(why.strip()) < SHORTEST:
        raise Unfit(_("请写明为什么改。"), "why")
    if not today <= valid_from <= today + FURTHEST:
        raise Unfit(_("启用日期请从今天起、两年之内选：已经过去的日子按当时的规定算，不改。"), "valid_from")
    if key not in kind.names() and not (kind.adds and key == kind.adds()):
        raise Unfit(_("没有这项设置。"))


@transaction.atomic
def try_out(*, version: SettingVersion, by: Actor, at: datetime) -> SettingVersion:
    """试算: what it would have done to the records of the last full month; nothing is changed by it."""
    version = _locked(version)
    kind = kind_of(version.kind)
    if not (by.may_at(kind.to_edit, _path()) or by.may_at(APPROVE, _path())):
        by.must_at(kind.to_edit, _path())
    if version.state not in (State.DRAFT, State.SUBMITTED):
        raise Unfit(_("只有草稿和待批准的能试算。"))
    today = localdate(at)
    last = today.replace(day=1) - timedelta(days=1)
    month = (last.replace(day=1), last)
    lines: list[Told] = [
        told
        for attempt in TRIES.get(version.kind, ())
        for told in attempt(version.key, version.value, month, by, today)
    ]
    version.tried = {
        "mark": version.fingerprint, "on": today.isoformat(), "by": by.name, "month": f"{last:%Y-%m}",
        "lines": [{"words": one.words, "codes": list(one.codes)} for one in lines],
    }  # fmt: skip
    version.save(update_fields=["tried"])
    return _told("setting.tried", version, by, at)


@transaction.atomic
def submit(*, version: SettingVersion, by: Actor, at: datetime) -> SettingVersion:
    """送批准: after it was tried as it now is, where it can be tried."""
    version = _locked(version)
    by.must_at(kind_of(version.kind).to_edit, _path())
    version.state = FLOW.after("submit", version.state)
    if TRIES.get(version.kind) and not version.is_tried:
        raise Unfit(_("请先试算，看看改了会怎样，再送批准。"))
    version.sent_back_why = ""
    version.save(update_fields=["state", "sent_back_why"])
    return _told("setting.submitted", version, by, at)


@transaction.atomic
def send_back(*, version: SettingVersion, why: str, by: Actor, at: datetime) -> SettingVersion:
    """退回修改 with a reason."""
    version = _locked(version)
    by.must_at(APPROVE, _path())
    version.state = FLOW.after("send_back", version.state)
    version.sent_back_why = _reason(why)
    version.save(update_fields=["state", "sent_back_why"])
    return _told("setting.sent_back", version, by, at, private={"reason": version.sent_back_why})


@transaction.atomic
def approve(*, version: SettingVersion, by: Actor, at: datetime) -> SettingVersion:
    """批准: by another person than who drafted it; begins on its day, at the earliest today. Raises NotAllowed, Unfit."""
    version = _locked(version)
    by.must_at(APPROVE, _path())
    version.state = FLOW.after("approve", version.state)
    if by.ref == version.made_ref:
        raise Unfit(_("自己拟的设置要由另一个人批准。"))
    kind, today = kind_of(version.kind), localdate(at)
    waiting = SettingVersion.objects.of(version.kind, version.key).waiting(today).first()
    if waiting is not None:
        raise Unfit(_("第 %(number)s 版已经批准，等 %(on)s 启用。请先撤回那一版，再批准这一版。") % {
            "number": waiting.number, "on": waiting.valid_from.isoformat()})  # fmt: skip
    version.value = kind.check(version.key, version.value)
    guard(version.kind, version.key, kind.name(version.key), kind.breaches(version.key, version.value), by=by, at=at)
    version.valid_from = max(version.valid_from, today)
    version.decided_by, version.decided_at = by.name, at
    version.save()
    kind.take(version, by, at)
    return _told("setting.approved", version, by, at, valid_from=version.valid_from.isoformat())


@transaction.atomic
def withdraw(*, version: SettingVersion, why: str, by: Actor, at: datetime) -> SettingVersion:
    """启用前撤回: what was approved and has not begun; what has begun is replaced by a further version only."""
    version = _locked(version)
    kind = kind_of(version.kind)
    by.must_at(kind.to_edit, _path())
    version.state = FLOW.after("withdraw", version.state)
    if version.valid_from <= localdate(at):
        raise Unfit(_("这一版已经启用，不能撤回。要改，请另拟一版。"))
    version.withdrawn_why = _reason(why)
    version.save(update_fields=["state", "withdrawn_why"])
    kind.untake(version, by, at)
    return _told("setting.withdrawn", version, by, at, private={"reason": version.withdrawn_why})


@transaction.atomic
def drop(*, version: SettingVersion, by: Actor, at: datetime) -> SettingVersion:
    """不要这一稿."""
    version = _locked(version)
    kind = kind_of(version.kind)
    by.must_at(kind.to_edit, _path())
    version.state = FLOW.after("drop", version.state)
    name = kind.name(version.key)  # one that the county added has none any more afterwards
    version.save(update_fields=["state"])
    return _told("setting.dropped", version, by, at, name=name)


def _locked(version: SettingVersion) -> SettingVersion:
    return SettingVersion.objects.select_for_update().get(pk=version.pk)


def _path() -> str:
    """The county, for which every setting holds."""
    county = top_unit()
    return county.path if county else ""


def _reason(why: str) -> str:
    if len(why.strip()) < SHORTEST:
        raise Unfit(_("请写明理由。"), "why")
    return why.strip()[:LONGEST]


def _told(event: str, version: SettingVersion, by: Actor, at: datetime, name: str = "", **more: Any) -> SettingVersion:
    name = name or kind_of(version.kind).name(version.key)
    book.record(event, of=version.ref, unit_path=_path(), by=by, at=at, name=name, number=version.number, **more)
    return version


@transaction.atomic
def bring_kind(*, kind: str, data: Mapping[str, Any], by: Actor, at: datetime) -> int:
    """带入一类设置: a draft for each that comes differently; how many. What waits for approval here stays as it is."""
    chosen, today = kind_of(kind), localdate(at)
    by.must_at(chosen.to_edit, _path())
    busy = set(SettingVersion.objects.filter(kind=kind, state=State.SUBMITTED).values_list("key", flat=True))
    fit = [one.key for one in differences(chosen, data, today) if not one.problem and one.key not in busy]
    for key in fit:
        draft(kind=kind, key=key, value=data[key], valid_from=today, why=_("从另一处带来的设置"), by=by, at=at)
    return len(fit)
