"""诉求列表与今日: exact counts, pages by key, nothing of what one may not see, the same number of queries."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from lianxin.base.journal import book
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import ASKER, at_state, registered


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk")` logs that person in at four in the afternoon and returns the client."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=4))

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def many(town, count):
    for number in range(count):
        registered(town, text=f"第 {number} 盏路灯不亮。", at=NOON + timedelta(days=1) * (2 * number > count))


def titles(page):
    return re.findall(r"data-lx-row>([^<]+)<", page.content.decode())


class TestTheList:
    def test_counts_every_tab_exactly(self, enter, town):
        at_state(town, Status.REGISTERED)
        at_state(town, Status.ASSIGNED)
        at_state(town, Status.IN_HAND)
        at_state(town, Status.REPLIED)
        at_state(town, Status.CLOSED)
        page = enter("clerk").get("/concerns/?tab=all").content.decode()
        counts = dict(re.findall(r'tab=(\w+)"[^>]*>[^<]+<b>(\d+)</b>', page))
        assert {key: int(n) for key, n in counts.items() if key not in ("soon", "overdue")} == {
            "to_sort": 1, "in_hand": 2, "replied": 1, "closed": 1, "all": 5,
        }  # fmt: skip

    @pytest.mark.parametrize("address", ["/concerns/?tab=all", "/concerns/?words=路灯"])
    @pytest.mark.parametrize("many_hits", [1, 1_000])
    def test_walks_all_pages_forwards_and_backwards_without_loss(self, enter, town, monkeypatch, address, many_hits):
        many(town, 23)
        monkeypatch.setattr("lianxin.web.office.concerns.browsing.MANY", many_hits)
        monkeypatch.setattr("lianxin.web.office.concerns.browsing.ROWS", 10)
        monkeypatch.setattr("lianxin.web.office.concerns.browsing.page_of.__defaults__", (10,))
        client, seen, pages = enter("clerk"), [], []
        while address:
            page = client.get(address)
            seen += titles(page)
            pages.append(titles(page))
            address = page.context["page"].older_url
        assert len(seen) == len(set(seen)) == 23
        assert client.get(page.context["page"].newer_url).context["page"].rows
        assert titles(client.get(page.context["page"].newer_url)) == pages[-2]

    def test_finds_two_characters_and_keeps_filters_in_the_address(self, enter, town):
        registered(town, text="柳湾的水管漏水。", unit=town.liuwan, by=town.officer)
        registered(town)
        client = enter("clerk")
        assert titles(client.get("/concerns/?words=漏水")) == ["柳湾的水管漏水"]
        assert titles(client.get(f"/concerns/?tab=all&unit={town.liuwan.pk}")) == ["柳湾的水管漏水"]
        assert titles(client.get("/concerns/?tab=all&since=2026-11-4")) == []

    @pytest.mark.parametrize(
        "query", ["unit=abc", "unit=²", "topic=x", "after=nan", "since=0000-00-00", "tab=%00", "words=%00"]
    )
    def test_reads_nonsense_without_failing(self, enter, town, query):
        registered(town)
        assert enter("clerk").get(f"/concerns/?{query}").status_code == 200

    @pytest.mark.thorough
    def test_asks_the_same_number_of_queries_for_ten_rows_and_for_sixty(self, enter, town):
        client, counted = enter("officer"), []
        for count in (10, 50):
            for number in range(count):
                registered(town, text=f"第 {number} 盏路灯不亮。")
            for address in ("/concerns/?tab=all", "/today/"):
                client.get(address)
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(address).status_code == 200
                counted.append(len(queries))
        assert counted[:2] == counted[2:]
        assert counted[0] <= 20 and counted[1] <= 84, "今日 asks every room once what waits"

    def test_shows_no_telephone_and_no_full_name(self, enter, town):
        registered(town)
        page = enter("clerk").get("/concerns/?tab=all").content.decode()
        assert "王**" in page
        assert "王长青" not in page and ASKER.phone not in page


class TestTheWall:
    def complaint(self, town):
        return registered(
            town,
            text="住建局拖着不办。",
            kind="complaint",
            unit=town.county,
            by=town.clerk,
            subject_units=[town.building],
        ).concern

    @pytest.mark.thorough
    def test_hides_a_complaint_from_its_subject_on_every_page(self, enter, town):
        at_state(town, Status.IN_HAND)
        client = enter("builder")
        addresses = ["/concerns/?tab=all", "/concerns/?words=住建局", "/today/", "/concerns/print/?tab=all"]
        before = [client.get(address).content for address in addresses]
        concern = self.complaint(town)
        after = [client.get(address).content for address in addresses]
        strip = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
        assert [strip.sub(b"", page) for page in before] == [strip.sub(b"", page) for page in after]
        gone, never = client.get(f"/concerns/{concern.code}/"), client.get("/concerns/ZZZZZZZZ/")
        assert gone.status_code == never.status_code == 404
        for deed in ("reply", "assign", "print", "receipt", "close"):
            assert client.get(f"/concerns/{concern.code}/{deed}/").status_code == 404
        assert enter("clerk").get(f"/concerns/{concern.code}/").status_code == 200

    @pytest.mark.thorough
    def test_hides_the_requester_of_a_confidential_one_from_its_handler(self, enter, town):
        concern = registered(
            town, text="王长青反映工地夜里施工，回电 13900000001。", kind="complaint", unit=town.county, by=town.clerk,
            subject_units=[town.water_bureau],
        ).concern  # fmt: skip
        at_state(town, Status.IN_HAND, concern)
        client = enter("builder")
        for address in (f"/concerns/{concern.code}/", f"/concerns/{concern.code}/print/", "/concerns/?tab=all",
                        "/concerns/print/?tab=all", f"/concerns/{concern.code}/reply/"):  # fmt: skip
            page = client.get(address).content.decode()
            assert "王长青" not in page and "13900000001" not in page and "王**" not in page.replace("王**反映", "")
        assert client.post(f"/concerns/{concern.code}/reveal/", {"purpose": "contact"}).status_code == 403
        assert titles(client.get("/concerns/?words=13900000001")) == titles(client.get("/concerns/?words=王长青")) == []
        assert len(titles(client.get("/concerns/?words=夜里施工"))) == 1
        assert (
            "王长青"
            in enter("clerk").post(f"/concerns/{concern.code}/reveal/", {"purpose": "contact"}).content.decode()
        )


class TestTheExport:
    def sheet(self, response):
        return (
            CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
            .get_sheet_by_index(0)
            .to_python()
        )

    def test_gives_exactly_the_list_masked_and_leaves_a_trace(self, enter, town):
        registered(town)
        registered(town, text='=HYPERLINK("http://a")', unit=town.liuwan, by=town.officer)
        at_state(town, Status.CLOSED)
        rows = self.sheet(enter("clerk").post("/concerns/export/?tab=to_sort", {"purpose": ""}))
        assert rows[1][0] == "编号" and len(rows[1]) == 22 and {"交办日期", "答复日期"} <= set(rows[1])
        body = rows[2:-1]
        assert len(body) == 2
        assert {row[4] for row in body} == {"王**"} and {row[6] for row in body} == {"139****0001"}
        assert any(row[9].startswith("'=HYPERLINK") for row in body)
        assert "导出诉求台账 2 件" in book.sentence(book.story(town.clerk.ref).last())

    def test_needs_a_purpose_for_more_than_200(self, enter, town, monkeypatch):
        monkeypatch.setattr("lianxin.work.concerns.commands.exporting.WITHOUT_PURPOSE", 1)
        monkeypatch.setattr("lianxin.web.office.concerns.exports.WITHOUT_PURPOSE", 1)
        registered(town)
        registered(town)
        client = enter("clerk")
        refused = client.post("/concerns/export/?tab=all", {"purpose": ""})
        assert refused.status_code == 200 and 'class="error"' in refused.content.decode()
        assert len(self.sheet(client.post("/concerns/export/?tab=all", {"purpose": "月度分析"}))) == 2 + 2 + 1

    def test_builds_a_long_one_in_the_background_for_its_maker_alone(
        self, enter, town, monkeypatch, tmp_path, settings
    ):
        settings.DATA = tmp_path
        monkeypatch.setattr("lianxin.web.office.concerns.exports.DIRECT", 1)
        registered(town)
        registered(town)
        client = enter("clerk")
        waiting = client.post("/concerns/export/?tab=all", {"purpose": "月度分析"})
        assert waiting.status_code == 302
        assert client.get(waiting.url).status_code == 200
        assert len(self.sheet(client.post(waiting.url))) == 5
        assert enter("officer").get(waiting.url).status_code == 404

    def test_is_refused_to_who_may_not(self, enter, town):
        registered(town)
        assert enter("inspector").post("/concerns/export/?tab=all", {"purpose": "x"}).status_code == 403


class TestToday:
    @pytest.mark.thorough
    def test_says_what_needs_me_with_the_latest_first(self, enter, town):
        late = registered(town, text="拖了很久的事。", kind="enquiry").concern
        Concern.objects.filter(pk=late.pk).update(due_on=NOON.date() - timedelta(days=30))
        registered(town, text="不急的事。")
        client = enter("clerk")
        assert titles_of_duties(client.get("/today/"))[0] == "拖了很久的事"
        assert "超期" in client.get("/today/").content.decode()

    def test_congratulates_an_empty_desk(self, enter, town):
        assert "没有要您办的事" in enter("builder").get("/today/").content.decode()

    @pytest.mark.thorough
    def test_asks_the_handler_to_acknowledge_and_the_clerk_to_wait(self, enter, town):
        at_state(town, Status.ASSIGNED)
        assert "<b>签收</b>" in enter("builder").get("/today/").content.decode()
        assert "县住建局签收" in enter("clerk").get("/today/").content.decode()
        assert "路灯" not in enter("stranger").get("/today/").content.decode()


def titles_of_duties(page):
    return re.findall(r'class="duty-title">([^<]+)<', page.content.decode())


class TestBulkSigning:
    def test_signs_those_that_wait_for_me_and_no_others(self, enter, town):
        mine, done = at_state(town, Status.ASSIGNED), at_state(town, Status.CLOSED)
        other = registered(town).concern
        enter("builder").post("/concerns/acknowledge/", {"code": [mine.code, done.code, other.code, "ZZZZZZZZ"]})
        states = {one.code: one.status for one in Concern.objects.all()}
        assert states == {mine.code: "in_hand", done.code: "closed", other.code: "registered"}
