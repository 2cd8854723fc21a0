"""台账里的名称对到单位和分类: “石桥村三组” → 石桥村, “住建局” → 县住建局, “道路路灯” → the topic.

A name that fits two units fits none: what cannot be told for certain is left to a person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.work.concerns.models import Topic

_SEVERAL = re.compile(r"[、,，;；/\n ]+")
SHORTEST = 3


class Places:
    """单位与分类的名册, read once for one import."""

    def __init__(self, *, under: Unit, on: date) -> None:
        self.under = under
        self._units = list(Unit.objects.valid(on).order_by("path"))
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in self._units:
            self._by_name[_plain(unit.name)].append(unit)
        self._topics = {
            topic.label: topic
            for topic in Topic.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on)).order_by("-code")
        }
        self._kept: dict[str, Unit] = {}
        self._handlers: dict[str, Unit | None] = {}

    def unit(self, place: str) -> Unit:
        """属地单位: the deepest unit below whose name stands in the place; else the importing one."""
        if place not in self._kept:
            self._kept[place] = self._deepest(_plain(place)) or self.under
        return self._kept[place]

    def _deepest(self, place: str) -> Unit | None:
        found = [unit for unit in self._below if _plain(unit.name) in place] if place else []
        if not found:
            return None
        paths = {unit.path for unit in found}
        # a village of which the township is named as well, before one that only shares its name
        best = max(_named_above(unit, paths) for unit in found)
        deepest = max(len(unit.path) for unit in found if _named_above(unit, paths) == best)
        chosen = [unit for unit in found if _named_above(unit, paths) == best and len(unit.path) == deepest]
        return chosen[0] if len(chosen) == 1 else None

    @cached_property
    def _below(self) -> list[Unit]:
        return [unit for unit in self._units if is_within(unit.path, self.under.path) and unit.pk != self.under.pk]

    def handler(self, words: str) -> Unit | None:
        """承办单位: the first of the named ones that is a unit here, by its name or the end of it."""
        if words not in self._handlers:
            named = (self._one(_plain(word)) for word in [words, *_SEVERAL.split(words)])
            self._handlers[words] = next((unit for unit in named if unit is not None), None)
        return self._handlers[words]

    def _one(self, word: str) -> Unit | None:
        exact = self._by_name.get(word, [])
        if exact or len(word) < SHORTEST:
            return exact[0] if len(exact) == 1 else None
        ending = [unit for unit in self._units if _plain(unit.name).endswith(word) or word.endswith(_plain(unit.name))]
        return ending[0] if len(ending) == 1 else None

    def topic(self, words: str) -> Topic | None:
        """分类: the topic of this label; of “城乡建设/道路路灯” the last part that is one."""
        parts: Iterable[str] = [words, *reversed(re.split(r"[/>\-—→、]+", words))]
        return next((self._topics[part.strip()] for part in parts if part.strip() in self._topics), None)


def _named_above(unit: Unit, paths: set[str]) -> int:
    return sum(1 for path in paths if unit.path != path and unit.path.startswith(path))


def _plain(name: str) -> str:
    return "".join(name.split())
