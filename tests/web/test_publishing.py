"""公开的页面: two persons on two pages, the marks before their eyes; what residents read, search and take away as data."""

import csv
import hashlib
import io
import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal.models import Entry
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing import commands, queries
from lianxin.work.publishing.models import Adoption, Publication, PublishRule, Version
from tests.conftest import NOON
from tests.web.world import bytes_of
from tests.work.conftest import ASKER, at_state, registered

TEXTS = {
    "title": "村口路灯",
    "asked": "村口的路灯坏了半个月。",
    "answered": "已换新灯。",
    "basis": "deidentified",
    "delay_days": "0",
}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()


@pytest.fixture
def enter(town):
    def entered(who: str) -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return entered


@pytest.fixture
def rules(town) -> None:
    for of, code in [("kind", "help"), ("kind", "suggestion"), ("channel", "counter")]:
        commands.set_rule(of=of, code=code, is_open=True, delay_days=0, by=town.clerk, at=NOON)


@pytest.fixture
def concern(town, rules):
    return at_state(town, Status.CLOSED)


def publish(town, concern, **changes) -> Publication:
    words = {**TEXTS, "delay_days": 0, **changes}
    version = commands.prepare(concern=concern, by=town.officer, at=NOON, is_checked=True, **words)
    return commands.confirm(version=version, by=town.leader, at=NOON, is_checked=True)


def page(name: str, *args, query: str = "") -> str:
    response = Client().get(reverse(f"public:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


class TestPublishing:
    @pytest.mark.mechanism("M034")
    @pytest.mark.thorough
    def test_goes_over_two_desks_before_anybody_reads_it(self, town, concern, enter) -> None:
        officer, leader = enter("officer"), enter("leader")
        prepare = reverse("publishing:prepare", args=[concern.code])
        assert prepare in officer.get(f"/concerns/{concern.code}/").content.decode()
        assert "村口的路灯坏了半个月" in officer.get(prepare).content.decode()
        answer = officer.post(prepare, TEXTS)

        item = answer["Location"]
        assert "等另一位同事复核" in officer.get(item).content.decode()
        assert "村口路灯" not in page("ledger") and "村口路灯" in leader.get("/today/").content.decode()
        assert officer.post(item + "confirm/").status_code == 403
        assert leader.post(item + "confirm/").status_code == 302
        assert "村口路灯" in page("ledger") and "已换新灯。" in page("published_item", Publication.objects.get().code)

    def test_shows_every_mark_to_both_and_asks_both(self, town, concern, enter) -> None:
        texts = {**TEXTS, "answered": "张建已修好，电话0000-1234567。"}
        officer, leader = enter("officer"), enter("leader")
        prepare = reverse("publishing:prepare", args=[concern.code])
        refused = officer.post(prepare, texts).content.decode()
        assert "标出了 2 处" in refused and "<mark" in refused and "（姓名）" in refused and "（电话）" in refused
        assert not Version.objects.exists()
        item = officer.post(prepare, {**texts, "is_checked": "on"})["Location"]

        assert "0000-1234567<small>（电话）" in leader.get(item).content.decode()
        assert "标出了 2 处" in leader.post(item + "confirm/").content.decode()
        assert leader.post(item + "confirm/", {"is_checked": "on"}).status_code == 302

    def test_never_takes_the_requesters_name(self, town, concern, enter) -> None:
        texts = {**TEXTS, "asked": f"{ASKER.name}反映路灯坏了。", "is_checked": "on"}

        answer = enter("officer").post(reverse("publishing:prepare", args=[concern.code]), texts)
        assert "诉求人姓名" in answer.content.decode() and not Version.objects.exists()

    def test_says_why_it_may_not_be_where_nothing_is_set_open(self, town, concern, enter) -> None:
        commands.set_rule(of="kind", code="help", is_open=False, delay_days=0, by=town.clerk, at=NOON)

        text = enter("officer").get(reverse("publishing:prepare", args=[concern.code])).content.decode()
        assert "没有设为可以公开" in text and "<textarea" not in text

    def test_is_refused_or_taken_down_with_a_reason(self, town, concern, enter) -> None:
        leader = enter("leader")
        version = commands.prepare(concern=concern, by=town.officer, at=NOON, **{**TEXTS, "delay_days": 0})
        item = reverse("publishing:item", args=[version.publication.code])
        assert leader.post(item + "refuse/", {"refuse-reason": ""}).status_code == 200
        assert leader.post(item + "refuse/", {"refuse-reason": "写得太细"}).status_code == 302
        assert "写得太细" in leader.get(item).content.decode()

        publication = publish(town, concern)
        assert leader.post(item + "take-down/", {"down-reason": "认得出是谁家"}).status_code == 302
        gone = Client().get(reverse("public:published_item", args=[publication.code]))
        text = gone.content.decode()
        assert gone.status_code == 410 and "11月3日撤下" in text and "认得出是谁家" in text
        assert "已换新灯" not in text and "村口路灯" not in text and "村口路灯" not in page("ledger")

    def test_is_set_per_kind_and_channel_by_the_county_alone(self, town, enter) -> None:
        clerk, address = enter("clerk"), reverse("publishing:settings")
        assert "举报" not in clerk.get(address).content.decode().split("<main")[1].replace("举报不能设", "")
        clerk.post(address, {"of": "kind", "code": "help", "is_open": "on", "delay_days": "5"})

        assert PublishRule.objects.get().delay_days == 5 and PublishRule.objects.get().is_open
        assert enter("officer").get(address).status_code == 403

    @pytest.mark.thorough
    def test_costs_the_same_for_three_and_for_ten(self, town, rules, enter) -> None:
        counted = []
        for n in (3, 7):
            for _one in range(n):
                concern = at_state(town, Status.REPLIED, registered(town).concern)
                publish(town, concern)
                commands.prepare(concern=concern, by=town.officer, at=NOON, **{**TEXTS, "delay_days": 0})
                registered(town, kind="suggestion")
            client = enter("clerk")
            for address in (
                reverse("publishing:index"), reverse("publishing:index") + "?tab=public", reverse("publishing:adoptions"),
                reverse("public:ledger"), reverse("public:ledger_csv"), "/today/",
            ):  # fmt: skip
                client.get(address)
                with CaptureQueriesContext(connection) as statements:
                    assert client.get(address).status_code == 200
                counted.append(len(statements))

        assert counted[:6] == counted[6:] and max(counted[:5]) <= 16


class TestTheWall:
    @pytest.mark.thorough
    def test_shows_whom_it_is_about_the_same_pages_with_and_without(self, town, rules, enter) -> None:
        """Two worlds: a criticism of the bureau is drafted, decided on, and published without naming it (条例 §30)."""
        commands.set_rule(of="kind", code="criticism", is_open=True, delay_days=9, by=town.clerk, at=NOON)
        builder = enter("builder")
        addresses = [reverse(f"publishing:{name}") for name in ("index", "adoptions")] + [
            "/today/",
            "/concerns/?tab=all",
        ]
        addresses += [f"{addresses[0]}?tab={tab}" for tab in ("candidates", "public", "later", "down")]
        before = [bytes_of(builder.get(address)) for address in addresses]
        about = registered(
            town, kind="criticism", text="住建局态度生硬。", by=town.worker, subject_units=[town.building]
        ).concern  # fmt: skip
        about = concerns.answer_now(concern=about, text="已批评教育。", by=town.officer, at=NOON)
        commands.adopt(concern=about, decision="adopted", reason="已改。", by=town.officer, at=NOON)
        words = {"title": "服务态度", "asked": "某单位态度生硬。", "answered": "已改进。", "basis": "deidentified"}
        draft = commands.prepare(
            concern=about, delay_days=9, by=town.officer, at=NOON, names_no_subject=True, **words
        )  # fmt: skip
        commands.confirm(version=draft, by=town.leader, at=NOON, names_no_subject=True)

        assert [bytes_of(builder.get(address)) for address in addresses] == before
        assert builder.get(reverse("publishing:item", args=[draft.publication.code])).status_code == 404
        assert "服务态度" in enter("clerk").get(addresses[0] + "?tab=later").content.decode()


class TestThePublicLedger:
    def test_is_found_by_words_topic_and_month(self, town, rules) -> None:
        publish(town, at_state(town, Status.CLOSED))
        publish(town, at_state(town, Status.CLOSED, registered(town).concern), title="水管漏水", asked="水管漏了。")

        assert "村口路灯" in page("open") + page("ledger") and "水管漏水" in page("ledger")
        assert "水管漏水" in page("ledger", query="?words=水管") and "村口路灯" not in page(
            "ledger", query="?words=水管"
        )
        top = queries.topics(NOON.date())[0][0]
        assert "村口路灯" in page("ledger", query=f"?topic={top}&month=2026-11")
        assert "村口路灯" not in page("ledger", query="?month=2025-01")

    def test_leads_nobody_back_to_the_concern(self, town, concern) -> None:
        publication = publish(town, concern)

        text = page("ledger") + page("published_item", publication.code) + page("ledger_json")
        assert concern.code not in text and ASKER.name not in text and "石桥村" not in text and "清水镇" in text

    def test_waits_for_its_day(self, town, concern, monkeypatch) -> None:
        publication = publish(town, concern, delay_days=7)
        address = reverse("public:published_item", args=[publication.code])
        assert Client().get(address).status_code == 404
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=7))

        assert Client().get(address).status_code == 200

    def test_can_be_taken_away_as_data_that_can_be_checked(self, town, concern) -> None:
        publish(town, concern)
        publish(town, concern, answered="=已换新灯，并加装两盏。")
        held = json.loads(page("ledger_json"))
        sheet = Client().get(reverse("public:ledger_csv")).content

        (row,) = held["items"]
        assert list(row) == list(held["columns"]) == list(queries.COLUMNS)
        sealed = {key: row[key] for key in queries.SEALED}
        text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == row["fingerprint"] and row["version"] == 2
        first = Version.objects.get(number=1)
        assert row["before"] == first.fingerprint and first.fingerprint in page("published_item", row["code"])
        assert sheet.startswith(b"\xef\xbb\xbf")
        (line,) = csv.DictReader(io.StringIO(sheet.decode("utf-8-sig")))
        assert line["answered"] == "'=已换新灯，并加装两盏。" and line["code"] == row["code"]
        assert all(key in page("data") for key in queries.COLUMNS)

    def test_leaves_out_what_was_taken_down(self, town, concern) -> None:
        publication = publish(town, concern)
        commands.take_down(publication=publication, reason="认得出", by=town.leader, at=NOON)

        assert json.loads(page("ledger_json"))["items"] == []


class TestAdoptedOpinions:
    @pytest.mark.mechanism("M034")
    def test_are_told_with_the_reason_and_published_with_their_number(self, town, rules, enter) -> None:
        idea = registered(town, kind="suggestion", text="建议村口加装太阳能路灯。").concern
        idea = at_state(town, Status.REPLIED, idea)
        adopt = reverse("publishing:adopt", args=[idea.code])
        builder = enter("builder")
        assert adopt in builder.get(reverse("publishing:adoptions")).content.decode()
        assert builder.post(adopt, {"decision": "partly", "reason": ""}).status_code == 200
        assert not Adoption.objects.exists()
        builder.post(adopt, {"decision": "partly", "reason": "先装三盏，明年再加。"})
        assert Adoption.objects.get().decision == "partly"
        publish(town, idea, title="加装路灯", asked="建议加装路灯。", answered="部分采纳：先装三盏。")

        text = page("adopted")
        assert "加装路灯" in text and "部分采纳" in text and "<dt>部分采纳</dt><dd>1 件</dd>" in text
        assert "<dt>采纳</dt><dd>0 件</dd>" in text

    def test_are_for_opinions_and_for_who_decides(self, town, concern, enter) -> None:
        adopt = reverse("publishing:adopt", args=[concern.code])

        assert "只有建议" in enter("officer").post(adopt, {"decision": "adopted", "reason": "好"}).content.decode()
        assert enter("stranger").get(adopt).status_code == 404 and enter("leader").get(adopt).status_code == 403
        assert not Adoption.objects.exists()


class TestTheTelephone:
    @pytest.mark.mechanism("M034")
    def test_reads_out_where_it_stands_and_nothing_of_the_matter(self, town, enter) -> None:
        concern = at_state(town, Status.IN_HAND)
        text = enter("worker").post(reverse("publishing:telephone"), {"code": concern.code.lower()}).content.decode()

        assert "您反映的事：正在办理，2026年11月17日前答复您。" in text
        assert "路灯" not in text.split("<main")[1] and ASKER.name not in text and "县住建局" not in text
        assert Entry.objects.filter(event="status.told", of=concern.ref).count() == 1

    def test_says_the_same_of_what_is_not_there_and_of_what_is_about_oneself(self, town, enter) -> None:
        hidden = registered(
            town, kind="complaint", text="站里不办。", subject_units=[town.shiqiao], by=town.officer
        ).concern
        worker, address = enter("worker"), reverse("publishing:telephone")

        answers = [
            worker.post(address, {"code": code}).content.decode().split("<main")[1].split("<form")[0]
            for code in ("ZZZZ2222", hidden.code)
        ]
        assert answers[0] == answers[1] and "没有查到" in answers[0]

    def test_stops_who_tries_codes(self, town, enter) -> None:
        worker, address = enter("worker"), reverse("publishing:telephone")
        answers = [worker.post(address, {"code": f"ZZZZ22{n:02d}"}).status_code for n in range(12)]

        assert answers[:10] == [200] * 10 and answers[10:] == [403, 403]
        assert enter("builder").get(address).status_code == 403
