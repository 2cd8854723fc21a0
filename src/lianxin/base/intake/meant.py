"""说的是谁、哪里: which unit and which of its people the words of a row mean, looked up once for a file."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from lianxin.base.intake.kinds import Work
from lianxin.base.intake.units import as_known, known_units
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Permission
from lianxin.pure.intake import Checked, Line, UnitBook
from lianxin.pure.ledgers.clean import key
from lianxin.pure.problems import Unfit


class Meant:
    """The units of the day and whoever ever held a post: three statements for a file."""

    def __init__(self, work: Work) -> None:
        units = known_units(work)
        self.work, self.by_path = work, {unit.path: unit for unit in units}
        self.book = UnitBook(as_known(unit) for unit in units)
        self._people: dict[str, list[Person]] | None = None
        self._homes: dict[int, list[Posting]] = defaultdict(list)

    def unit(self, words: str, *, anywhere: bool = False) -> Unit:
        """The unit that is meant, below the one the file comes in under; nothing written is that one. Raises Unfit."""
        if not words:
            return self.work.unit
        found = [self.by_path[one.path] for one in self.book.find(words)]
        if not anywhere:
            found = [one for one in found if is_within(one.path, self.work.unit.path)]
        if len(found) != 1:
            reason = (
                _("没有“%(name)s”，请核对名称") if not found else _("有几个“%(name)s”，请写全路径，如 清水镇/石桥村")
            )
            raise Unfit(reason % {"name": words})
        return found[0]

    def where(self, words: str, to: Permission) -> Unit:
        """The same, where the permission holds."""
        unit = self.unit(words)
        if not self.work.by.may_at(to, unit.path):
            raise Unfit(_("您现在的职务不能给%(name)s登记") % {"name": unit.name})
        return unit

    def person(self, words: str, on: date, home: Unit | None = None) -> Person:
        """Who is meant, by name or login name; of namesakes the one who held a post there on that day. Raises Unfit."""
        named = self._named().get(key(words), [])
        found = [one for one in named if any(self._held(post, on, home) for post in self._homes[one.pk])] or named
        if len(found) == 1:
            return found[0]
        reason = _("没有“%(name)s”这个账号，请先导入人员") if not found else _("有几个“%(name)s”，请写登录名")
        raise Unfit(reason % {"name": words})

    @staticmethod
    def _held(post: Posting, on: date, home: Unit | None) -> bool:
        stood = post.valid_from <= on and (post.valid_to is None or post.valid_to >= on)
        return stood and (home is None or post.unit_id == home.pk)

    def _named(self) -> dict[str, list[Person]]:
        if self._people is None:
            self._people = defaultdict(list)
            for person in Person.objects.all():
                for word in {key(person.name), key(person.username)}:
                    self._people[word].append(person)
            for post in Posting.objects.all():
                self._homes[post.person_id].append(post)
        return self._people


def each(work: Work, look: Callable[[Meant, Line], tuple[Any, Any]], there: dict[Any, str]) -> Checked:
    """查每一行: `look` gives what tells a row from others and what its command needs, or raises Unfit with the reason.

    `there`: what stands in the house already, by the same mark.
    """
    meant, checked = Meant(work), Checked()
    first: dict[Any, int] = {}
    for place, line in enumerate(work.lines):
        try:
            mark, found = look(meant, line)
        except Unfit as problem:
            checked.refuse(place, str(problem))
            continue
        if (before := first.setdefault(mark, place)) != place:
            checked.twice[place] = before
        elif mark in there:
            checked.known[place] = there[mark]
        else:
            checked.found[place] = found
            checked.order.append(place)
    return checked


def full_names(on: date) -> UnitBook:
    """The book that tells the path of names of every unit of the day."""
    return UnitBook(as_known(one) for one in Unit.objects.valid(on))


def namesakes() -> set[str]:
    """The names that several accounts bear: one statement. Who bears one is written by login name."""
    counted = Person.objects.values_list("name").annotate(n=Count("pk")).filter(n__gt=1)
    return {name for name, _n in counted.order_by()}


def in_days(work: Work, code: str, field: str) -> Q:
    """The condition that a record is of a day that the file speaks of: no more than these are compared with it."""
    days = [line.get(code) for line in work.lines if line.get(code)]
    return Q(**{f"{field}__range": (min(days), max(days))}) if days else Q(pk__in=())


def under(unit: Unit, field: str = "unit_path") -> Any:
    """The condition that a record lies at the unit or below."""
    return within(field, unit.path)
