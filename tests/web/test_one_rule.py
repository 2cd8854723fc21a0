"""一条规则: `may` and `reachable` agree for every placed kind of record of every room, whoever asks for whatever.

The scenes are those of the table of doors, so that a new room brings its own.
"""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import PERMISSIONS, SYSTEM, Actor, Permission, PlacedQuerySet
from lianxin.base.orgs.queries import actor_for
from tests.conftest import START, Town
from tests.web import world as worlds
from tests.web.more_doors import modules

Model = type[models.Model]
PLACED: list[Model] = [
    one
    for one in apps.get_models()
    if isinstance(one._default_manager.none(), PlacedQuerySet)  # type: ignore[attr-defined]
]
#: what a queryset overrides must have its twin on the model, or the two rules part
TWINS = {"beyond": "paths_beyond", "own": "is_own_of", "past_the_wall": "is_hidden_from"}
#: a phone and what it sealed are their owner's; the rule of the two stands in their queryset alone and no page asks `may`
OWN_RULE = {"offline.Handset", "offline.Parcel"}
ROOMS = sorted({getattr(room, "OF", name) for name, room in modules().items()})
HALLS = [ROOMS[n::4] for n in range(4)]


def permissions_of(model: Model) -> list[Permission]:
    """The permissions that the modules of this room hold: those that are asked of its records."""
    room = str(apps.get_app_config(model._meta.app_label).name)
    held = {
        id(one): one
        for name, module in list(sys.modules.items())
        if name == room or name.startswith(f"{room}.")
        for one in vars(module).values()
        if isinstance(one, Permission)
    }
    return [one for one in PERMISSIONS.values() if id(one) in held]


def unlike(model: Model, actors: dict[str, Actor]) -> Iterator[str]:
    """Whoever reaches what he may not, or may what he does not reach."""
    records = list(model._default_manager.all())
    fields, query = {one.name for one in model._meta.get_fields()}, type(model._default_manager.none())

    def is_place(name: str) -> bool:
        own = query.placed is not PlacedQuerySet.placed  # type: ignore[attr-defined]
        return hasattr(records[0], f"{name}_path") if own else f"{name}_path" in fields

    for permission in permissions_of(model):
        if not all(is_place(place) for place in permission.weighed_at):
            continue  # a permission of another kind of the same room
        for who, by in actors.items():
            reached = set(model._default_manager.reachable(by=by, to=permission).values_list("pk", flat=True))  # type: ignore[attr-defined]
            allowed = {one.pk for one in records if by.may(permission, one)}
            if reached != allowed:
                yield f"{model._meta.label} {permission.code} {who}: reached {len(reached)}, allowed {len(allowed)}"


@pytest.fixture
def world(town: Town, monkeypatch: pytest.MonkeyPatch) -> worlds.World:
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
    visitor = orgs.create_person(username="lianluo", name="向小群", password="Lianxin-2026", by=SYSTEM, at=START)
    held = orgs.post(
        person=visitor, unit=town.qingshui, role="liaison_officer", valid_from=START.date(), by=SYSTEM, at=START
    )
    town.people["visitor"], town.postings["visitor"], town.actors["visitor"] = visitor, held, actor_for(held)
    return worlds.build(town)


class TestAPlacedKind:
    def test_overrides_nothing_without_its_twin(self) -> None:
        parted = []
        for model in PLACED:
            query = type(model._default_manager.none())
            for ours, theirs in TWINS.items():
                if ours == "beyond" and query.placed is not PlacedQuerySet.placed:  # type: ignore[attr-defined]
                    continue  # says wholly by itself where its records are; held by the scenes below
                if (getattr(query, ours) is not getattr(PlacedQuerySet, ours)) != hasattr(model, theirs):
                    parted.append(f"{model._meta.label}: {ours} and {theirs}")
            if query.reachable is not PlacedQuerySet.reachable and model._meta.label not in OWN_RULE:  # type: ignore[attr-defined]
                parted.append(f"{model._meta.label}: reachable")
        assert parted == [] and len(PLACED) > 150

    @pytest.mark.thorough
    @pytest.mark.parametrize("rooms", HALLS, ids=lambda rooms: f"{rooms[0]}-{len(rooms)}")
    def test_is_reached_by_whom_it_is_allowed_to_and_by_nobody_else(
        self, world: worlds.World, rooms: list[str]
    ) -> None:
        actors: dict[str, Actor] = world.town.actors
        looked_at: dict[str, int] = {}
        found: list[str] = []
        for name, room in modules().items():
            if getattr(room, "OF", name) not in rooms or not hasattr(room, "scene"):
                continue
            undone = transaction.atomic()
            undone._from_testcase = True  # type: ignore[attr-defined]  # what a room counts for good is taken back as well
            with undone:
                made: Any = room.scene(world)
                for model in PLACED:
                    label, n = model._meta.label, model._default_manager.count()
                    if n > looked_at.get(label, 0) and label not in OWN_RULE:
                        looked_at[label] = n
                        found += unlike(model, actors)
                assert made is not None
                transaction.set_rollback(True)
        assert found == [] and len(looked_at) > 10
