"""成批核对的读法: the findings of one text in one list, the table of a batch sorted and filtered, what has to be deleted."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.checks.fingerprints import fingerprint
from lianxin.reports.checks.models import Batch, BatchText
from lianxin.reports.checks.terms import BATCH, TextStatus
from lianxin.reports.summaries.remarks import GRADES, Remark, Said

#: how a table may be ordered: never by anybody's name
ORDERS: dict[str, tuple[str, ...]] = {
    "": ("number",),
    "findings": ("-wrong", "-doubtful", "-style", "number"),
    "unit": ("unit__path", "number"),
}
SHOWS: dict[str, Q] = {
    "": Q(),
    "wrong": Q(wrong__gt=0),
    "doubtful": Q(doubtful__gt=0),
    "style": Q(style__gt=0),
    "unread": Q(status=TextStatus.UNREAD),
    "clean": Q(status=TextStatus.CHECKED, wrong=0, doubtful=0, style=0),
    "nowhere": Q(unit=None),
}
_HEAVY = ("data", "text", "notes", "of_itself", "of_records", "of_others", "waived", "alike")


def own(by: Actor) -> QuerySet[Batch]:
    """本人的各批, newest first."""
    found: QuerySet[Batch] = Batch.objects.reachable(by=by, to=BATCH)
    return found.select_related("posting", "unit").order_by("-received_at", "-pk")


def tallied(found: QuerySet[Batch]) -> list[Any]:
    """Batches with how many texts each has, how many wait, and how many have something wrong; one statement."""
    return list(
        found.annotate(
            total=Count("texts"),
            waiting=Count("texts", filter=Q(texts__status=TextStatus.WAITING)),
            with_wrong=Count("texts", filter=Q(texts__wrong__gt=0)),
        )[:100]
    )


@dataclass(frozen=True)
class Page:
    """一页 of a batch's table, with the numbers of the texts that the neighbouring pages begin with (0: none)."""

    rows: list[BatchText]
    newer: int
    older: int


def table(batch: Batch, *, show: str = "", order: str = "", begin: int = 0, rows: int = 100) -> Page:
    """The texts of a batch from the one numbered `begin` on; two statements."""
    found = batch.texts.filter(SHOWS.get(show, Q()))
    numbers = list(found.order_by(*ORDERS.get(order, ORDERS[""])).values_list("number", flat=True))
    at = numbers.index(begin) if begin in numbers else 0
    shown = numbers[at : at + rows]
    by_number = {one.number: one for one in batch.texts.filter(number__in=shown).defer(*_HEAVY).select_related("unit")}
    older = numbers[at + rows] if at + rows < len(numbers) else 0
    return Page([by_number[number] for number in shown], numbers[max(0, at - rows)] if at else 0, older)


def counts(batch: Batch) -> dict[str, int]:
    """How many texts each filter of the table shows, and how many wait; one statement."""
    asked = {f"n_{name or 'all'}": Count("pk", filter=q) for name, q in SHOWS.items()}
    found = batch.texts.aggregate(**asked, n_waiting=Count("pk", filter=Q(status=TextStatus.WAITING)))
    return {name.removeprefix("n_"): number for name, number in found.items()}


def units_below(path: str) -> dict[str, str]:
    """Path → name of a unit and all below it."""
    return dict(Unit.objects.filter(within("path", path)).values_list("path", "name"))


def waiting(batch: Batch, most: int) -> list[BatchText]:
    """The next texts to be checked."""
    found = batch.texts.filter(status=TextStatus.WAITING).order_by("number")
    return list(found.select_related("batch__posting")[:most])


def rows_of(said: Iterable[Said]) -> list[dict[str, Any]]:
    """Remarks as they are stored."""
    return [
        asdict(
            Remark(one.kind, one.quote, one.start, one.end, one.verdict, one.explain, str(getattr(one, "mend", "") or ""))
        )
        for one in said
    ]  # fmt: skip


def remarks_of(text: BatchText) -> list[Remark]:
    """Everything that is said of a text, in its order."""
    found = [Remark(**row) for row in (*text.of_itself, *text.of_records, *text.of_others)]
    return sorted(found, key=lambda one: (one.start, one.end))


def standing(text: BatchText) -> list[Remark]:
    """不符、存疑、格式 that nobody waived."""
    return [one for one in remarks_of(text) if one.tone in GRADES and fingerprint(one, text.text) not in text.waived]


def words_of(waived: Mapping[str, Iterable[str]], reasons: Mapping[str, Any]) -> dict[str, str]:
    """Why each finding is left as it is, in words."""
    return {
        key: "：".join(filter(None, (str(reasons.get(reason, reason)), words)))
        for key, (reason, words) in waived.items()
    }


def alike(text: BatchText) -> list[tuple[BatchText, int, int]]:
    """相同较多的: other texts of the batch, characters shared, share of the shorter in percent; one statement."""
    numbers = [row[0] for row in text.alike]
    others = {one.number: one for one in text.batch.texts.filter(number__in=numbers).defer(*_HEAVY)} if numbers else {}
    return [(others[number], chars, share) for number, chars, share in text.alike if number in others]
