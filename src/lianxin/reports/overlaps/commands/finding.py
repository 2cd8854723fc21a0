"""找雷同: for texts of these weeks, which earlier ones they are like; a question to the author, once and for all."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from secrets import SystemRandom
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from lianxin.base import prose
from lianxin.base.clocks.queries import calendar
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.queries import actor_for, holders_of, postings_of
from lianxin.base.orgs.roles import ROLES
from lianxin.base.prose import SOURCES, Passage
from lianxin.pure.codes import new_code
from lianxin.pure.overlap import LEAST_LISTED, Idioms, Overlap, compare, shared_errors
from lianxin.reports.overlaps import index, queries
from lianxin.reports.overlaps.models import Resemblance
from lianxin.reports.overlaps.terms import ANSWER, State

RECENT = timedelta(days=60)  # what is older is not asked about any more
LEAST_CHARS, LEAST_SHARE = 60, 0.1  # long texts from one source above share a few percent: that asks nothing of anybody
MOST_SHARE, LONGEST = 0.3, 120  # a third of a short text, or one whole paragraph of a long one
LEAST_HITS, VERIFIED, KEPT = 2, 8, 3
OPENS_AFTER = 5  # working days


def find_alike(refs: Iterable[str], *, at: datetime) -> int:
    """找雷同 of these texts; how many questions were put down. What was put down once is never put down again."""
    today, fresh = localdate(at), list(refs)
    opens_on = _opens_on(today)
    made = 0
    for start in range(0, len(fresh), index.CHUNK):
        texts = prose.found(fresh[start : start + index.CHUNK])
        for one in texts.values():
            if today - RECENT <= one.on <= today and queries.kind_of(one.ref) != "library":
                made += _of_one(one, today, opens_on)
    return made


def look_again(refs: Iterable[str], *, at: datetime) -> None:
    """再看: questions about texts that changed since. Without its reason a question goes; its figures follow the words."""
    changed = list(refs)
    for start in range(0, len(changed), index.CHUNK):
        _again(changed[start : start + index.CHUNK])


@transaction.atomic
def _again(refs: list[str]) -> None:
    rows = Resemblance.objects.filter(Q(ref__in=refs) | Q(other_ref__in=refs), state=State.FOUND).order_by("pk")
    held = list(rows.select_for_update(of=("self",)))
    texts = prose.found({ref for row in held for ref in (row.ref, row.other_ref)})
    both = [(row, texts[row.ref], texts[row.other_ref]) for row in held if row.ref in texts and row.other_ref in texts]
    idioms = {path: queries.idioms_of(path) for path in {one.unit_path for _row, one, _other in both}}
    gone = []
    for row, one, other in both:
        overlap = compare(one.text, other.text, least=LEAST_LISTED, idioms=idioms[one.unit_path])
        if not is_asked(one, other, overlap):
            gone.append(row.pk)
        for field, value in _figures(one, other, overlap).items():
            setattr(row, field, value)
    Resemblance.objects.bulk_update([row for row, _one, _other in both], FIGURES)
    Resemblance.objects.filter(pk__in=gone).delete()


def _opens_on(today: date) -> date:
    """The day after five working days, on which the head may see it without an answer."""
    day, worked = today, 0
    while worked < OPENS_AFTER:
        day = calendar().next_workday(day)
        worked += 1
    return day + timedelta(days=1)


@transaction.atomic
def _of_one(one: Passage, today: date, opens_on: date) -> int:
    idioms = queries.idioms_of(one.unit_path)
    near = [
        found.ref
        for found in index.near(index.values_of(one.text, idioms), but=one.ref)
        if found.hits >= LEAST_HITS
        and (found.on, found.ref) < (one.on, one.ref)  # of one day the greater ref is asked about
    ]
    open_ = _open_to_author(one, near, today)
    closed = [] if SOURCES[queries.kind_of(one.ref)].is_personal else [ref for ref in near if ref not in open_]
    rows = [
        _row(one, other, overlap, today, opens_on, is_blind=refs is closed)
        for refs in ([ref for ref in near if ref in open_], closed)  # what is closed takes no place of what is open
        for other, overlap in _asked(one, refs, idioms)
    ]
    known = set(Resemblance.objects.filter(ref=one.ref).values_list("other_ref", flat=True))
    rows = [row for row in rows if row.other_ref not in known]
    Resemblance.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def is_asked(one: Passage, other: Passage, overlap: Overlap) -> bool:
    """Whether the author is asked: much is shared, or little with the same error in both, which nobody makes by chance."""
    return overlap.is_telling and (
        is_much(overlap) or any(error.grade == "wrong" for error in shared_errors(one.text, other.text, overlap))
    )


def is_much(overlap: Overlap) -> bool:
    """Whether so much is shared that the author is asked: more than texts share that follow the same papers from above."""
    is_part = overlap.chars >= LEAST_CHARS and overlap.share >= LEAST_SHARE
    return overlap.is_telling and (is_part or overlap.share >= MOST_SHARE or overlap.longest >= LONGEST)


def _asked(one: Passage, refs: list[str], idioms: Idioms) -> list[tuple[Passage, Overlap]]:
    """Of these the few that share most."""
    made = [
        (other, overlap)
        for other in prose.found(refs[:VERIFIED]).values()
        if is_asked(one, other, overlap := compare(one.text, other.text, least=LEAST_LISTED, idioms=idioms))
    ]
    made.sort(key=lambda pair: (-pair[1].chars, pair[0].ref))
    return made[:KEPT]


def _open_to_author(one: Passage, refs: list[str], today: date) -> set[str]:
    """Those that the author may open himself in one of his posts: he cannot be asked about what he may not know of.

    Of a unit's text those that somebody who answers for the unit may open. What is closed to the author of a personal
    text is told to nobody: nothing is said of it behind his back. What is closed to a unit is told above both alone.
    """
    if not refs:
        return set()
    if SOURCES[queries.kind_of(one.ref)].is_personal:
        author = Person.objects.filter(pk=one.author_id, is_active=True).first() if one.author_id else None
        posts = postings_of(author, today) if author else []
    else:
        posts = [post for post in holders_of(one.unit_path, today) if ANSWER.code in ROLES[post.role].grants]
    return {ref for post in posts for ref in prose.readable(refs, actor_for(post))}


def _row(one: Passage, other: Passage, overlap: Overlap, today: date, opens_on: date, *, is_blind: bool) -> Resemblance:
    is_personal = SOURCES[queries.kind_of(one.ref)].is_personal
    return Resemblance(
        code=new_code(SystemRandom()), ref=one.ref, other_ref=other.ref, unit_id=one.unit_id, unit_path=one.unit_path,
        author_id=one.author_id if is_personal else None,
        is_personal=is_personal, is_blind=is_blind, found_on=today, opens_on=opens_on, **_figures(one, other, overlap),
    )  # fmt: skip


FIGURES = ("shared", "runs", "share", "in_order", "errors")


def _figures(one: Passage, other: Passage, overlap: Overlap) -> dict[str, Any]:
    """What is told of the two in a list."""
    found = (overlap.chars, len(overlap.counted), Decimal(str(round(overlap.share, 4))), overlap.in_order,
             len(shared_errors(one.text, other.text, overlap)))  # fmt: skip
    return dict(zip(FIGURES, found, strict=True))
