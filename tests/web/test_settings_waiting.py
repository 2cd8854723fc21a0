"""等着的设置: several drafts are tried, sent and approved together; each is its own deed, each refused one has its reason."""

import re
import threading
import time
from datetime import date
from html import unescape

import pytest
from django.db import connection, transaction
from django.test import Client

from lianxin.base.clocks import changing, quiet
from lianxin.base.journal.models import Entry
from lianxin.base.protection import masks
from lianxin.base.versions import commands
from lianxin.base.versions.models import SettingVersion, SettingVersionQuerySet
from lianxin.pure.problems import Unfit
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
HERE, NEW_YEAR = "/setup/settings/waiting/", date(2027, 1, 1)


@pytest.fixture
def enter(town, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    def as_(who: str = "clerk") -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return as_


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def drafted(town, kind, key, value, by=None):
    return commands.draft(
        kind=kind, key=key, value=value, valid_from=NEW_YEAR, why="常务会议定的", by=by or town.clerk, at=NOON
    )


def three(town):
    return [
        drafted(town, changing.KIND, "help_10wd", {"amount": 3}),
        drafted(town, quiet.KIND, quiet.RESIDENTS, {"begins": 20, "ends": 8, "rest_days": False}),
        drafted(town, masks.KIND, "name", {"level": 2}),
    ]


def press(client, verb, versions):
    return client.post(HERE, {"verb": verb, "which": [one.pk for one in versions]}, follow=True)


class TestSeveral:
    def test_are_tried_sent_and_approved_together_each_its_own_deed(self, town, enter):
        versions, clerk, leader = three(town), enter(), enter("county_leader")
        assert "等着的 3 项" in words(clerk.get("/setup/settings/"))

        early = press(clerk, "submit", versions)  # a mask cannot be tried and needs no try-out; the others do
        assert "送批准：办好 1 项" in words(early) and "有 2 项没有办成" in words(early)
        assert "期限规则：求助，请先试算" in words(early) and "勿扰时段：发给群众的短信和邮件，请先试算" in words(early)

        assert "试算：办好 2 项" in words(press(clerk, "try", versions[:2]))
        assert "送批准：办好 2 项" in words(press(clerk, "submit", versions[:2]))
        own = press(clerk, "approve", versions)
        assert own.status_code == 409 and words(own).count("自己拟的设置要由另一个人批准") == 3
        assert "批准：办好 3 项" in words(press(leader, "approve", versions))

        assert set(SettingVersion.objects.values_list("state", flat=True)) == {"approved"}
        assert Entry.objects.filter(event="setting.approved").count() == 3
        assert "没有等着的设置" in words(clerk.get(HERE)) and "等着的 3 项" not in words(clerk.get("/setup/settings/"))

    def test_may_be_done_only_by_whom_one_by_one(self, town, enter):
        versions = three(town)
        assert enter("county_leader").post(HERE, {"verb": "submit", "which": versions[0].pk}).status_code == 404
        auditor = enter("auditor").get(HERE)
        assert "求助" in words(auditor) and "checkbox" not in auditor.content.decode()
        assert enter("auditor").post(HERE, {"verb": "try", "which": versions[0].pk}).status_code == 404
        assert enter("officer").get(HERE).status_code == 403
        for which in ([], ["0"], ["x"]):
            assert "没有勾选" in words(enter().post(HERE, {"verb": "try", "which": which}, follow=True))
        assert set(SettingVersion.objects.values_list("state", flat=True)) == {"draft"}

    def test_cost_the_same_for_three_and_for_many(self, town, enter, django_assert_max_num_queries):
        client = enter()
        three(town)
        client.get(HERE)
        for code in ("complaint_15wd", "suggestion_10wd", "enquiry_2wd", "hotline_5wd"):
            drafted(town, changing.KIND, code, {"amount": 1})
        with django_assert_max_num_queries(30):
            client.get(HERE)


class TestPagesOfSettings:
    @pytest.mark.parametrize(
        ("page", "most"),
        [
            ("of/clock/", 24), ("of/clock/help_10wd/", 24), ("of/clock/help_10wd/change/", 24), ("of/sms/", 24), ("of/quiet/", 24),
            ("of/quiet/residents/", 24), ("of/mask/name/", 24), ("of/document/", 24), ("of/document/circular/", 24),
            ("of/document/circular/change/", 24), ("add/clock/", 24), ("of/codes/", 24), ("bring-in/", 24),
        ],
    )  # fmt: skip
    def test_ask_the_database_little(self, town, enter, page, most, django_assert_max_num_queries):
        client = enter()
        three(town)
        client.get("/setup/settings/" + page)
        with django_assert_max_num_queries(most):
            assert client.get("/setup/settings/" + page).status_code == 200


class TestTwoAtOnce:
    def test_one_of_two_who_draft_the_same_setting_gets_a_sentence(self, town, monkeypatch):
        """On PostgreSQL both look before either has written: nothing is there to be locked."""
        drafted(town, masks.KIND, "name", {"level": 1})
        monkeypatch.setattr(SettingVersionQuerySet, "in_hand", lambda rows: rows.none())
        with pytest.raises(Unfit, match="另一位同志刚刚也拟了"):
            drafted(town, masks.KIND, "name", {"level": 2})
        assert SettingVersion.objects.get().value["level"] == 1

    @pytest.mark.postgres
    @pytest.mark.django_db(transaction=True)
    def test_in_two_processes_one_draft_stands_and_one_sentence_is_said(self, town):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite lets one writer in at a time: .ci/with-postgres")
        gate, said = threading.Barrier(2), []

        def press(level):
            gate.wait()
            try:
                with transaction.atomic():
                    drafted(town, masks.KIND, "phone", {"level": level})
                    said.append("")
                    time.sleep(0.3)  # the other has looked by now, and waits for the row that it cannot write
            except Unfit as problem:
                said.append(str(problem))
            finally:
                connection.close()

        threads = [threading.Thread(target=press, args=(level,)) for level in (1, 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert SettingVersion.objects.count() == 1 and len(said) == 2
        assert sorted(said) == ["", "另一位同志刚刚也拟了这项设置。请重新打开这一页，看看那一稿，再接着改。"]
