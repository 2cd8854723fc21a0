"""谁主管谁负责: which rule of the duty list owns a matter, on a day, and what follows from it for handing it out.

The most specific rule wins: the deepest place first, then the deepest topic. Rules that are equally specific are all
shown; a person decides. Nothing here is applied to a concern by itself.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.concerns.duty_terms import LEAST_REASON, LeadBy
from lianxin.work.concerns.models import Concern, DutyList, DutyRule, Topic
from lianxin.work.concerns.problems import Unfit

GRASS_ROOTS = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True)
class Owner:
    """清单上的归属: the rule, the units it names for this place (lead None: the place has no such unit)."""

    rule: DutyRule
    lead: Unit | None
    helpers: tuple[Unit, ...]
    sentence: str


@dataclass(frozen=True)
class Found:
    """查清单的结果: the list in force on that day, and the owners, most often one; several are a tie."""

    duty_list: DutyList | None
    owners: tuple[Owner, ...] = ()

    @property
    def owner(self) -> Owner | None:
        """The one owner; None where nobody or several are named."""
        return self.owners[0] if len(self.owners) == 1 else None

    def names(self, unit: Unit) -> bool:
        """Whether the list names this unit as the lead."""
        return any(one.lead is not None and one.lead.pk == unit.pk for one in self.owners)


class DutyBook:
    """责任清单的查法. `whole` reads every rule once, for many questions; without it each question reads its own few."""

    def __init__(self, *, whole: bool = False) -> None:
        self._whole = whole
        self._lists: list[DutyList] | None = None
        self._rules: dict[int, dict[int, list[DutyRule]]] = {}
        self._units: dict[str, Unit | None] = {}

    def list_on(self, day: date) -> DutyList | None:
        """The version in force on that day."""
        if self._lists is None:
            self._lists = list(DutyList.objects.approved().order_by("-version"))
        return next((one for one in self._lists if _holds(one, day)), None)

    def owners(self, topic: Topic | None, place: Unit, day: date) -> Found:
        """谁的事: who owned this kind of matter in this place on that day, with the reason in a sentence."""
        return self.owners_in(self.list_on(day), topic, place)

    def owners_in(self, duty_list: DutyList | None, topic: Topic | None, place: Unit) -> Found:
        """The same by a version that is named: one that is only drafted may be asked too."""
        if duty_list is None or topic is None:
            return Found(duty_list)
        chain = _chain(topic)
        paths = ["", *ancestors(place.path)]
        fitting = [rule for rule in self._of(duty_list, chain) if rule.place_path in paths]

        def depth(rule: DutyRule) -> tuple[int, int]:
            return len(rule.place_path), -chain.index(rule.topic_id)

        deepest = max((depth(rule) for rule in fitting), default=None)
        best = [rule for rule in fitting if depth(rule) == deepest]
        return Found(duty_list, tuple(self._owner(duty_list, rule, place) for rule in best))

    def _of(self, duty_list: DutyList, chain: list[int]) -> list[DutyRule]:
        rules = DutyRule.objects.select_related("topic", "place", "lead").prefetch_related("helpers__unit")
        if not self._whole:
            return list(rules.filter(duty_list=duty_list, topic__in=chain).order_by("pk"))
        if duty_list.pk not in self._rules:
            by_topic = self._rules[duty_list.pk] = {}
            for rule in rules.filter(duty_list=duty_list).order_by("pk"):
                by_topic.setdefault(rule.topic_id, []).append(rule)
        return [rule for topic in chain for rule in self._rules[duty_list.pk].get(topic, ())]

    def _owner(self, duty_list: DutyList, rule: DutyRule, place: Unit) -> Owner:
        lead = self._unit(rule.lead_by, rule.lead, place)
        helpers = (self._unit(one.by, one.unit, place) for one in rule.helpers.all())
        others = tuple(unit for unit in helpers if unit is not None and unit != lead)
        return Owner(rule, lead, others, sentence_of(duty_list, rule, lead, others))

    def _unit(self, by: str, unit: Unit | None, place: Unit) -> Unit | None:
        if by == LeadBy.UNIT:
            return unit
        if by == LeadBy.VILLAGE:
            return place if place.kind in GRASS_ROOTS else None
        if place.kind == UnitKind.TOWNSHIP:
            return place
        above = ancestors(place.path)[-2:-1]
        return self._township(above[0]) if above else None

    def _township(self, path: str) -> Unit | None:
        if self._whole and not self._units:
            self._units = {unit.path: unit for unit in Unit.objects.filter(kind=UnitKind.TOWNSHIP)}
        elif not self._whole and path not in self._units:
            self._units[path] = Unit.objects.filter(path=path, kind=UnitKind.TOWNSHIP).first()
        return self._units.get(path)


def _holds(duty_list: DutyList, day: date) -> bool:
    first, last = duty_list.valid_from, duty_list.valid_to
    return first is not None and first <= day and (last is None or day <= last)


def _chain(topic: Topic) -> list[int]:
    """The topic and all above it, the deepest first."""
    found: list[int] = []
    at: Topic | None = topic
    while at is not None and at.pk not in found:
        found.append(at.pk)
        at = at.parent
    return found


def sentence_of(duty_list: DutyList, rule: DutyRule, lead: Unit | None, helpers: tuple[Unit, ...]) -> str:
    """The rule as a sentence: which version, which matter, where, who, on what basis."""
    parts = [
        _("责任清单第%(version)s版（%(valid_from)s起）：“%(topic)s”%(place)s由%(lead)s主办")
        % {
            "version": duty_list.version,
            "valid_from": date_format(duty_list.valid_from, "Y-m-d") if duty_list.valid_from else "—",
            "topic": rule.topic.label,
            "place": _("在%(name)s的") % {"name": rule.place.name} if rule.place else "",
            "lead": lead.name if lead else LeadBy(rule.lead_by).label,
        }
    ]
    if helpers:
        parts.append(_("%(units)s协办") % {"units": "、".join(unit.name for unit in helpers)})
    if rule.basis:
        parts.append(_("依据%(basis)s") % {"basis": rule.basis})
    return "，".join(parts) + "。"


def is_outside(found: Found, place: Unit, to: Unit) -> bool:
    """清单外: whether handing it to this unit needs a reason (JF-10).

    A village or community takes what its list names it for; while there is no list, what was raised in it
    (北京市接诉即办工作条例 §17). A township does not take what the list gives to a county department (潍坊市热线条例 §24).
    """
    if to.kind in GRASS_ROOTS:
        return not found.names(to) if found.duty_list else to.pk != place.pk
    if to.kind == UnitKind.TOWNSHIP and found.owners and not found.names(to):
        return all(one.lead is not None and one.lead.kind == UnitKind.DEPARTMENT for one in found.owners)
    return False


def outside(book: DutyBook, concern: Concern, to: Unit, reason: str, today: date) -> Found | None:
    """What the list says, where the handing is outside it and a reason was given; None where it is inside.

    Raises Unfit without a reason: it says whose matter it is and what to do.
    """
    if to.kind not in (*GRASS_ROOTS, UnitKind.TOWNSHIP):
        return None
    found = book.owners(concern.topic, concern.unit, today)
    if not is_outside(found, concern.unit, to):
        return None
    if len(reason.strip()) < LEAST_REASON:
        raise Unfit(_refusal(found, to), "outside_reason")
    return found


def _refusal(found: Found, to: Unit) -> str:
    leads = "、".join(one.lead.name for one in found.owners if one.lead is not None)
    if leads:
        said = _("责任清单写明这类事项由%(leads)s主办，不在%(to)s的清单内。") % {"leads": leads, "to": to.name}
    else:
        said = _("这件事不在%(to)s的责任清单内。") % {"to": to.name}
    return said + _("请交给主管单位；确需交给%(to)s的，写明理由（不少于 %(least)s 个字），会计入清单外交办统计。") % {
        "to": to.name, "least": LEAST_REASON,
    }  # fmt: skip


def refuse_return(book: DutyBook, concern: Concern, unit: Unit, today: date) -> None:
    """A department that the list names as the lead does not simply send back: it objects, and somebody else decides."""
    if unit.kind == UnitKind.DEPARTMENT and book.owners(concern.topic, concern.unit, today).names(unit):
        raise Unfit(
            _("责任清单写明这类事项由%(unit)s主办，不能直接退回。有不同意见的，请用“提出异议”，由交办的一方审核。")
            % {"unit": unit.name},
            "reason",
        )


def topics_without_rule(duty_list: DutyList, today: date) -> tuple[list[Topic], list[Topic]]:
    """清单的空白: the deepest topics that no rule covers, and those covered in some places only."""
    topics = list(Topic.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today)).select_related("parent"))
    above = {topic.parent_id for topic in topics}
    anywhere: set[int] = set()
    somewhere: set[int] = set()
    for key, path in duty_list.rules.values_list("topic_id", "place_path"):
        (somewhere if path else anywhere).add(key)
    bare: list[Topic] = []
    partly: list[Topic] = []
    for topic in (one for one in topics if one.pk not in above):
        chain = set(_chain(topic))
        if not chain & anywhere:
            (partly if chain & somewhere else bare).append(topic)
    return bare, partly
