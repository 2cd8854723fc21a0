"""制定: what is asked, as drafts and versions; a draft alone may be changed, an approved version only replaced or ended."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import guard
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.quota import NotARule
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.quotas.clauses import CONTRADICTIONS, Clause
from lianxin.work.quotas.compliance import SETTING, breaches_of, value_of
from lianxin.work.quotas.measures import MEASURES
from lianxin.work.quotas.models import QuotaMember, QuotaRule, QuotaSet
from lianxin.work.quotas.terms import EDIT, QUOTA_FLOW, CountUnit, Part, PeriodKind, QuotaStatus, Sharing, Subject

MOST_RULES = 30


@transaction.atomic
def draft_set(
    *, unit: Unit, title: str, by: Actor, at: datetime, basis: str = "", subject: str = Subject.PEOPLE,
    roles: Iterable[str] = (), unit_kinds: Iterable[str] = (), clauses: Sequence[Clause] = (), series: str = "",
) -> QuotaSet:  # fmt: skip
    """起草任务规定: a draft for the unit and what lies below it, empty or with clauses; with `series`, its next version."""
    by.must_at(EDIT, unit.path)
    same = QuotaSet.objects.filter(series=series) if series else QuotaSet.objects.none()
    if same.filter(status=QuotaStatus.DRAFT).exists():
        raise Unfit(_("这份规定已经有一份草稿，请接着改。"))
    code = new_code()
    quota_set = QuotaSet(
        code=code, series=series or code, version=(same.aggregate(last=Max("version"))["last"] or 0) + 1, unit=unit,
        unit_path=unit.path, drafted_on=localdate(at), drafted_by_name=by.name,
    )  # fmt: skip
    _head(quota_set, title, basis, subject, roles, unit_kinds)
    quota_set.save()
    for clause in clauses:
        _write(quota_set, QuotaRule(quota_set=quota_set), clause)
    _tell("drafted", quota_set, by, at, version=quota_set.version)
    return quota_set


@transaction.atomic
def draft_again(*, quota_set: QuotaSet, by: Actor, at: datetime) -> QuotaSet:
    """起草新的一版: a draft with everything that the version says; people who are named stay named."""
    by.must(EDIT, quota_set)
    if quota_set.is_draft:
        raise Unfit(_("这本来就是草稿，请直接修改。"))
    draft = draft_set(
        unit=quota_set.unit, title=quota_set.title, basis=quota_set.basis, subject=quota_set.subject,
        roles=quota_set.roles, unit_kinds=quota_set.unit_kinds, series=quota_set.series, by=by, at=at,
    )  # fmt: skip
    for rule in quota_set.rules.all():  # the codes stay, so that “within” still names its wider rule
        rule.pk, rule.quota_set = None, draft
        rule.save(force_insert=True)
    return draft


@transaction.atomic
def change_set(
    *, quota_set: QuotaSet, title: str, by: Actor, at: datetime, basis: str = "", subject: str = Subject.PEOPLE,
    roles: Iterable[str] = (), unit_kinds: Iterable[str] = (),
) -> QuotaSet:  # fmt: skip
    """修改草稿: its name, its basis, and whom it is asked of."""
    quota_set = _draft(quota_set, by)
    _head(quota_set, title, basis, subject, roles, unit_kinds)
    quota_set.save()
    _tell("changed", quota_set, by, at)
    return quota_set


@transaction.atomic
def put_rule(*, quota_set: QuotaSet, clause: Clause, by: Actor, at: datetime, rule: QuotaRule | None = None,
             number: int | None = None) -> QuotaRule:  # fmt: skip
    """写条款: a new clause of a draft, or another wording of one; `number` puts it at that place."""
    quota_set = _draft(quota_set, by)
    if rule is not None and rule.quota_set_id != quota_set.pk:
        raise Unfit(_("这一条不在这份草稿里。"))
    if rule is None and quota_set.rules.count() >= MOST_RULES:
        raise Unfit(_("一份规定最多 %(most)s 条。") % {"most": MOST_RULES})
    written = _write(quota_set, rule or QuotaRule(quota_set=quota_set), clause)
    if number is not None:
        _move(quota_set, written, number)
    _tell("changed", quota_set, by, at)
    return written


@transaction.atomic
def remove_rule(*, rule: QuotaRule, by: Actor, at: datetime) -> None:
    """删去条款 of a draft; not one inside which another counts."""
    quota_set = _draft(rule.quota_set, by)
    if quota_set.rules.filter(wider=rule.code).exists():
        raise Unfit(_("还有条款只在这一条之内算，请先改那一条。"))
    quota_set.rules.filter(pk=rule.pk).delete()
    _tell("changed", quota_set, by, at)


@transaction.atomic
def approve_set(*, quota_set: QuotaSet, valid_from: date, by: Actor, at: datetime) -> QuotaSet:
    """审定: the draft binds from that day on; the version before ends on the day before."""
    quota_set = QuotaSet.objects.select_for_update(of=("self",)).get(pk=quota_set.pk)
    by.must(EDIT, quota_set)
    quota_set.status = QUOTA_FLOW.after("approve", quota_set.status)
    if not quota_set.rules.exists():
        raise Unfit(_("还没有条款，不能审定。"))
    if quota_set.subject == Subject.PEOPLE and not quota_set.roles and not _has_members(quota_set, valid_from):
        raise Unfit(_("还没有说是谁的任务：请选职务，或列入人员。"))
    guard(SETTING, quota_set.code, value_of(quota_set), breaches_of(quota_set), by=by, at=at)
    _take_over(quota_set, valid_from)
    quota_set.valid_from, quota_set.approved_on, quota_set.approved_by_name = valid_from, localdate(at), by.name
    quota_set.save()
    _tell("approved", quota_set, by, at, version=quota_set.version, valid_from=valid_from.isoformat())
    return quota_set


@transaction.atomic
def withdraw_set(*, quota_set: QuotaSet, until: date, why: str, by: Actor, at: datetime) -> QuotaSet:
    """废止: the version asks nothing after that day; what was asked before stays as it was."""
    quota_set = QuotaSet.objects.select_for_update(of=("self",)).get(pk=quota_set.pk)
    by.must(EDIT, quota_set)
    quota_set.status = QUOTA_FLOW.after("withdraw", quota_set.status)
    if not why.strip():
        raise Unfit(_("请写明为什么废止。"), "why")
    if quota_set.valid_from is None or until < quota_set.valid_from:
        raise Unfit(_("最后一天不能早于施行日期。"), "until")
    if quota_set.valid_to is not None and until > quota_set.valid_to:
        raise Unfit(_("这一版在那之前就由新的一版代替了。"), "until")
    quota_set.valid_to, quota_set.withdrawn_why = until, why.strip()
    quota_set.save()
    _tell("withdrawn", quota_set, by, at, why=quota_set.withdrawn_why)
    return quota_set


@transaction.atomic
def drop_draft(*, quota_set: QuotaSet, by: Actor, at: datetime) -> None:
    """删去草稿: nothing that was ever in force is deleted."""
    quota_set = _draft(quota_set, by)
    _tell("dropped", quota_set, by, at)
    if quota_set.version == 1:
        QuotaMember.objects.filter(series=quota_set.series).delete()
    quota_set.delete()


def _draft(quota_set: QuotaSet, by: Actor) -> QuotaSet:
    """The draft, held for change. Raises NotAllowed, or WrongState where it is no draft any more."""
    found = QuotaSet.objects.select_for_update(of=("self",)).select_related("unit").get(pk=quota_set.pk)
    by.must(EDIT, found)
    QUOTA_FLOW.after("change", found.status)
    return found


def _take_over(quota_set: QuotaSet, valid_from: date) -> None:
    """The version before ends where this one begins: on no day are there two."""
    before = (
        QuotaSet.objects.filter(series=quota_set.series).exclude(status=QuotaStatus.DRAFT).order_by("-version").first()
    )
    if before is None or before.valid_from is None:
        return
    if before.status == QuotaStatus.WITHDRAWN and before.valid_to is not None and valid_from <= before.valid_to:
        raise Unfit(_("上一版到%(day)s为止，新的一版要在那之后施行。") % {"day": before.valid_to}, "valid_from")
    if valid_from <= before.valid_from:
        raise Unfit(_("新的一版要在上一版施行之后施行。"), "valid_from")
    if before.status == QuotaStatus.APPROVED:
        before.valid_to = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_to"])


def _has_members(quota_set: QuotaSet, on: date) -> bool:
    return QuotaMember.objects.filter(series=quota_set.series).exclude(until__lt=on).exists()


def _head(
    quota_set: QuotaSet, title: str, basis: str, subject: str, roles: Iterable[str], kinds: Iterable[str]
) -> None:
    quota_set.title, quota_set.basis, quota_set.subject = title.strip(), basis.strip(), subject
    quota_set.roles, quota_set.unit_kinds = list(roles), list(kinds)
    if not quota_set.title:
        raise Unfit(_("请写规定的名称。"), "title")
    if subject not in Subject.values or set(quota_set.roles) - set(ROLES):
        raise Unfit(_("没有这样的职务。"), "roles")
    if set(quota_set.unit_kinds) - set(UnitKind.values):
        raise Unfit(_("没有这类单位。"), "unit_kinds")
    if subject == Subject.UNITS and quota_set.roles:
        raise Unfit(_("单位的任务不选职务。"), "roles")


def _write(quota_set: QuotaSet, rule: QuotaRule, clause: Clause) -> QuotaRule:
    """The clause as a row, if it fits itself, the measures there are, and the other clauses."""
    fields = asdict(clause)
    for name in ("kinds", "where", "link_kinds"):
        fields[name] = list(fields[name])
    for name, value in fields.items():
        setattr(rule, name, value)
    if not rule.code:
        codes = {one.code for one in quota_set.rules.all()}
        rule.code = next(f"r{n}" for n in range(1, MOST_RULES + 2) if f"r{n}" not in codes)
        rule.number = (quota_set.rules.aggregate(last=Max("number"))["last"] or 0) + 1
    _must_fit(quota_set, rule)
    rule.save()
    return rule


def _must_fit(quota_set: QuotaSet, rule: QuotaRule) -> None:
    measure = MEASURES.get(rule.measure)
    if not rule.label.strip():
        raise Unfit(_("请写这一条的名称。"), "label")
    if measure is None or measure.units_owe != (quota_set.subject == Subject.UNITS):
        raise Unfit(_("这种记录不能用在这份规定里。"), "measure")
    for value, known, field in ((rule.unit, CountUnit, "unit"), (rule.period, PeriodKind, "period"), (rule.part, Part, "part"),
                                (rule.sharing, Sharing, "sharing")):  # fmt: skip
        if value not in known.values:
            raise Unfit(_("没有这个选项。"), field)
    if set(rule.kinds) - set(measure.kinds) or set(rule.where) - set(UnitKind.values):
        raise Unfit(_("没有这一类。"), "kinds")
    if rule.link and (rule.link not in MEASURES or set(rule.link_kinds) - set(MEASURES[rule.link].kinds)):
        raise Unfit(_("没有这类联系点。"), "link")
    wider = quota_set.rules.filter(code=rule.wider).exclude(pk=rule.pk).first() if rule.wider else None
    if rule.wider and (wider is None or wider.measure != rule.measure or wider.wider):
        raise Unfit(_("较宽的一条要在这份规定里，看的是同样的记录，自己也不在别的一条之内。"), "wider")
    try:
        rule.as_rule()
    except NotARule as problem:
        sentence, field = CONTRADICTIONS[problem.code]
        raise Unfit(sentence, field) from problem


def _move(quota_set: QuotaSet, rule: QuotaRule, number: int) -> None:
    others = [one for one in quota_set.rules.order_by("number", "pk") if one.pk != rule.pk]
    others.insert(max(0, number - 1), rule)
    for place, one in enumerate(others, 1):
        one.number = place
    QuotaRule.objects.bulk_update(others, ["number"])


def _tell(deed: str, quota_set: QuotaSet, by: Actor, at: datetime, why: str = "", **detail: Any) -> None:
    private = {} if deed == "changed" else {"title": quota_set.title} | ({"why": why} if why else {})
    event = f"quota_set.{deed}"
    book.record(event, of=quota_set.ref, unit_path=quota_set.unit_path, by=by, at=at, private=private, **detail)
