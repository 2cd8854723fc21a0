"""学套话: short passages that texts of many units share, though they do not come from one another."""

from collections import Counter, defaultdict
from datetime import datetime

from django.db.models import Count
from django.utils.timezone import localdate

from lianxin.base import prose
from lianxin.base.orgs.queries import top_unit
from lianxin.pure.overlap import GRAM, grown, packed, prints
from lianxin.reports.overlaps import index, queries
from lianxin.reports.overlaps.models import Fingerprint, Idiom, TextEntry
from lianxin.reports.overlaps.terms import Origin

UNITS = 5  # texts of so many units, none of which comes from another
ONE_ORIGIN = 0.2  # two texts with so much in common are one origin
LOOKED_AT, LOOKED_IN, KEPT = 400, 10, 5000  # values looked at in one run, texts read for each
_WIDE = str.maketrans(",:;!?()", "，：；！？（）")


def learn(*, at: datetime) -> int:
    """学套话 from the index; what an office took off is not learned again. How many were learned."""
    top = top_unit()
    if top is None:
        return 0
    _unlearn()
    counted = Fingerprint.objects.order_by().values("value").annotate(n=Count("pk")).filter(n__gte=UNITS)
    values = list(counted.order_by("-n", "value").values_list("value", flat=True)[: LOOKED_AT * 5])
    known = queries.idioms_of(top.path)
    refused = {text for (text,) in Idiom.objects.values_list("text")}
    holders = _holders(values)
    texts = {
        ref: packed(one.text)[0]
        for ref, one in prose.found({ref for refs in holders.values() for ref in refs[:LOOKED_IN]}).items()
    }
    fresh: dict[str, tuple[int, int]] = {}
    for value, refs in holders.items():
        held = [texts[ref] for ref in refs if ref in texts]
        gram = _gram(value, held)
        if not gram or known.has_piece(gram) or any(gram in one for one in fresh):
            continue
        found = grown(gram, held, UNITS)
        if found:
            fresh[found] = (len(refs), value)
    rows = [
        Idiom(
            unit=top,
            unit_path=top.path,
            text=words,
            origin=Origin.LEARNED,
            held_by=units,
            value=value,
            added_on=localdate(at),
        )
        for words, (units, value) in ((one.translate(_WIDE), how) for one, how in fresh.items())
        if words not in refused
    ]
    Idiom.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _unlearn() -> None:
    """What was learned of texts of which too few are left goes with them: a text that is erased leaves no words here."""
    held = dict(Idiom.objects.filter(origin=Origin.LEARNED, removed_on=None).order_by("pk").values_list("pk", "value"))
    still = _holders(sorted(value for value in held.values() if value is not None), most=KEPT)
    Idiom.objects.filter(pk__in=[pk for pk, value in held.items() if value not in still]).delete()


def _holders(values: list[int], most: int = LOOKED_AT) -> dict[int, list[str]]:
    """For each value that texts of enough origins hold, one record of each origin."""
    keys: defaultdict[int, list[int]] = defaultdict(list)
    for some in index.chunks(values):
        for value, key in (
            Fingerprint.objects.filter(value__in=some).order_by("entry_key").values_list("value", "entry_key")
        ):
            keys[value].append(key)
    wanted = sorted({key for held in keys.values() for key in held})
    entries: dict[int, TextEntry] = {}
    for some in index.chunks(wanted):
        entries |= TextEntry.objects.in_bulk(list(some))
    sets = {key: index.from_bytes(one.prints) for key, one in entries.items()}
    found: dict[int, list[str]] = {}
    for value, held in keys.items():
        apart = _apart([entries[key] for key in held if key in entries], sets)
        if len(apart) >= UNITS:
            found[value] = [one.ref for one in apart]
        if len(found) >= most:
            break
    return found


def _apart(held: list[TextEntry], sets: dict[int, set[int]]) -> list[TextEntry]:
    """One entry of each unit and origin: none shares a fifth of its numbers with another."""
    kept: list[TextEntry] = []
    units: Counter[str] = Counter()
    for one in held:
        mine = sets[one.pk]
        alike = any(len(mine & sets[two.pk]) >= ONE_ORIGIN * min(len(mine), len(sets[two.pk])) for two in kept)
        if not alike and not units[one.unit_path]:
            kept.append(one)
            units[one.unit_path] += 1
    return kept


def _gram(value: int, texts: list[str]) -> str:
    """The piece that a value stands for."""
    for text in texts[:3]:
        for found, place in prints(text):
            if found == value:
                return text[place : place + GRAM]
    return ""
