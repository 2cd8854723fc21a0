"""数字和出处: each figure of a statement with the records that it counts. No figure is ever typed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Person
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.cards.models import ContactCard
from lianxin.work.concerns.models.hanging import walled
from lianxin.work.concerns.queries import shown as readable
from lianxin.work.helping.models import HelpEntry, HelpFund
from lianxin.work.pairings.models import Pairing
from lianxin.work.statements.queries.wording import about, in_chinese, yuan
from lianxin.work.visits.models import Finding, FindingQuerySet, Leaflet, Stay, Visit, VisitPerson
from lianxin.work.visits.queries.drives import solved
from lianxin.work.visits.terms import VIEW as SEE_VISIT
from lianxin.work.visits.terms import Discipline, VisitKind
from lianxin.work.writings.models import Writing
from lianxin.work.writings.terms import STANDING, WritingKind, WritingStatus

Words = str | Promise
#: 当面走访: not the telephone, not what is done in one's own office
NOT_IN_THE_FIELD = (VisitKind.PHONE, VisitKind.TRAINING)


@dataclass(frozen=True)
class Scope:
    """谁、哪些天: whose records are counted, between which days, as whom they are read; `home_path` of a unit's own."""

    people: tuple[int, ...]
    first: date
    last: date
    by: Actor
    home_path: str = ""

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last


@dataclass(frozen=True)
class Row:
    """一条出处: the day, what it was, the record."""

    on: date
    words: str
    ref: str
    amount: int = 1


@dataclass(frozen=True)
class Kind:
    """一项数字: its word in the text, the unit it is counted in, how it is counted, and its records.

    `count` is given where the figure is not the number of rows: it reads the same records.
    """

    code: str
    word: Words
    unit: Words
    basis: Words
    rows: Callable[[Scope], Iterable[Row]]
    count: Callable[[list[Row]], int] = len
    of_unit: bool = True
    written: Callable[[int], str] | None = None

    def text(self, number: int, *, is_of_unit: bool = False) -> str:
        """The figure as it is printed, with its unit: 92天, of a unit 300余次, 28万元."""
        if self.written:
            return self.written(number)
        return f"{about(number) if is_of_unit else number}{self.unit}"


def _visits(scope: Scope) -> "QuerySet[Visit]":
    went = VisitPerson.objects.filter(visit=OuterRef("pk"), person_id__in=scope.people)
    found = Visit.objects.standing().filter(Exists(went), on__lte=scope.last, until__gte=scope.first)
    return found.exclude(kind__in=NOT_IN_THE_FIELD).select_related("unit", "household").order_by("on", "pk")


def _words(visit: Visit) -> str:
    whom = visit.household.place if visit.household else visit.group or visit.whom
    return " ".join(filter(None, (visit.get_kind_display(), visit.unit.name, whom)))


def visits(scope: Scope) -> Iterator[Row]:
    """进村入户."""
    for one in _visits(scope):
        yield Row(one.on, _words(one), one.ref)


def field_days(scope: Scope) -> Iterator[Row]:
    """走访天数: one row per record and day; the figure is the number of different days."""
    for one in _visits(scope):
        for day in _each_day(max(one.on, scope.first), min(one.until, scope.last)):
            yield Row(day, _words(one), one.ref)


def _each_day(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)


def _different_days(rows: list[Row]) -> int:
    return len({row.on for row in rows})


def group_visits(scope: Scope) -> Iterator[Row]:
    """走访村民小组: visits to a group, not to one household of it; several groups of a day are one time."""
    for one in _visits(scope).filter(household=None).exclude(group=""):
        yield Row(one.on, f"{one.unit.name} {one.group}", one.ref)


def groups_each_time(rows: list[Row]) -> tuple[int, int]:
    """每次几个组: the least and the most."""
    times: dict[tuple[date, str], set[str]] = {}
    for row in rows:
        unit, _blank, group = row.words.partition(" ")
        times.setdefault((row.on, unit), set()).add(group)
    sizes = [len(groups) for groups in times.values()] or [0]
    return min(sizes), max(sizes)


def _times(rows: list[Row]) -> int:
    return len({(row.on, row.words.partition(" ")[0]) for row in rows})


def households(scope: Scope) -> Iterator[Row]:
    """直接联系群众: registered households that one is paired with or that one has been to, each once."""
    seen: dict[int, Row] = {}
    pairs = Pairing.objects.filter(person_id__in=scope.people, household__isnull=False).touching(*scope.days)
    for pair in pairs.select_related("household__unit").order_by("since", "pk"):
        assert pair.household is not None
        seen.setdefault(
            pair.household_id or 0, Row(pair.since, _("结对 %(whom)s") % {"whom": pair.household.label}, pair.ref)
        )
    for one in _visits(scope).filter(household__isnull=False):
        assert one.household is not None
        seen.setdefault(one.household_id or 0, Row(one.on, _("走访 %(whom)s") % {"whom": one.household.label}, one.ref))
    yield from seen.values()


def pairs(scope: Scope) -> Iterator[Row]:
    """结对."""
    found = Pairing.objects.filter(person_id__in=scope.people).touching(*scope.days)
    for one in found.select_related("household", "unit").order_by("since", "pk"):
        whom = one.household.label if one.household else one.label or one.unit.name
        yield Row(one.since, f"{one.get_kind_display()} {whom}", one.ref)


def cards(scope: Scope) -> Iterator[Row]:
    """民情联系卡: the first card of a person for a household; a reissue is no further card."""
    found = ContactCard.objects.filter(person_id__in=scope.people, version=1, issued_on__range=scope.days)
    for one in found.select_related("household", "unit").order_by("issued_on", "pk"):
        yield Row(one.issued_on, one.household.label, one.ref)


def writings(*kinds: str, status: tuple[str, ...] = STANDING) -> Callable[[Scope], Iterator[Row]]:
    """文稿 of a kind that were handed in; diaries need not be, and stand in nobody's figure but one's own."""

    def rows(scope: Scope) -> Iterator[Row]:
        found = Writing.objects.filter(person_id__in=scope.people, kind__in=kinds, on__range=scope.days)
        if WritingKind.DIARY not in kinds:
            found = found.filter(status__in=status)
        for one in found.order_by("on", "pk"):
            if one.is_hidden_from(scope.by):  # a diary that was not handed in: that it is there, not what it is about
                yield Row(one.on, one.get_kind_display(), "")
            else:
                yield Row(one.on, one.title, one.ref)

    return rows


def _findings(scope: Scope) -> FindingQuerySet:
    """What these people found; what is behind the wall for this reader is in no figure of his (条例 §30)."""
    went = VisitPerson.objects.filter(visit=OuterRef("visit_id"), person_id__in=scope.people)
    known: FindingQuerySet = Finding.objects.standing().exclude(concern__in=walled(scope.by))
    return known.filter(Exists(went), on__range=scope.days)


def _told(findings: FindingQuerySet, scope: Scope) -> Iterator[Row]:
    """Each finding, by its title where the reader may open it, else by the place alone."""
    open_to_him = findings.filter(pk__in=Finding.objects.reachable(by=scope.by, to=SEE_VISIT).values("pk"))
    may_open = set(open_to_him.values_list("pk", flat=True))
    for one in findings.select_related("concern__requester", "concern__unit").order_by("on", "pk"):
        if one.pk in may_open:
            yield Row(one.on, readable(one.concern.title, one.concern, scope.by), one.concern.ref)
        else:
            yield Row(one.on, _("%(where)s走访发现的问题") % {"where": one.concern.unit.name}, "")


def found(scope: Scope) -> Iterator[Row]:
    """发现问题."""
    yield from _told(_findings(scope), scope)


def solved_problems(scope: Scope) -> Iterator[Row]:
    """解决问题: found on a visit, solved then or later, not denied by the resident."""
    yield from _told(solved(_findings(scope)), scope)


def nights(scope: Scope) -> Iterator[Row]:
    """住村、住校: a row per stay with as many nights of it as lie in these days."""
    found = Stay.objects.standing().filter(person_id__in=scope.people, on__lte=scope.last, until__gt=scope.first)
    for stay in found.select_related("unit").order_by("on", "pk"):
        inside = (min(stay.until, scope.last + timedelta(days=1)) - max(stay.on, scope.first)).days
        yield Row(
            stay.on,
            f"{stay.unit.name} {stay.on.isoformat()}—{stay.until.isoformat()}",
            stay.ref,
            min(stay.nights, inside),
        )


def _sum(rows: list[Row]) -> int:
    return sum(row.amount for row in rows)


def help_given(scope: Scope) -> Iterator[Row]:
    """办实事: entries of help given."""
    found = HelpEntry.objects.filter(person_id__in=scope.people, voided_on=None, on__range=scope.days)
    for one in found.select_related("item__plan__household", "item__unit").order_by("on", "pk"):
        quantity = f"{one.quantity.normalize():f}{one.item.measure}"
        yield Row(one.on, f"{one.item.plan.label} {one.item.item} {quantity}", one.item.plan.ref)


def funds(scope: Scope) -> Iterator[Row]:
    """帮扶资金 that a unit brought; of one person there is none."""
    if scope.home_path:
        found = HelpFund.objects.standing().filter(within("home_path", scope.home_path), on__range=scope.days)
        for one in found.select_related("unit").order_by("on", "pk"):
            yield Row(one.on, f"{one.unit.name} {one.source}：{one.use}", one.ref, one.amount_yuan)


def leaflets(scope: Scope) -> Iterator[Row]:
    """发放宣传资料."""
    for one in Leaflet.objects.filter(visit__in=_visits(scope).order_by()).select_related("visit").order_by("on", "pk"):
        yield Row(one.on, one.item, one.visit.ref, one.quantity)


def went_plainly(scope: Scope) -> Iterator[Row]:
    """轻车简从: visits of which whoever went said so himself; nobody is asked to."""
    for one in _visits(scope):
        if one.disciplines.get(Discipline.PLAIN):
            yield Row(one.on, _words(one), one.ref)


def answered_advice(scope: Scope) -> Iterator[Row]:
    """被采纳的建议."""
    yield from writings(WritingKind.SUGGESTION, status=(WritingStatus.ADOPTED,))(scope)


def people(scope: Scope) -> Iterator[Row]:
    """人数: whose records these are, by name."""
    for one in Person.objects.filter(pk__in=scope.people).order_by("name", "pk"):
        yield Row(scope.first, one.name, one.ref)


# fmt: off
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("people", _("人数"), _("名"), _("这段时间里在本单位任这类职务的人。"),
             people),
        Kind("field_days", _("走访天数"), _("天"), _("当面走访的不同日期，同一天的几次走访只算一天；电话联系和培训不算。"),
             field_days, _different_days, of_unit=False),
        Kind("visits", _("进村入户"), _("次"), _("当面走访的次数，几个人一起去算一次；电话联系和培训不算。"),
             visits),
        Kind("group_visits", _("走访村民小组"), _("次"), _("到组走访的次数，同一天在一个村走几个组算一次。"),
             group_visits, _times, of_unit=False),
        Kind("households", _("直接联系群众"), _("户"), _("结对的和入户走访过的户，每户只算一次。"),
             households),
        Kind("pairs", _("挂钩结对"), _("个"), _("这段时间里有效的挂钩结对。"),
             pairs),
        Kind("cards", _("民情联系卡"), _("份"), _("这段时间里首次制发的联系卡，补发不算。"),
             cards),
        Kind("diaries", _("民情日记"), _("篇"), _("自己写的日记；只在自己的报告里用，不作任何统计。"),
             writings(WritingKind.DIARY), of_unit=False),
        Kind("field_reports", _("民情报告"), _("篇"), _("已交出的民情报告。"),
             writings(WritingKind.FIELD_REPORT)),
        Kind("research", _("调研报告"), _("份"), _("已交出的调研报告。"),
             writings(WritingKind.RESEARCH)),
        Kind("suggestions", _("工作建议"), _("条"), _("已交出的工作建议。"),
             writings(WritingKind.SUGGESTION)),
        Kind("adopted", _("采纳的建议"), _("条"), _("收到的单位答复采纳的工作建议。"),
             answered_advice),
        Kind("experience", _("推广经验"), _("件"), _("已交出、有佐证的经验推广。"),
             writings(WritingKind.EXPERIENCE)),
        Kind("found", _("发现问题"), _("个"), _("走访中发现并登记的问题。"),
             found),
        Kind("solved", _("解决实际问题"), _("个"), _("走访发现、当场或事后解决的问题；群众说没解决的不算。"),
             solved_problems),
        Kind("nights", _("住村住校"), _("天"), _("住村、住校的夜数，一夜算一天，同一夜只算一次。"),
             nights, _sum),
        Kind("help_given", _("办实事"), _("件"), _("帮扶计划里落实的每一笔。"),
             help_given),
        Kind("funds_yuan", _("帮扶资金"), _("元"), _("本单位协调到的帮扶资金，逐笔相加。"),
             funds, _sum, written=yuan),
        Kind("leaflets", _("宣传资料"), _("份"), _("走访时发放的资料份数。"),
             leaflets, _sum),
        Kind("plainly", _("轻车简从"), _("次"), _("走访人自己说明轻车简从的走访。"),
             went_plainly, of_unit=False),
    )
}
# fmt: on


@dataclass(frozen=True)
class Fact:
    """一个数字 with its records."""

    kind: Kind
    number: int
    rows: tuple[Row, ...] = ()
    is_of_unit: bool = False
    text_then: str = ""

    @property
    def text(self) -> str:
        """As it stands in the text; of a submitted statement as it stood then."""
        if self.text_then:
            return self.text_then
        with in_chinese():
            text = self.kind.text(self.number, is_of_unit=self.is_of_unit)
        least, most = groups_each_time(list(self.rows)) if self.kind.code == "group_visits" else (0, 0)
        each = f"{least}至{most}" if least < most else f"{most}"
        return f"{text}，每次{each}个" if most > 1 else text


def fact(code: str, scope: Scope) -> Fact:
    """One figure, with its records."""
    kind = KINDS[code]
    rows = list(kind.rows(scope))
    return Fact(kind, kind.count(rows), tuple(rows), bool(scope.home_path))


def facts(scope: Scope, codes: Iterable[str]) -> dict[str, Fact]:
    """Some figures; a fixed number of statements for each."""
    return {code: fact(code, scope) for code in codes}


def own_account(person_id: int, period: Period, by: Actor) -> dict[str, Fact]:
    """个人联系群众的数字 over a period: days, visits, nights, households, cards, writings, problems solved (M102, M103)."""
    return facts(Scope((person_id,), period.first, period.last, by), PERSONAL)


PERSONAL = tuple(code for code in KINDS if code not in ("people", "funds_yuan"))
OF_UNIT = tuple(code for code, kind in KINDS.items() if kind.of_unit)
