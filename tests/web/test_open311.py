"""Open311 GeoReport v2: what another house's program asks and gets, in JSON and XML; what it is refused, and in which words."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.programs import commands as programs
from lianxin.pure import codes
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import RatedBy, Status
from lianxin.work.publishing import commands as publishing
from lianxin.work.publishing.models import Publication
from tests.conftest import NOON, Town
from tests.web.world import bytes_of
from tests.work.conftest import ASKER, at_state, registered

BASE = "/open311/v2/"
GET = ("services", "services/help", "requests", "servicerequestupdates")
TEXTS = {
    "title": "村口路灯",
    "asked": "路灯坏了半个月，<b>很黑</b>。",
    "answered": "已换新灯。",
    "basis": "deidentified",
}
MATTER = {"service_code": "help", "address_string": "村口小桥旁", "description": "路灯坏了，晚上看不见路。"}
FORM = "application/x-www-form-urlencoded"

#: what is asked wrongly, the status, and a word of the refusal
WRONG = [
    ("services/complaint.xml", 404, "service_code"), ("services/nothing.json", 404, "service_code"),
    ("requests/ZZZZ9999.xml", 404, "公开编号"), ("tokens/0.json", 404, "凭据"), ("tokens/０.xml", 404, "凭据"),
    ("requests.json?status=done", 400, "open"), ("requests.xml?service_code=help,tip_off", 404, "service_code"),
    ("requests.json?start_date=2026-01-01", 400, "start_date"), ("requests.xml?end_date=%00", 400, "end_date"),
    ("requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", 400, "90"),
    ("requests.json?jurisdiction_id=elsewhere", 404, "jurisdiction_id"), ("services.xml?jurisdiction_id=x", 404, "jurisdiction_id"),
    ("requests.csv", 404, "json"), ("requests", 404, "接口说明"), ("nothing/at/all.json", 404, "接口说明"),
]  # fmt: skip
#: what is sent wrongly
MISSING: list[tuple[dict[str, str], int, str]] = [
    ({"api_key": ""}, 403, "api_key"), ({"api_key": "lxk_" + "0" * 32}, 403, "api_key"), ({"api_key": "钥匙\0"}, 403, "api_key"),
    ({"service_code": ""}, 400, "service_code"), ({"service_code": "pothole"}, 404, "service_code"),
    ({"service_code": "complaint"}, 404, "投诉"), ({"service_code": "tip_off"}, 404, "举报"),
    ({"jurisdiction_id": "elsewhere"}, 404, "jurisdiction_id"), ({"description": " \0"}, 400, "description"),
    ({"description": "长" * 4001}, 400, "4000"), ({"address_string": ""}, 400, "address_string"),
    ({"address_string": "", "lat": "31.1"}, 400, "long"), ({"address_string": "", "lat": "nan", "long": "1"}, 400, "lat"),
    ({"lat": "91", "long": "1e400"}, 400, "long"), ({"address_id": "999999"}, 400, "address_id"), ({"phone": "没有"}, 400, "phone"),
    ({"phone": "13900000001"}, 400, "隐私告知"), ({"attribute[notice]": "99"}, 400, "attribute[notice]"),
    ({"attribute[unit]": "9" * 19}, 400, "attribute[unit]"), ({"attribute[minor]": "baby"}, 400, "attribute[minor]"),
    ({"attribute[WHISPAWN]": "123456"}, 400, "attribute[WHISPAWN]"),
]  # fmt: skip
#: what is no form, or more than one
BODIES = [
    (b"<request/>", "text/xml"), (b"{}", "application/json"), (b"x", "multipart/form-data"), (b"", ""),
    (b"api_key=%FF&=&&&", FORM), (b"description=x", FORM + "; charset=gbk"), (b"a=1&" * 5000, FORM),
    (b"description=" + b"x" * 4_000_000, FORM),
]  # fmt: skip


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    cache.clear()

    def at(**later: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(**later))

    at()
    yield at


def given_key(town: Town, **changes: Any) -> str:
    """A key of 清水镇's for a client of the media centre."""
    fields = {
        "unit": town.qingshui, "name": "融媒体客户端", "scopes": ["submit"], "per_minute": 30,
        "ends_on": NOON.date() + timedelta(days=90), "by": town.admin, "at": NOON,
    }  # fmt: skip
    return programs.make(**{**fields, **changes}).plain


def get(path: str, **asked: Any) -> Any:
    """The JSON of an answer that must be there."""
    answer = Client().get(f"{BASE}{path}.json", asked)
    assert answer.status_code == 200, (path, answer.content.decode())
    return answer.json()


def refusal(answer: Any, status: int) -> str:
    """The words of a refusal, which has the error body of the specification."""
    assert answer.status_code == status, answer.content.decode()
    if answer["Content-Type"].startswith("text/xml"):
        tree = etree.fromstring(answer.content)
        assert tree.tag == "errors" and {one.tag for one in tree} == {"error"}
        assert {one.findtext("code") for one in tree} == {str(status)}
        return " ".join(one.findtext("description") for one in tree)
    assert {one["code"] for one in answer.json()} == {status}
    return " ".join(one["description"] for one in answer.json())


def post(fmt: str = "json", headers: dict[str, str] | None = None, **sent: Any) -> Any:
    from urllib.parse import urlencode

    return Client().post(f"{BASE}requests.{fmt}", urlencode({**MATTER, **sent}, doseq=True), FORM, headers=headers)


def publish(town: Town, concern: Concern, **words: Any) -> Publication:
    for of, code in (("kind", concern.kind), ("channel", concern.channel)):
        publishing.set_rule(of=of, code=code, is_open=True, delay_days=0, by=town.clerk, at=NOON)
    checked = {"is_checked": True, "names_no_subject": True}
    version = publishing.prepare(
        concern=concern, by=town.officer, at=NOON, delay_days=0, **checked, **{**TEXTS, **words}
    )
    return publishing.confirm(version=version, by=town.leader, at=NOON, **checked)


def every_answer(*more: str) -> list[bytes]:
    paths = [f"{BASE}{path}.{fmt}" for path in (*GET, *more) for fmt in ("json", "xml")]
    return [bytes_of(Client().get(path)) for path in [*paths, "/open311/discovery.xml"]]


class TestReading:
    @pytest.mark.thorough
    def test_gives_what_was_published_in_both_formats_and_no_more(self, town: Town) -> None:
        closed, replied = (at_state(town, state) for state in (Status.CLOSED, Status.REPLIED))
        shown, open_one = publish(town, closed), publish(town, replied, title="村口路灯又坏")

        rows = {row["service_request_id"]: row for row in get("requests")}
        row = rows[shown.code]

        assert set(rows) == {shown.code, open_one.code} and rows[open_one.code]["status"] == "open"
        assert (row["status"], row["service_code"], row["service_name"]) == ("closed", "help", "求助")
        assert row["description"].startswith("村口路灯\n路灯坏了半个月") and row["status_notes"] == "已换新灯。"
        assert (row["requested_datetime"], row["updated_datetime"]) == (
            "2026-11-01T00:00:00+08:00",
            "2026-11-03T00:00:00+08:00",
        )
        assert (row["address"], row["agency_responsible"]) == ("清水镇", "县住建局")
        assert [row[name] for name in ("lat", "long", "media_url", "address_id", "zipcode")] == [None] * 5
        xml = Client().get(f"{BASE}requests/{shown.code}.xml")
        assert xml["Content-Type"] == "text/xml; charset=utf-8" and xml["Access-Control-Allow-Origin"] == "*"
        assert {one.tag: one.text for one in etree.fromstring(xml.content)[0]} == row
        assert b"".join(every_answer()).decode().count(closed.code) == 0
        assert [get("requests", status=one)[0]["service_request_id"] for one in ("closed", "open")] == [
            shown.code,
            open_one.code,
        ]
        assert (
            get("requests", service_code="enquiry,praise") == []
            and len(get("requests", service_code="help,enquiry")) == 2
        )
        assert [
            one["service_request_id"]
            for one in get("requests", service_request_id=f"ZZZZ9999, {shown.code}", status="open")
        ] == [shown.code]
        assert get("requests", start_date="2026-01-01T00:00:00Z", end_date="2026-03-01T00:00:00Z") == []
        assert len(get("requests", start_date="2026-11-01T00:00:00+08:00")) == 2
        refused = {path: refusal(Client().get(BASE + path), status) for path, status, _words in WRONG}
        assert [path for path, _status, words in WRONG if words not in refused[path]] == []
        update = next(one for one in get("servicerequestupdates") if one["service_request_id"] == shown.code)
        assert (update["update_id"], update["description"]) == (f"{shown.code}-1", "已换新灯。")
        publishing.take_down(publication=shown, reason="有新情况", by=town.leader, at=NOON)
        assert [len(get(path)) for path in ("requests", "servicerequestupdates")] == [1, 1]
        assert "没有这个公开编号" in refusal(Client().get(f"{BASE}requests/{shown.code}.json"), 404)

    @pytest.mark.thorough
    def test_of_a_hidden_complaint_no_byte_of_any_answer_changes(self, town: Town) -> None:
        """Two worlds; and one that was published with bare words in the ledger is not read here either."""
        publish(town, at_state(town, Status.CLOSED))
        paths = ("requests/ZZZZ9999", "services/complaint", "tokens/ZZZZ9999")
        before = every_answer(*paths)
        complaint = registered(
            town, text="收费不给票。", kind="complaint", asker=ASKER, by=town.clerk, subject_units=[town.shiqiao]
        )
        assert every_answer(*paths) == before

        replied = at_state(town, Status.CLOSED, complaint.concern)
        shown = publish(town, replied, title="收费", asked="收费不给票。", answered="已整改。")

        assert every_answer(*paths) == before
        assert Client().get(reverse("public:published_item", args=[shown.code])).status_code == 200
        refusal(Client().get(f"{BASE}requests/{shown.code}.json"), 404)
        turned = at_state(town, Status.CLOSED)
        publish(town, turned, title="另一件")
        Concern.objects.filter(pk=turned.pk).update(kind="complaint", is_confidential=True)  # what a correction leaves
        assert every_answer(*paths) == before

    def test_says_what_may_be_brought_and_what_is_asked(self, town: Town) -> None:
        found = get("services")
        definition = get("services/help")
        asked = {one["code"]: one for one in definition["attributes"]}

        assert [one["service_code"] for one in found] == ["help", "suggestion", "enquiry", "praise", "opinion"]
        assert {(one["type"], one["metadata"]) for one in found} == {("batch", True)}
        assert not asked["privacy"]["variable"] and "保存多久" in asked["privacy"]["description"]
        assert {"key": str(town.shiqiao.pk), "name": "石桥村"} in asked["unit"]["values"]
        assert [one["order"] for one in definition["attributes"]] == list(range(1, 7))
        tree = etree.fromstring(Client().get(f"{BASE}services/help.xml").content)
        assert tree.tag == "service_definition" and tree.xpath("attributes/attribute/code/text()") == list(asked)
        discovery = json.loads(Client().get("/open311/discovery.json").content)
        assert discovery["endpoints"][0]["url"] == "http://testserver/open311/v2"
        assert discovery["endpoints"][0]["formats"] == ["text/xml", "application/json"]


class TestSubmitting:
    def test_makes_the_concern_that_the_resident_would_have_made_himself(self, town: Town) -> None:
        key = given_key(town)
        sent = {
            "api_key": key, "last_name": "王", "first_name": "长青", "phone": "13900000001", "attribute[notice]": "1",
            "attribute[unit]": town.shiqiao.pk, "attribute[may_publish]": "1", "email": "a@b.example", "device_id": "tt222111",
        }  # fmt: skip
        answer = post(**sent, media_url="http://x.example/1.jpg", lat="31.123456", long="103.5")
        assert answer.status_code == 201
        held, concern = answer.json()[0], Concern.objects.get()

        assert (concern.kind, concern.channel, concern.unit, concern.place) == (
            "help",
            "program",
            town.shiqiao,
            "村口小桥旁",
        )
        assert (concern.status, concern.may_publish, concern.topic, concern.registered_by) == (
            "registered",
            True,
            None,
            None,
        )
        assert (concern.requester.name, concern.requester.phone) == ("王长青", "13900000001")
        entry = Entry.objects.get(event="concern.registered")
        assert (entry.by_name, entry.by[:12], entry.detail["notice"]) == ("融媒体客户端", "program_key:", "web/1")
        assert (
            set(held) == {"token", "service_notice", "account_id"}
            and codes.grouped(concern.code) in held["service_notice"]
        )
        assert "没有这个凭据" in refusal(Client().get(f"{BASE}tokens/{held['token']}.xml"), 404)
        shown = publish(town, at_state(town, Status.REPLIED, concern))
        assert get(f"tokens/{held['token']}") == [{"service_request_id": shown.code, "token": held["token"]}]
        refusal(Client().get(f"{BASE}tokens/{concern.code}{'0' * 24}.json"), 404)

    @pytest.mark.thorough
    def test_gives_the_slip_by_which_the_resident_follows_but_no_program_rates(self, town: Town) -> None:
        notice = post("xml", api_key=given_key(town)).content.decode()
        concern = Concern.objects.get()
        secret = notice.partition("查询密码 ")[2][:14]

        page = Client().post(reverse("public:follow"), {"code": concern.code, "secret": secret})
        assert "路灯坏了" in page.content.decode()
        closed = at_state(town, Status.CLOSED, concern)
        rated = concerns.rate(concern=closed, secret=secret, rating="satisfied", solved=True, contacted=True, at=NOON)

        assert (rated.rating, rated.confirmed_on, rated.ratings.get().source) == ("", None, RatedBy.PASSED_ON)

    @pytest.mark.thorough
    def test_again_after_a_broken_line_is_the_same(self, town: Town) -> None:
        key, again = given_key(town), {"Idempotency-Key": "7f3c"}
        first = post(api_key=key, headers=again)

        assert post(api_key=key, headers=again).content == first.content and Concern.objects.count() == 1
        assert "Idempotency-Key" in refusal(post(api_key=key, headers=again, description="另一件事。"), 400)
        other = given_key(town, name="另一个程序")
        assert post(api_key=other, headers=again).status_code == 201 and Concern.objects.count() == 2

    def test_is_refused_where_something_is_missing_or_wrong_or_no_form(self, town: Town) -> None:
        key = given_key(town, per_minute=200)
        refused = [refusal(post(**{"api_key": key, **changed}), status) for changed, status, _words in MISSING]
        answers = [Client().generic("POST", f"{BASE}requests.xml", body, kind) for body, kind in BODIES]

        assert [one for one, told in zip(MISSING, refused, strict=True) if one[2] not in told] == []
        assert [refusal(one, one.status_code) for one in answers] and {one.status_code for one in answers} == {400, 403}
        assert not Concern.objects.exists()

    @pytest.mark.thorough
    def test_of_a_child_is_guarded_and_a_place_may_be_a_unit_or_a_rounded_position(self, town: Town) -> None:
        key = given_key(town)
        assert post(api_key=key, address_string="", address_id=town.liuwan.pk).status_code == 201
        assert (
            post(
                api_key=key, address_string="", lat="31.123456", long="103.567891", description="桥栏断了。"
            ).status_code
            == 201
        )

        assert (
            post(api_key=key, **{"attribute[minor]": "under_14", "attribute[unit]": town.shahe.pk}).status_code == 201
        )

        child = Concern.objects.get(unit=town.shahe)
        assert (child.minor, child.is_confidential) == ("under_14", True)
        assert Concern.objects.get(unit=town.liuwan).place == ""
        assert Concern.objects.get(unit=town.county).place == "31.1235, 103.5679"

    @pytest.mark.thorough
    def test_whoever_is_logged_in_is_nobody_here(self, town: Town) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(town.people["clerk"])

        assert "api_key" in refusal(client.post(f"{BASE}requests.json", "service_code=help", FORM), 403)
        assert "回执" in refusal(client.post(f"{BASE}servicerequestupdates.json", "", FORM), 403)
        answer = client.post(f"{BASE}services.xml")
        assert "方法" in refusal(answer, 405) and answer["Allow"] == "GET"


class TestAKeyThat:
    def test_is_withdrawn_at_its_end_or_too_often_used_opens_nothing(self, town: Town, clock: Any) -> None:
        ending = given_key(town, ends_on=NOON.date(), name="到期")
        few = given_key(town, per_minute=2, name="两次")
        closed = given_key(town, unit=town.water_bureau)
        gone = programs.make(
            unit=town.qingshui,
            name="撤销",
            scopes=["submit"],
            ends_on=NOON.date(),
            per_minute=9,
            by=town.admin,
            at=NOON,
        )

        assert [post(api_key=few).status_code for _n in range(3)] == [201, 201, 429]
        assert [post(api_key=one).status_code for one in (ending, gone.plain)] == [201, 201]
        programs.withdraw(key=gone.key, by=town.admin, at=NOON)
        refusal(post(api_key=gone.plain), 403)
        orgs.close_unit(unit=town.water_bureau, valid_to=NOON.date(), by=SYSTEM, at=NOON)
        clock(days=1)
        assert [post(api_key=one).status_code for one in (few, ending, closed)] == [201, 403, 403]

    @pytest.mark.thorough
    def test_may_only_read_or_is_of_another_county_is_refused(self, town: Town) -> None:
        """With two counties whoever names none is asked which one."""
        reading, submitting = given_key(town, scopes=["read"], name="只读"), given_key(town)
        refusal(post(api_key=reading), 403)
        other = Unit.objects.create(name="邻县", kind="county", path="0009", code="519999")

        assert "jurisdiction_id" in refusal(Client().get(f"{BASE}services.json"), 400)
        assert "jurisdiction_id" in refusal(post(api_key=submitting), 400)
        assert "这个县" in refusal(post(api_key=submitting, jurisdiction_id="519999"), 403)
        assert post(api_key=submitting, jurisdiction_id=f"county-{town.county.pk}").status_code == 201
        shown = publish(town, at_state(town, Status.CLOSED))
        assert get("requests", jurisdiction_id="519999", service_request_id=shown.code) == []
        assert len(get("requests", jurisdiction_id=f"county-{town.county.pk}")) == 1
        assert other.path not in (town.county.path,)

    @pytest.mark.thorough
    def test_is_used_elsewhere_opens_no_page_of_the_office_and_no_vote(self, town: Town) -> None:
        key = given_key(town)
        for name in ("today", "concerns:list", "programs:index", "public:vote"):
            page, bare = reverse(name), bytes_of(Client().get(reverse(name)))
            assert bytes_of(Client().get(page, headers={"Authorization": f"Bearer {key}", "X-Api-Key": key})) == bare
            assert bytes_of(Client().get(page, {"api_key": key})).partition(b"}")[0].count(b"200") == bare.partition(
                b"}"
            )[0].count(b"200")


def test_the_page_for_developers_is_reached_from_every_public_page(town: Town) -> None:
    foot = Client().get(reverse("public:open")).content.decode()
    page = Client().get(reverse("public:programs")).content.decode()

    assert reverse("public:programs") in foot
    for words in ("http://testserver/open311/v2", "service_request_id", "Idempotency-Key", "429", "表扬"):
        assert words in page
