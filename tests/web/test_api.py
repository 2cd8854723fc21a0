"""程序接口: what a key of a unit reads, in which words it is refused, and what does not exist for it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lianxin.base.indicators import get as indicator
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.base.programs import commands as programs
from lianxin.base.programs import queries as keys
from lianxin.base.programs.models import ProgramKey
from lianxin.pure.openapi import fault
from lianxin.pure.periods import Period
from lianxin.pure.problems import Unfit
from lianxin.web.public.api.described import PROBLEM
from lianxin.web.public.api.table import OPERATIONS
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, START, Town
from tests.web.test_open311 import publish
from tests.work.conftest import at_state, registered

BASE, JSON = "/api/v1/", "application/json"
ANSWERS = {one.code: one.answer for one in OPERATIONS}
#: what is asked wrongly of a key that may read, the status, and a word of the refusal
WRONG = [
    ("concerns?stat=closed", 400, "stat"), ("concerns?state=done", 400, "state"), ("concerns?limit=0", 400, "limit"),
    ("concerns?limit=²", 400, "整数"), ("concerns?unit=999999", 404, "单位"), ("concerns?topic=nothing", 404, "分类"),
    ("concerns?period=2026-13", 400, "period"), ("concerns?changed_since=2026-11-03", 400, "时区"),
    ("concerns?after=00000000", 404, "after"), ("concerns?limit=1&limit=2", 400, "一次"), ("concerns?state=%00", 400, "state"),
    ("concerns?unit=99999999999999999999", 400, "unit"), ("concerns?limit=" + "9" * 5000, 400, "limit"),
    ("concerns/ZZZZ9999", 404, "不存在"), ("concerns/%00", 404, "不存在"), ("concerns/" + "x" * 3000, 404, "不存在"),
    ("figures?indicator=concern.received", 400, "period"), ("figures?indicator=no.such&period=2026", 404, "指标"),
    ("figures?indicator=concern.received:kind=tip_off&period=2026", 400, "写法"), ("workdays?period=1999", 400, "period"),
    ("published?month=2026-1", 400, "month"), ("published?after=ZZZZ9999", 404, "after"), ("nothing/at/all", 404, "说明"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    yield


def given_key(town: Town, **changes: Any) -> str:
    fields = {
        "unit": town.qingshui, "name": "镇办公系统", "scopes": ["read", "unit"], "per_minute": 600,
        "ends_on": NOON.date() + timedelta(days=90), "by": town.admin, "at": NOON,
    }  # fmt: skip
    return programs.make(**{**fields, **changes}).plain


def ask(key: str, path: str, **headers: str) -> Any:
    return Client().get(BASE + path, headers={"Authorization": f"Bearer {key}", **headers})


def post(key: str, sent: Any, again: str, kind: str = JSON) -> Any:
    headers = {"Authorization": f"Bearer {key}", **({"Idempotency-Key": again} if again else {})}
    return Client().post(BASE + "concerns", sent, kind, headers=headers)


def told(key: str, path: str) -> Any:
    """The JSON of an answer that must be there and be as the description says."""
    answer = ask(key, path)
    assert answer.status_code == 200, (path, answer.content.decode())
    name = path.partition("?")[0].rstrip("/")
    code = {"concerns": "concerns", "figures": "figure"}.get(name, "concern" if "/" in name else name)
    assert fault(ANSWERS[code], answer.json()) == "", (path, answer.content.decode())
    return answer.json()


def refusal(answer: Any, status: int) -> str:
    """The words of a refusal, which is a problem as RFC 9457 has it."""
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json; charset=utf-8"
    held = answer.json()
    assert fault(PROBLEM, held) == "" and held["status"] == status
    return " ".join([held["detail"], *(f"{one['name']} {one['detail']}" for one in held.get("errors", []))])


class TestAKeyOfAUnit:
    def test_reads_where_its_matters_stand_and_neither_words_nor_names(self, town: Town) -> None:
        key = given_key(town)
        mine = at_state(town, Status.REPLIED, registered(town, external_number="转2026-0001").concern)
        late = registered(town, unit=town.liuwan, by=town.clerk, kind="enquiry").concern
        elsewhere = registered(town, unit=town.shahe, by=town.clerk).concern
        hidden = [
            registered(town, kind=kind, by=town.clerk, subject_units=[town.liuwan]).concern
            for kind in ("complaint", "tip_off", "criticism")
        ]
        hidden += [
            registered(town, is_confidential=True).concern, registered(town, asker=Asker(minor="under_14")).concern,
        ]  # fmt: skip

        listed = {one["code"]: one for one in told(key, "concerns")["items"]}
        one = told(key, f"concerns/{mine.code}")

        assert set(listed) == {mine.code, late.code}
        assert {name: one[name] for name in listed[mine.code]} == listed[mine.code]
        assert (one["state"], one["external_number"], one["unit_name"], one["handler_name"], one["due_on"]) == (
            "replied", "转2026-0001", "石桥村", "县住建局", mine.due_on.isoformat() if mine.due_on else None,
        )  # fmt: skip
        assert [step["step"] for step in one["steps"]] == [
            "registered",
            "classified",
            "assigned",
            "acknowledged",
            "replied",
        ]
        bodies = ask(key, "concerns").content.decode() + ask(key, f"concerns/{mine.code}").content.decode()
        assert not [word for word in ("路灯坏", "王长青", "13900000001", "三组", "张建", "换新灯") if word in bodies]
        gone = {ask(key, f"concerns/{it.code}").content for it in (*hidden, elsewhere)}
        assert gone == {ask(key, "concerns/ZZZZ9999").content}
        # the filters
        assert [row["code"] for row in told(key, "concerns?state=replied")["items"]] == [mine.code]
        assert [row["code"] for row in told(key, f"concerns?unit={town.liuwan.pk}")["items"]] == [late.code]
        assert [row["code"] for row in told(key, "concerns?external_number=转2026-0001")["items"]] == [mine.code]
        assert (
            told(key, "concerns?period=2026-10")["items"] == []
            and len(told(key, "concerns?period=2026-Q4")["items"]) == 2
        )
        assert told(key, f"concerns?topic={mine.topic.code}&changed_since=2026-11-03T00:00:00Z")["items"] == [
            one_row(one)
        ]
        assert told(key, "concerns?changed_since=2026-11-04T00:00:00%2B08:00")["items"] == []
        assert len(told(key, "concerns?changed_since=0001-01-01T00:00:00%2B14:00")["items"]) == 2
        assert told(key, "concerns?changed_since=9999-12-31T23:59:60-14:00")["items"] == []
        first = told(key, "concerns?limit=1")
        rest = told(key, f"concerns?limit=1&after={first['next']}")
        assert {first["items"][0]["code"], rest["items"][0]["code"]} == set(listed) and rest["next"] is None

    def test_reads_the_same_figures_as_the_office_and_what_is_published(self, town: Town) -> None:
        key = given_key(town)
        shown = publish(town, at_state(town, Status.CLOSED))
        registered(town)
        defined = {one["code"]: one for one in told(key, "indicators")["items"]}

        rate = told(key, f"figures?indicator=concern.solved_rate&period=2026-11&unit={town.shiqiao.pk}")
        count = told(key, "figures?indicator=concern.received&period=2026-Q4")

        office = indicator("concern.solved_rate").figure(Period.parse("2026-11"), town.shiqiao, by=town.clerk)
        assert (rate["value"], rate["part"], rate["whole"]) == (office.canonical, office.part, office.whole)
        assert (count["value"], count["unit_name"], count["is_running"]) == ("2", "清水镇", True)
        assert defined["concern.solved_rate"]["denominator"] and "口径" not in defined
        page = Client()
        page.force_login(town.people["officer"])
        assert page.get(count["listing"].removeprefix("http://testserver")).context["opened"].count == 2
        assert [day["on"] for day in told(key, "workdays?period=2026-11")["items"]] == [
            "2026-11-05",
            "2026-11-16",
            "2026-11-25",
        ]
        published = told(key, "published")["items"]
        assert [(one["code"], one["title"]) for one in published] == [(shown.code, "村口路灯")]
        assert "石桥村" in {one["name"] for one in told(key, "units")["items"]}
        assert "县住建局" not in {one["name"] for one in told(key, "units")["items"]}
        assert told(key, "topics")["items"] and "complaint" not in str(told(key, "terms"))

    def test_reads_every_figure_as_the_page_shows_it_small_ones_with_the_same_warning(self, town: Town) -> None:
        receipt = registered(town)
        closed = at_state(town, Status.CLOSED, receipt.concern)
        concerns.rate(concern=closed, secret=receipt.secret, rating="satisfied", solved=True, contacted=True, at=NOON)
        key, page = given_key(town), Client()
        page.force_login(town.people["officer"])
        sections = page.get(reverse("figures:index", query={"unit": town.shiqiao.pk, "period": "2026-11"})).context[
            "sections"
        ]
        shown = {row.indicator.code: row.now.figure for section in sections for row in section.rows}

        said = {code: told(key, f"figures?indicator={code}&period=2026-11&unit={town.shiqiao.pk}") for code in shown}

        assert len(said) > 100 and said["concern.received"]["value"] == "1"
        assert said["concern.satisfaction_rate"]["value"] == "100.0" and said["concern.satisfaction_rate"]["is_small"]
        for code, figure in shown.items():
            found = said[code]
            assert (found["value"] or "", found["part"], found["whole"], found["is_small"]) == (
                figure.canonical, figure.part, figure.whole, figure.is_small,
            ), code  # fmt: skip

    def test_asks_no_more_of_the_database_for_fifty_than_for_one(self, town: Town) -> None:
        key = given_key(town)

        def statements() -> int:
            with CaptureQueriesContext(
                connection,
            ) as found:
                told(key, "concerns")
            return len(found)

        at_state(town, Status.IN_HAND)
        told(key, "concerns")
        few = statements()
        for _n in range(6):
            registered(town)
        assert statements() == few <= 5 + (connection.vendor == "postgresql")  # which is told not to wait for its disk

    def test_is_told_in_a_few_bytes_that_nothing_changed(self, town: Town) -> None:
        key, changed = given_key(town), registered(town).concern
        first = ask(key, "concerns")

        again = ask(key, "concerns", **{"If-None-Match": f'"x", W/{first["ETag"]}'})

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        concerns.void(concern=changed, reason="重复登记", by=town.clerk, at=NOON)
        assert ask(key, "concerns", **{"If-None-Match": first["ETag"]}).status_code == 200
        assert first["Cache-Control"] == "private, no-cache" and "Access-Control-Allow-Origin" not in first
        assert "Authorization" in first["Vary"]


def one_row(one: dict[str, Any]) -> dict[str, Any]:
    return {name: held for name, held in one.items() if name != "steps"}


class TestRefusals:
    def test_are_problems_in_the_language_that_was_asked_for(self, town: Town) -> None:
        key = given_key(town)
        refused = {path: refusal(ask(key, path), status) for path, status, _words in WRONG}

        assert [(path, refused[path]) for path, _status, words in WRONG if words not in refused[path]] == []
        english = ask(key, "terms", **{"Accept-Language": "fr, en-GB;q=0.8, zh;q=0.1"})
        assert english["Content-Language"] == "en" and {"code": "web", "label": "Online"} in english.json()["channels"]
        assert Client().post(BASE + "units")["Allow"] == "GET, HEAD"
        refusal(Client().post(BASE + "units"), 405)

    def test_come_before_anything_is_read_where_the_key_is_none(
        self, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = given_key(town)
        wrong = {
            "": "",
            "Basic": f"Basic {plain}",
            "other": "Bearer lxk_" + "0" * 32,
            "odd": "Bearer 钥匙",
            "bare": plain,
        }
        for said in wrong.values():
            answer = Client().get(
                f"{BASE}concerns?api_key={plain}&state=x", headers={"Authorization": said} if said else {}
            )
            refusal(answer, 401)
            assert answer["WWW-Authenticate"] == "Bearer"
        logged_in = Client()
        logged_in.force_login(town.people["clerk"])
        refusal(logged_in.get(BASE + "units"), 401)
        only_read = given_key(town, name="只读公开", scopes=["read"])
        assert [ask(only_read, path).status_code for path in ("units", "published", "concerns", "indicators")] == [
            200,
            200,
            403,
            403,
        ]
        slow = given_key(town, name="慢", per_minute=2)
        last = [ask(slow, "terms") for _n in range(3)][-1]
        assert refusal(last, 429) and last["Retry-After"] == "60"
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=91))
        refusal(ask(plain, "terms"), 401)


MATTER = {
    "text": "村口路灯坏了。",
    "kind": "help",
    "channel": "hotline",
    "external_number": "转9",
    "name": "王长青",
    "phone": "13900000001",
}


class TestRegistering:
    @pytest.mark.mechanism("F130")
    def test_enters_a_matter_in_the_name_of_the_unit_once(self, town: Town) -> None:
        key = given_key(town, scopes=["unit", "register"])
        sent = {**MATTER, "unit": town.shiqiao.pk}

        first, again = (post(key, sent, "a1") for _n in range(2))

        assert (first.status_code, first.json()["is_new"], again.json()) == (
            201,
            True,
            {**first.json(), "is_new": False},
        )
        one = Concern.objects.get()
        assert (one.unit, one.channel, one.external_number, one.requester.phone) == (
            town.shiqiao,
            "hotline",
            "转9",
            "13900000001",
        )
        entry = Entry.objects.get(event="concern.registered")
        assert entry.by_post == "清水镇的接口程序" and "secret" not in first.content.decode()
        assert told(key, "concerns?external_number=转9")["items"][0]["code"] == one.code
        assert refusal(post(key, {**sent, "text": "另一件事。"}, "a1"), 409) and Concern.objects.count() == 1

    def test_takes_nothing_that_is_not_described_or_is_not_the_units(self, town: Town) -> None:
        key = given_key(town, scopes=["register"])
        wrong: list[tuple[dict[str, Any], int, str]] = [
            ({"kind": "complaint"}, 400, "kind"), ({"kind": "tip_off"}, 400, "kind"), ({"text": ""}, 400, "text"),
            ({"text": 5}, 400, "text"),
            ({"unit": town.shahe.pk}, 404, "单位"), ({"channel": "web"}, 400, "channel"), ({"phone": "没有"}, 400, "phone"),
            ({"occurred_on": "2026-11-04"}, 400, "occurred_on"), ({"is_confidential": True}, 400, "is_confidential"),
            ({"people_count": 1.5}, 400, "people_count"), ({"people_count": True}, 400, "people_count"),
            ({"received_on": "2020-01-01"}, 400, "received_on"),
        ]  # fmt: skip
        for changed, status, words in wrong:
            assert words in refusal(post(key, {**MATTER, **changed}, "b"), status), changed
        bodies: list[tuple[Any, str, int]] = [
            ("[" * 100_000, JSON, 400), ("{", JSON, 400), (b"\xff", JSON, 400), ("[]", JSON, 400),
            ('{"text": NaN}', JSON, 400), ("a=1", "application/x-www-form-urlencoded", 415), ("x" * 4_000_000, JSON, 413),
        ]  # fmt: skip
        for body, kind, status in bodies:
            refusal(post(key, body, "c", kind), status)
        assert "Idempotency-Key" in refusal(post(key, MATTER, ""), 400)
        assert refusal(post(given_key(town, name="只读", scopes=["unit"]), MATTER, "d"), 403)
        assert not Concern.objects.exists()
        assert post(key, {**MATTER, "people_count": 2.0}, "e").status_code == 201


class TestTwoPersons:
    def test_stand_behind_a_key_that_may_do_more_than_a_resident(self, town: Town) -> None:
        """From the first 安全保密管理员 on; until then the old way goes on, as with posts (ADR 0050)."""
        guard = orgs.create_person(username="anquan", name="安守", password="Lianxin-2026", by=SYSTEM, at=START)
        orgs.post(person=guard, unit=town.county, role="security_admin", valid_from=START.date(), by=SYSTEM, at=START)
        small = given_key(town, name="公开", scopes=["read"])
        plain = given_key(town)
        waiting = ProgramKey.objects.get(waits=True)

        refusal(ask(plain, "concerns"), 401)
        assert keys.shown(small, NOON.date()) and not waiting.is_valid(NOON.date())
        with pytest.raises(Unfit, match="同名"):
            given_key(town)
        for who in ("admin", "clerk", "auditor"):
            with pytest.raises(NotAllowed):
                programs.allow(key=waiting, by=getattr(town, who), at=NOON)
        client = Client()
        client.force_login(guard)
        assert "等另一个人同意" in client.get(reverse("programs:index")).content.decode()
        client.post(reverse("programs:allow", args=[waiting.pk]))

        assert told(plain, "concerns")["items"] == []
        with pytest.raises(Unfit, match="不用再同意"):
            programs.allow(key=waiting, by=town.county_leader, at=NOON)
        programs.withdraw(key=waiting, by=town.county_leader, at=NOON)
        refusal(ask(plain, "concerns"), 401)


class TestTheDescription:
    def test_is_there_for_programs_and_for_people_and_names_every_address(self, db: None) -> None:
        held = Client().get(BASE + "openapi.json").json()
        page = Client().get(reverse("public:api")).content.decode()

        assert held["openapi"] == "3.1.0" and set(held["paths"]) == {f"/{one.path}" for one in OPERATIONS}
        for one in OPERATIONS:
            described = held["paths"][f"/{one.path}"][one.method.lower()]
            assert {int(status) for status in described["responses"]} == {one.status, *one.refusals()}
            assert f'id="{one.code}"' in page and str(one.about) in page
        row = held["paths"]["/published"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        told_of = row["properties"]["items"]["items"]["properties"]["title"]["description"]
        assert told_of == "标题 Title"
        assert "<script" not in page.replace('<script src="/', "") and "style=" not in page
