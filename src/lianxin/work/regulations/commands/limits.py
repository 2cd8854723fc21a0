"""频次与例外的事项: a cadence is drafted, then switched on past the guard; an exemption is asked for and allowed by another."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import SETTINGS, guard, readings, rule_words
from lianxin.base.indicators.registry import UnknownIndicator, get
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.regulations.models import Cadence, Exemption, Regulation, RegulationVersion
from lianxin.work.regulations.queries.limits import GRASSROOTS, breaches_of, cadence_value
from lianxin.work.regulations.terms import (
    APPROVE,
    CADENCE_FLOW,
    EDIT,
    EXEMPTION_FLOW,
    Every,
    ExemptionStatus,
)

LONGEST = timedelta(days=366)
CADENCE = "regulations.cadence"


@transaction.atomic
def draft_cadence(
    *, unit: Unit, title: str, every: str, who: str, by: Actor, at: datetime, counted_by: str = "",
    regulation: Regulation | None = None,
) -> Cadence:  # fmt: skip
    """拟定检查频次: what is looked at, how often, by units of which kind; it binds nobody until it is switched on (M243)."""
    by.must_at(EDIT, unit.path)
    if not title.strip():
        raise Unfit(_("请写检查什么。"), "title")
    if counted_by:
        try:
            get(counted_by)
        except UnknownIndicator as problem:
            raise Unfit(_("没有这个指标。"), "counted_by") from problem
    cadence = Cadence.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, title=title.strip()[:80], every=Every(every),
        who=UnitKind(who), counted_by=counted_by, regulation=regulation, set_by_name=by.name, set_on=localdate(at),
    )  # fmt: skip
    _tell("drafted", cadence, by, at)
    return cadence


@transaction.atomic
def switch_on_cadence(*, cadence: Cadence, by: Actor, at: datetime) -> Cadence:
    """启用检查频次: past the guard; what is asked of villages, communities and schools needs a regulation in force (JF-6)."""
    cadence = _held(cadence, by)
    cadence.status = CADENCE_FLOW.after("switch_on", cadence.status)
    today = localdate(at)
    if cadence.who in GRASSROOTS and not _has_basis(cadence, today):
        raise Unfit(_("要基层做的事要有依据：请写明依据的制度，而且这份制度正在施行。"))
    guard(CADENCE, cadence.code, cadence_value(cadence), breaches_of(cadence), by=by, at=at)
    cadence.on_since, cadence.on_by_name, cadence.off_on = today, by.name, None
    cadence.save()
    _tell("switched_on", cadence, by, at)
    return cadence


@transaction.atomic
def switch_off_cadence(*, cadence: Cadence, reason: str, by: Actor, at: datetime) -> Cadence:
    """停用检查频次, with the reason."""
    cadence = _held(cadence, by)
    cadence.status = CADENCE_FLOW.after("switch_off", cadence.status)
    if not reason.strip():
        raise Unfit(_("请写明为什么停用。"), "reason")
    cadence.off_on = localdate(at)
    cadence.save()
    book.record(
        "cadence.switched_off", of=cadence.ref, unit_path=cadence.unit_path, by=by, at=at,
        private={"reason": reason.strip()},
    )  # fmt: skip
    return cadence


@transaction.atomic
def ask_exemption(*, unit: Unit, setting: str, key: str, reason: str, by: Actor, at: datetime) -> Exemption:
    """申请例外 for the very value that the setting has now as a draft; whoever asks does not decide."""
    by.must_at(EDIT, unit.path)
    today = localdate(at)
    reading = next((one for one in readings(setting, by, today) if one.key == key), None)
    if reading is None or not reading.breaches:
        raise Unfit(_("这一项符合规定，不用申请例外。"))
    if not reading.may_be_exempted:
        raise Unfit(_("这一条谁也不能批准例外，请改设置。"))
    if not reason.strip():
        raise Unfit(_("请写明为什么非这样不可。"), "reason")
    value, rules = str(reading.value)[:200], sorted({one.rule for one in reading.breaches})
    same = Exemption.objects.filter(setting=setting, key=key, value=value)
    if same.filter(status=ExemptionStatus.ASKED).exists() or same.standing(today).exists():
        raise Unfit(_("这一项已经申请过。"))
    exemption = Exemption.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, setting=setting, key=key, value=value, rules=rules,
        reason=reason.strip()[:400], asked_on=today, asked_by=by.ref, asked_by_name=by.name,
    )  # fmt: skip
    book.record(
        "exemption.asked", of=exemption.ref, unit_path=unit.path, by=by, at=at,
        private={"reason": exemption.reason, "words": f"{reading.name}：{value}"}, setting=_label(setting),
        rules=rule_words(rules),
    )  # fmt: skip
    return exemption


@transaction.atomic
def approve_exemption(*, exemption: Exemption, until: date, reason: str, by: Actor, at: datetime) -> Exemption:
    """批准例外: by another person, by name, with the reason, until a day within a year."""
    exemption = _decided(exemption, "approve", reason, by, at)
    today = localdate(at)
    if not today <= until <= today + LONGEST:
        raise Unfit(_("例外最长一年，请写到哪天为止。"), "until")
    exemption.until = until
    exemption.save()
    book.record(
        "exemption.approved", of=exemption.ref, unit_path=exemption.unit_path, by=by, at=at,
        private={"reason": exemption.decided_why}, setting=_label(exemption.setting),
        rules=rule_words(exemption.rules), until=until.isoformat(),
    )  # fmt: skip
    return exemption


@transaction.atomic
def refuse_exemption(*, exemption: Exemption, reason: str, by: Actor, at: datetime) -> Exemption:
    """不批准例外, with the reason."""
    return _told("refused", _decided(exemption, "refuse", reason, by, at), by, at)


@transaction.atomic
def withdraw_exemption(*, exemption: Exemption, reason: str, by: Actor, at: datetime) -> Exemption:
    """收回例外: what runs on it stands on the compliance page without cover from then on."""
    return _told("withdrawn", _decided(exemption, "withdraw", reason, by, at), by, at)


def clear_by_exemption(setting: str, key: str, value: str, rules: Sequence[str], by: Actor, at: datetime) -> bool:
    """Whether a standing exemption covers this value and all these rules; that it was used is journalled."""
    found = Exemption.objects.standing(localdate(at)).filter(setting=setting, key=key, value=value)
    for one in found:
        if set(rules) <= set(one.rules):
            book.record(
                "exemption.used", of=one.ref, unit_path=one.unit_path, by=by, at=at, setting=_label(setting),
                rules=rule_words(list(rules)), approver=one.decided_by_name,
            )  # fmt: skip
            return True
    return False


def _decided(exemption: Exemption, verb: str, reason: str, by: Actor, at: datetime) -> Exemption:
    exemption = Exemption.objects.select_for_update(of=("self",)).get(pk=exemption.pk)
    by.must(APPROVE, exemption)
    exemption.status = EXEMPTION_FLOW.after(verb, exemption.status)
    if exemption.asked_by == by.ref:
        raise Unfit(_("申请人不能自己批准，请另一位领导决定。"))
    if not reason.strip():
        raise Unfit(_("请写明理由。"), "reason")
    exemption.decided_on, exemption.decided_by_name = localdate(at), by.name
    exemption.decided_why = reason.strip()[:400]
    return exemption


def _told(deed: str, exemption: Exemption, by: Actor, at: datetime) -> Exemption:
    exemption.save()
    event = f"exemption.{deed}"
    book.record(
        event, of=exemption.ref, unit_path=exemption.unit_path, by=by, at=at,
        private={"reason": exemption.decided_why}, setting=_label(exemption.setting),
    )  # fmt: skip
    return exemption


def _label(setting: str) -> str:
    return str(SETTINGS[setting].label) if setting in SETTINGS else setting


def _held(cadence: Cadence, by: Actor) -> Cadence:
    found = Cadence.objects.select_for_update(of=("self",)).get(pk=cadence.pk)
    by.must(EDIT, found)
    return found


def _has_basis(cadence: Cadence, on: date) -> bool:
    found = RegulationVersion.objects.all().in_force(on)
    return cadence.regulation_id is not None and found.filter(regulation=cadence.regulation_id).exists()


def _tell(deed: str, cadence: Cadence, by: Actor, at: datetime) -> None:
    event = f"cadence.{deed}"
    book.record(
        event, of=cadence.ref, unit_path=cadence.unit_path, by=by, at=at, private={"title": cadence.title},
        every=str(cadence.get_every_display()), who=str(cadence.get_who_display()),
    )  # fmt: skip
