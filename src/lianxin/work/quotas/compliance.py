"""走访任务的设置 of the compliance page: what is asked of people and units, what may be counted, what that breaks."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.quotas.measures import MEASURES
from lianxin.work.quotas.models import QuotaRule, QuotaSet
from lianxin.work.quotas.terms import QuotaStatus, Subject

SETTING = "quotas.duties"
GRASSROOTS = {UnitKind.VILLAGE.value, UnitKind.COMMUNITY.value, UnitKind.SCHOOL.value}
VILLAGE_ROLES = {"station_worker", "station_head"}
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "term": 5, "school_year": 10, "year": 12}
#: oftener than once a week is no duty of a unit; every second working day is none of a village's people
MOST_OF_UNITS, MOST_OF_PEOPLE = 4, 12


def value_of(quota_set: QuotaSet) -> str:
    """The clauses in words, which an exemption covers to the letter."""
    rules = quota_set.rules.all()
    return "；".join(f"{one.label}（{one.get_period_display()} {one.minimum}）" for one in rules)[:200]


def breaches_of(quota_set: QuotaSet) -> tuple[Breach, ...]:
    """What a set of duties breaks: too much asked of villages, communities, schools or their people (禁令四, JF-6)."""
    kinds = set(quota_set.unit_kinds)
    is_of_units = quota_set.subject == Subject.UNITS and (not kinds or bool(kinds & GRASSROOTS))
    is_of_people = bool(set(quota_set.roles) & VILLAGE_ROLES)
    found: list[Breach] = []
    for rule in quota_set.rules.all():
        if is_of_units and _a_month(rule) > MOST_OF_UNITS:
            found.append(Breach("BAN-4", _("“%(label)s”要村、社区、学校每周不止一次") % {"label": rule.label}))
        elif is_of_people and _a_month(rule) > MOST_OF_PEOPLE:
            found.append(Breach("BAN-4", _("“%(label)s”占去村里人员一半以上的工作日") % {"label": rule.label}))
    return tuple(found)


def _a_month(rule: QuotaRule) -> float:
    return rule.minimum / MONTHS.get(rule.period, 1)


def read(by: Actor, on: date) -> Iterator[Reading]:
    """The sets in force and the drafts that the actor may read; what may be counted at all."""
    for one in QuotaSet.objects.readable(by).prefetch_related("rules").order_by("title", "version"):
        is_draft = one.status == QuotaStatus.DRAFT
        if is_draft or (one.valid_to is None or one.valid_to >= on):
            yield Reading(
                one.code, one.title, value_of(one), breaches_of(one), one.approved_by_name or one.drafted_by_name,
                one.approved_on or one.drafted_on, not is_draft, one.unit_path, "quotas:rule_set", (one.code,),
            )  # fmt: skip
    words = "、".join(str(one.label) for one in MEASURES.values())
    yield Reading("measures", _("可以数的记录"), words, page="quotas:rules")


setting(
    SETTING, gettext_lazy("走访任务"), rules=("BAN-1", "BAN-3", "BAN-4", "JF-2", "JF-3", "JF-6"), read=read,
    verdict=gettext_lazy("任务只提醒本人，不排名；日记不在可以数的记录里。要基层做得太多的，没有批准的例外不能审定。"),
)  # fmt: skip
