"""接口密钥: given out and withdrawn by whoever administers the unit, shown once, kept as a digest, used by the day."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.programs import commands, queries
from lianxin.base.programs.models import ProgramKey
from lianxin.pure.problems import Unfit
from tests.conftest import NOON, Town

ENDS = NOON.date() + timedelta(days=30)

UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "name"), ({"scopes": []}, "scopes"), ({"scopes": ["submit", "all"]}, "scopes"), ({"per_minute": 0}, "per_minute"),
    ({"per_minute": 601}, "per_minute"), ({"ends_on": NOON.date() - timedelta(days=1)}, "ends_on"),
    ({"ends_on": NOON.date() + timedelta(days=367)}, "ends_on"),
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def made(town: Town, **changes: Any) -> commands.Made:
    fields = {"unit": town.qingshui, "name": "客户端", "scopes": ["submit"], "ends_on": ENDS, "per_minute": 30}
    return commands.make(**{**fields, "by": town.admin, "at": NOON, **changes})


class TestAKey:
    def test_is_shown_once_on_the_page_that_made_it_and_kept_as_a_digest(self, town: Town) -> None:
        client = Client()
        client.force_login(town.people["admin"])
        sent = {"name": "客户端", "unit": "清水镇", "scopes": ["submit"], "ends_on": "2026-12-3", "per_minute": "30"}

        page = client.post(reverse("programs:make"), sent).content.decode()
        key = ProgramKey.objects.get()
        plain = page[page.index("lxk_") :][:36]

        assert queries.shown(plain, NOON.date()) == key and plain[4:] not in key.digest
        listed = client.get(reverse("programs:index")).content.decode()
        assert "客户端" in listed and key.head in listed and plain not in listed and "没有用过" in listed
        entry = Entry.objects.get(event="program_key.made")
        assert plain not in str(entry.detail) and entry.detail["unit"] == "清水镇"
        assert "客户端" in client.post(reverse("programs:make"), {**sent, "per_minute": "0"}).content.decode()
        assert reverse("programs:index") in client.get(reverse("setup:index")).content.decode()
        client.post(reverse("programs:withdraw", args=[key.pk]))
        assert queries.shown(plain, NOON.date()) is None
        assert "已撤销" in client.get(reverse("programs:index")).content.decode()

    def test_is_made_by_the_administrator_alone_and_stopped_by_whoever_decides_on_powers(self, town: Town) -> None:
        for who in ("clerk", "county_leader", "officer", "auditor"):
            with pytest.raises(NotAllowed):
                made(town, by=getattr(town, who))
        key = made(town).key
        with pytest.raises(NotAllowed):
            commands.withdraw(key=key, by=town.clerk, at=NOON)

        assert commands.withdraw(key=key, by=town.county_leader, at=NOON).withdrawn_by_name == "高远"
        with pytest.raises(Unfit, match="撤销过"):
            commands.withdraw(key=key, by=town.admin, at=NOON)

    def test_without_an_end_a_name_or_a_limit_is_not_made(self, town: Town) -> None:
        found = []
        for changed, _field in UNFIT:
            with pytest.raises(Unfit) as refused:
                made(town, **changed)
            found.append(refused.value.field)

        assert found == [field for _changed, field in UNFIT] and not ProgramKey.objects.exists()

    def test_twice_by_one_name_is_refused_as_long_as_the_first_one_holds(self, town: Town) -> None:
        first = made(town)
        with pytest.raises(Unfit, match="同名"):
            made(town)
        commands.withdraw(key=first.key, by=town.admin, at=NOON)

        assert made(town).plain != first.plain

    def test_that_is_used_tells_the_day_and_nothing_finer(self, town: Town) -> None:
        key = made(town).key
        commands.note_use(key=key, by=queries.actor_of(key), at=NOON)

        assert ProgramKey.objects.get().last_used_on == NOON.date()
        kinds = {one.name: one.get_internal_type() for one in ProgramKey._meta.get_fields()}
        assert "DateTimeField" not in kinds.values() and not {"ip", "address", "agent"} & set(kinds)

    def test_acts_with_no_right_at_all(self, town: Town) -> None:
        actor = queries.actor_of(made(town).key)

        assert (actor.grants, actor.own_path, actor.person_id) == ({}, "", None)
        assert actor.post == "清水镇的接口程序"
