"""期限规则的修改, as a setting in versions: drafted, tried on the last month, approved by another person, from a day on.

A limit that was read in a law is the longest there is: a county may promise to be quicker, never to be slower.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.clocks import commands, own, queries
from lianxin.base.clocks.presets import PRESETS
from lianxin.base.clocks.terms import LOAD_NOTICE, Grade, RollForward, StartDay, Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.versions.kinds import Given, SettingKind, Value, setting_kind
from lianxin.base.versions.models import SettingVersion
from lianxin.pure.problems import Unfit
from lianxin.pure.workdays import ClockRule
from lianxin.pure.workdays.rule import UNIT_LABELS

KIND = "clock"
LONGEST = {"natural_day": 366, "workday": 250, "hour": 720}
BY_LAW = {rule.code: rule for rule in PRESETS if rule.grade == Grade.PRIMARY}
#: what is not asked on the page stays as it was: what starts the clock, what stops it, whose level extends it
KEPT = ("start_event", "pause_reasons", "extension_level")


def keys() -> Mapping[str, str]:
    """Every rule, those not in use as well, by code."""
    return {
        one.code: one.rule.label for one in queries.presets(is_whole=True) if not own.is_own(one.code)
    } | own.names()


def given(key: str) -> Given:
    """What the program brought; for the county's own nothing."""
    if own.is_own(key):
        return Given({}, _("本县自定，程序没有预置"), 0)
    first = queries.first(key)
    source = f"{first.rule.legal_basis}（{Grade(first.rule.grade).label}）"
    return Given(value_of(first.rule), source, first.version, first.valid_from)


def value_of(rule: ClockRule) -> dict[str, Any]:
    """A rule as plain data."""
    told = asdict(rule)
    del told["code"]
    return told | {"pause_reasons": list(rule.pause_reasons)}


def rule_of(key: str, value: Value) -> ClockRule:
    """The rule that a value says. Raises Unfit."""
    held = _held(key)
    told = {name: value.get(name, held[name]) for name in held} | {name: held[name] for name in KEPT}
    if any(type(told[name]) is not type(held[name]) for name in held):
        raise Unfit(_("期限规则里有一项读不懂。"))
    try:
        return ClockRule(key, **{**told, "pause_reasons": tuple(told["pause_reasons"])})
    except (TypeError, ValueError) as problem:
        raise Unfit(str(problem)) from None


def _held(key: str) -> dict[str, Any]:
    """What stands now; of one of the county's own that was not approved yet nothing does."""
    try:
        return value_of(queries.rule(key).rule)
    except queries.UnknownClock:
        if own.is_own(key):
            return value_of(own.blank(key))
        raise


def check(key: str, value: Value) -> dict[str, Any]:
    """The value, if a rule may say so. Raises Unfit."""
    try:
        rule = rule_of(key, {**value, "grade": Grade.LOCAL.value} if own.is_own(key) else value)
    except queries.UnknownClock as problem:
        raise Unfit(str(problem)) from None
    if not 0 < len(rule.label.strip()) <= 60:
        raise Unfit(_("请写名称，不超过 60 个字。"), "label")
    if rule.amount > LONGEST[rule.unit] or rule.max_extension > LONGEST[rule.unit]:
        raise Unfit(_("期限太长了，最长 %(most)s。") % {"most": LONGEST[rule.unit]}, "amount")
    if rule.max_extension and not rule.extension_by.strip():
        raise Unfit(_("可以延期的，请写明谁批准。"), "extension_by")
    if not rule.legal_basis.strip():
        raise Unfit(_("请写明依据。"), "legal_basis")
    law = BY_LAW.get(key)
    if law is not None:
        _must_not_exceed(rule, law)
    if own.is_own(key):
        own.must_not_exceed(rule)
    changed = value_of(rule)
    if changed == _held(key):
        raise Unfit(_("和现在的一样，没有改动。"))
    return changed


def _must_not_exceed(rule: ClockRule, law: ClockRule) -> None:
    """What the law says is the longest: counted the same way, no longer, no more extension, told as it must be."""
    words = {"basis": law.legal_basis, "limit": law.limit}
    sentence = _("%(basis)s规定的是%(limit)s，这是最长的，只能改短。")
    if (rule.unit, rule.start_day, rule.roll_forward) != (law.unit, law.start_day, law.roll_forward):
        raise Unfit(_("%(basis)s规定了怎样算（%(limit)s），算法不能改，只能把天数改短。") % words, "unit")
    if rule.amount > law.amount:
        raise Unfit(sentence % words, "amount")
    if rule.max_extension > law.max_extension:
        raise Unfit(_("%(basis)s规定的延期不能再加长。") % words, "max_extension")
    if law.tell_resident and not rule.tell_resident:
        raise Unfit(_("%(basis)s要求延期时告知群众。") % words, "tell_resident")
    if law.enabled and not rule.enabled:
        raise Unfit(_("%(basis)s规定的期限不能停用。") % words, "enabled")


def words(value: Value) -> Sequence[tuple[str | Promise, str]]:
    """A rule line by line."""
    if not value:
        return [(gettext_lazy("名称"), _("还没有启用")), (gettext_lazy("时限"), "—")]
    rule = ClockRule("-", **{**value, "pause_reasons": tuple(value["pause_reasons"])})
    longer = _("不能延期")
    if rule.max_extension:
        most = f"{rule.max_extension}{UNIT_LABELS[rule.unit]}"
        longer = _("最多延%(most)s，%(who)s") % {"most": most, "who": rule.extension_by}
        longer += _("，告知群众") if rule.tell_resident else ""
    return [
        (gettext_lazy("名称"), rule.label), (gettext_lazy("时限"), rule.limit),
        (gettext_lazy("怎样算"), f"{StartDay(rule.start_day).label}，{RollForward(rule.roll_forward).label}"),
        (gettext_lazy("延期"), longer),
        (gettext_lazy("依据"), f"{rule.legal_basis}（{Grade(rule.grade).label}）"),
        (gettext_lazy("在用"), _("在用") if rule.enabled else _("不用")),
    ]  # fmt: skip


def take(version: SettingVersion, by: Actor, at: datetime) -> object:
    """Into the table of rules, from its day on."""
    rule = rule_of(version.key, version.value)
    try:
        return commands.revise_rule(rule=rule, by=SYSTEM, at=at, valid_from=version.valid_from, number=version.number)
    except commands.UnfitCalendar as problem:
        raise Unfit(str(problem)) from None


def untake(version: SettingVersion, by: Actor, at: datetime) -> None:
    """Out of the table again, before it began."""
    commands.take_back_rule(code=version.key, version=version.number, by=SYSTEM, at=at)


UNITS, STARTS, ROLLS, GRADES = Unit.choices, StartDay.choices, RollForward.choices, Grade.choices

setting_kind(
    SettingKind(
        KIND,
        gettext_lazy("期限规则"),
        gettext_lazy("每条期限多长、怎样算、能不能延、依据什么。已经答应群众的日期不变。"),
        LOAD_NOTICE,
        keys,
        given,
        check,
        words,
        take=take,
        untake=untake,
        adds=own.next_key,
    )  # fmt: skip
)
