"""约束谁: on which days a set binds whom; three statements for all sets and all people."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.pure.quota import OPEN, Span
from lianxin.work.quotas.models import QuotaMember, QuotaSet
from lianxin.work.quotas.terms import QuotaStatus, Subject

#: by the key of the person (or unit): the days
Held = dict[int, list[Span]]


def lives(sets: Iterable[QuotaSet]) -> dict[str, Span]:
    """From when to when each series asks anything: before its first version and after its last one nothing is owed.

    A version that is replaced in the middle of a period does not end it: on the days before, its number is that of the
    whole period, and from the day of the new version on it is the new number.
    """
    known = QuotaSet.objects.filter(series__in={one.series for one in sets}).exclude(status=QuotaStatus.DRAFT)
    found: dict[str, Span] = {}
    for series, first, last in known.values_list("series", "valid_from", "valid_to"):
        if first is not None:
            was = found.get(series, Span(first, first))
            found[series] = Span(min(first, was.first), max(last or OPEN, was.last))
    return found


def held(sets: Sequence[QuotaSet], ids: Collection[int], known: dict[str, Span]) -> dict[int, Held]:
    """By the key of the set: the days on which it binds each of them, by posts and by name, while its series lives."""
    found: dict[int, Held] = {one.pk: {} for one in sets}
    if any(one.subject == Subject.UNITS for one in sets):
        units = list(Unit.objects.filter(pk__in=ids).values_list("pk", "valid_from", "valid_to", "path", "kind"))
        for one in sets:
            _add(found[one.pk], one, known, [(who, first or date.min, last) for who, first, last, path, kind in units
                                             if _binds(one, path, kind)])  # fmt: skip
        return found
    roles = {role for one in sets for role in one.roles}
    posts = list(
        Posting.objects.filter(person_id__in=ids, role__in=roles)
        .values_list("person_id", "valid_from", "valid_to", "unit__path", "unit__kind", "role")
    )  # fmt: skip
    named = list(
        QuotaMember.objects.filter(person_id__in=ids, series__in={one.series for one in sets})
        .values_list("person_id", "since", "until", "series")
    )  # fmt: skip
    for one in sets:
        _add(found[one.pk], one, known, [(who, first, last) for who, first, last, path, kind, role in posts
                                         if role in one.roles and _binds(one, path, kind)])  # fmt: skip
        _add(
            found[one.pk],
            one,
            known,
            [(who, first, last) for who, first, last, series in named if series == one.series],
        )
    return found


def covered(quota_set: QuotaSet, on: date) -> set[int]:
    """Whom the set binds on that day, if it is in force then."""
    if quota_set.subject == Subject.UNITS:
        units = Unit.objects.valid(on).filter(within("path", quota_set.unit_path))
        return {pk for pk, path, kind in units.values_list("pk", "path", "kind") if _binds(quota_set, path, kind)}
    posts = Posting.objects.valid(on).filter(within("unit__path", quota_set.unit_path), role__in=quota_set.roles)
    found = {who for who, path, kind in posts.values_list("person_id", "unit__path", "unit__kind")
             if _binds(quota_set, path, kind)}  # fmt: skip
    named = QuotaMember.objects.filter(series=quota_set.series, since__lte=on).exclude(until__lt=on)
    return found | set(named.values_list("person_id", flat=True))


def _binds(quota_set: QuotaSet, path: str, kind: str) -> bool:
    return is_within(path, quota_set.unit_path) and (not quota_set.unit_kinds or kind in quota_set.unit_kinds)


def _add(
    found: Held, quota_set: QuotaSet, known: dict[str, Span], rows: Iterable[tuple[int, date, date | None]]
) -> None:  # fmt: skip
    frame = known.get(quota_set.series, Span(date.min, OPEN))
    for who, first, last in rows:
        clipped = Span(first, last or OPEN).clip(frame)
        if clipped:
            found.setdefault(who, []).append(clipped)
