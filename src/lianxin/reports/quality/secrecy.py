"""采集和保密 (M287): who may see what at a unit, from the posts and roles that there are; how often closed data were opened.

Nothing here is typed, and nobody is named: posts and numbers. What one person opened stands in the journal, and there alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone

from lianxin.base.indicators import INDICATORS
from lianxin.base.journal import book
from lianxin.base.journal.events import KINDS
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import PERMISSIONS, Actor, Permission
from lianxin.base.orgs.roles import ROLES
from lianxin.pure.periods import Period
from lianxin.reports.quality.terms import SECRECY


@dataclass(frozen=True)
class Seen:
    """一类数据: the permission that opens it, and the posts that hold it, here and above, with how many people each."""

    permission: Permission
    here: tuple[tuple[str | Promise, int], ...]
    above: tuple[tuple[str | Promise, int], ...]

    @property
    def people(self) -> int:
        return sum(n for _label, n in (*self.here, *self.above))


def closed() -> list[Permission]:
    """What is kept closed and opened one by one: the permissions whose use is written down as an opening or an export."""
    codes = [kind.code.removesuffix("ed") for kind in KINDS.values() if kind.sealed]
    return [PERMISSIONS[code] for code in codes if code in PERMISSIONS]


def seeing() -> list[Permission]:
    """Every permission to look at something."""
    return [one for code, one in PERMISSIONS.items() if code.endswith(".view")]


def who_sees(unit: Unit, permissions: Iterable[Permission], on: date) -> list[Seen]:
    """谁能看: the posts held on that day at the unit and above it, one statement; a role reaches all that lies below."""
    held = Posting.objects.valid(on).filter(unit__path__in=ancestors(unit.path), person__is_active=True, role__in=ROLES)
    people: dict[tuple[str, bool], set[int]] = {}
    for role, person, path in held.values_list("role", "person_id", "unit__path"):
        people.setdefault((role, path == unit.path), set()).add(person)

    def posts(code: str, is_here: bool) -> tuple[tuple[str | Promise, int], ...]:
        return tuple(
            (role.label, len(people[role.code, is_here]))
            for role in ROLES.values()
            if code in role.grants and (role.code, is_here) in people
        )

    return [Seen(one, posts(one.code, True), posts(one.code, False)) for one in permissions]


@dataclass(frozen=True)
class Opened:
    """查阅、导出: of which kind, at which unit, for what, how often."""

    sentence: str
    is_taken: bool
    unit: str
    purpose: str
    times: int


def words_of(event: str) -> str:
    """查看诉求人完整信息: the event's sentence without what is different each time."""
    sentence = str(KINDS[event].sentence).partition("，")[0].partition("：")[0]
    return sentence.partition("%(")[0].rstrip("（第 ")


def _hidden(refs: set[str], by: Actor) -> set[str]:
    """Those records that are behind the wall for this viewer: that they were opened he is not told either (条例 §30)."""
    models = {count.of().model for one in INDICATORS.values() for count in one.counts}
    by_name = {model._meta.model_name: model for model in models}
    found: set[str] = set()
    for name in {ref.partition(":")[0] for ref in refs}:
        model = by_name.get(name)
        codes = {ref.partition(":")[2] for ref in refs if ref.startswith(f"{name}:")}
        if model is not None and any(field.name == "code" for field in model._meta.fields):
            held = model._default_manager.filter(code__in=codes)
            seen = set(held.past_the_wall(by=by).values_list("code", flat=True))
            found |= {f"{name}:{code}" for code in set(held.values_list("code", flat=True)) - seen}
    return found


def openings(unit: Unit, month: Period, by: Actor) -> list[Opened]:
    """本月被查阅和导出的 at a unit and below, by unit and purpose, in the order of the tree. Raises NotAllowed."""
    by.must_at(SECRECY, unit.path)
    zone = get_current_timezone()
    since = datetime.combine(month.first, time(), zone)
    until = datetime.combine(month.last + timedelta(days=1), time(), zone)
    entries = book.sealed_openings(unit.path, since, until)
    hidden = _hidden({of for of, *_rest in entries}, by)
    counted = Counter(tuple(rest) for of, *rest in entries if of not in hidden)
    names = dict(Unit.objects.filter(path__in={path for path, _event, _purpose in counted}).values_list("path", "name"))
    return [
        Opened(words_of(event), KINDS[event].sealed == "taken", names.get(path, ""), purpose, times)
        for (path, event, purpose), times in sorted(counted.items())
    ]
