"""库里找不到电话: after filing on the public page, at the window and by a ledger, the whole database holds none of them."""

import re
from itertools import chain

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.sealing import keys
from lianxin.project.backups import rows
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from tests.conftest import NOON
from tests.web.test_imports import confirm, upload
from tests.work.conftest import registered
from tests.work.household_scenes import household_made
from tests.work.test_concerns_importing import ledger

PHONES = [f"1398765{n:04}" for n in range(1, 7)]
PLACE = "石桥村后街七十七号院"
LINES = [
    f"XF-001,2026.9.1,电话,王某,{PHONES[2]},清水镇石桥村三组,求助,道路路灯,村口的路灯坏了半个月,住建局,2026-09-15,,,",
    f"XF-002,9月31日,来信,李某,{PHONES[3]},,建议,,建议增加垃圾桶,,,,,",
]


def everything() -> bytes:
    """The database as a thief has it: the file itself, or on PostgreSQL every row and the index of searches."""
    if connection.vendor == "sqlite":
        return connection.connection.serialize()
    lines = list(chain.from_iterable(rows.lines(table, "default") for table in rows.tables()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM search_concern")
        return "\n".join([*lines, *(row[0] for row in cursor.fetchall())]).encode()


def left_open() -> list[str]:
    held = everything()
    assert "村口的路灯".encode() in held  # it is the database, and what stands open in it is found
    return [one for one in (*PHONES, PLACE) if one.encode() in held or one[3:].encode() in held]


@pytest.fixture
def filed(client, town, monkeypatch):
    """One on the public page, one at the window, one household, two lines of a ledger, one of them sent back."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()
    sent = {
        "screen": "5",
        "kind": "help",
        "text": "村口的路灯坏了。",
        "entry_key": "k",
        "name": "王长青",
        "phone": PHONES[0],
    }
    assert Client().post(reverse("public:submit"), sent).status_code == 302
    registered(town, asker=Asker("李小四", PHONES[1], PLACE))
    household_made(town, phone=PHONES[4])
    client.force_login(town.people["clerk"])
    return client


class TestTheStory:
    def test_leaves_no_telephone_and_no_address_in_the_database(self, filed, town) -> None:
        assert left_open() == []
        upload(filed, town, ledger(LINES))
        assert left_open() == []  # the uploaded file and its preview wait for a confirmation
        page = confirm(filed).content.decode()

        assert left_open() == [] and PHONES[3] in page  # who brought the file sees the line that was sent back
        assert sorted(one.requester.phone for one in Concern.objects.select_related("requester")) == sorted(PHONES[:3])

    def test_is_found_by_the_whole_number_and_by_its_last_four_and_shown_masked(self, filed) -> None:
        for words in (PHONES[0], "１３９８７６５０００１", PHONES[0][-4:]):
            page = filed.get("/concerns/", {"tab": "all", "words": words}).content.decode()
            assert Concern.objects.get(requester__name="王长青").title in page, words
        assert PHONES[0] not in page  # asked for by its end, shown masked
        other = filed.get("/concerns/", {"tab": "all", "words": PHONES[5]}).content.decode()
        assert Concern.objects.get(requester__name="王长青").title not in other

    def test_a_list_costs_the_same_and_opens_nothing(self, filed, monkeypatch) -> None:
        from lianxin.pure.sealing import Ring

        def refused(*_given: object) -> bytes:
            raise AssertionError("a list opened a telephone")

        monkeypatch.setattr(Ring, "open", refused)
        assert filed.get("/concerns/", {"tab": "all"}).status_code == 200

    def test_without_its_keys_is_a_sentence_that_says_what_to_do_and_no_blank_field(
        self, filed, settings, tmp_path
    ) -> None:
        page = reverse("concerns:detail", args=[Concern.objects.get(requester__name="李小四").code])
        assert filed.get(page).status_code == 200
        settings.KEYS = tmp_path / "others"
        keys.FieldKey.objects.all().delete()

        answer = filed.get(page)

        assert answer.status_code == 503 and re.search("诉求人·(住址|联系电话)读不出", answer.content.decode())
