"""接待日 on its pages: from the rule to the weekly pack, by forms and buttons alone; nothing shown to whom it is not for."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.pure.paper import plain_text
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.reception import commands
from lianxin.work.reception.models import AgendaMeeting, ReceptionEntry, ReceptionRule, ReceptionSession
from tests.conftest import NOON
from tests.work.conftest import lamp_topic, registered
from tests.work.reception import PRINCIPALS_ROOM, entered, meeting, on, planned, received, ruled, visit


@pytest.fixture
def enter(town, monkeypatch):
    """A browser in which one of the cast is logged in at a moment; by default it is the session of 4 November."""

    def as_(who: str, at=None) -> Client:
        monkeypatch.setattr("django.utils.timezone.now", lambda: at or on(4))
        client = Client()
        if who != "nobody":
            client.force_login(town.people[who])
        return client

    return as_


def text_of(response) -> str:
    """What a reader sees."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def rule_typed(**changes):
    """What stands in the form of a rule."""
    return {
        "unit": "县第一中学", "label": "校长接待日", "weekdays": ["2"], "from_time": "15:00", "to_time": "17:40",
        "place": "接待室", "office": "校长室", "categories": "教职工、学生家长，社会群众", "skips_holidays": "on",
        "valid_from": "2026-9-1", "valid_to": "", **changes,
    }  # fmt: skip


def typed(decision="within:solved", **changes):
    """What stands in the form of a visitor."""
    return {
        "text": "校门口的路灯不亮。", "kind": "help", "unit": "县第一中学", "name": "王长青", "phone": "13900000001",
        "category": "parent", "people_count": "3", "topic": lamp_topic().pk, "decision": decision,
        "opinion": "总务处当晚已换灯泡。", "entry_key": f"key-{decision}", "at_once": "on", **changes,
    }  # fmt: skip


class TestAReceptionDay:
    @pytest.mark.mechanism("M001", "M002", "M003", "M004")
    def test_begins_with_the_rule_the_roster_and_the_plan(self, enter, town):
        client = enter("teacher", NOON)
        made = client.post("/reception/rules/new/", rule_typed())
        rule = ReceptionRule.objects.get()
        for who, room in (("principal", PRINCIPALS_ROOM), ("teacher", "")):
            client.post(f"{made.url}list/", {"person": town.people[who].pk, "place": room})
        client.post(f"{made.url}plan/", {"until": "2026-12-31"})

        page = text_of(client.get(made.url))
        assert rule.categories == ["教职工", "学生家长", "社会群众"]
        assert [one.isoformat() for one in rule.sessions.values_list("on", flat=True)][:3] == [
            "2026-11-04", "2026-11-11", "2026-11-18",
        ]  # fmt: skip
        assert "每周三 15:00–17:40" in page and "孔长" in page and PRINCIPALS_ROOM in page

    @pytest.mark.mechanism("M001", "M003")
    def test_is_published_with_person_and_place_and_hung_up_on_paper(self, enter, town):
        first = planned(town)[0]

        for page in ("/public/reception/", f"/public/reception/?unit={town.school.pk}"):
            seen = text_of(enter("nobody", NOON).get(page))
            assert "11月4日 周三 15:00–17:40 孔长 行政楼301" in seen
        paper = text_of(enter("teacher", NOON).get(f"/reception/rules/{first.rule_id}/notice/"))
        assert "县第一中学校长接待日公告" in paper and "孔长 行政楼301" in paper
        assert "孔长" not in text_of(enter("nobody", NOON).get(f"/public/reception/?unit={town.qingshui.pk}"))
        assert "/public/reception/" in enter("nobody", NOON).get("/public/open/").content.decode()

    @pytest.mark.mechanism("M002", "M003")
    def test_changes_hands_with_a_reason_that_stays_on_the_page(self, enter, town):
        first, second = planned(town)[:2]
        client = enter("teacher", NOON)

        refused = client.post(f"/reception/{first.code}/substitute/", {"receiver": town.people["teacher"].pk})
        client.post(f"/reception/{first.code}/swap/", {"other": second.pk, "reason": "外出开会"})
        page = text_of(client.get(f"/reception/{first.code}/"))

        assert refused.status_code == 200
        assert "调换" in page and "外出开会" in page and "孔长 → 孟校" in page
        assert enter("stranger", NOON).get(f"/reception/{first.code}/swap/").status_code == 404

    @pytest.mark.mechanism("M006", "M008", "M009", "M020", "F004")
    @pytest.mark.thorough
    def test_is_written_down_by_the_receiver_on_one_screen(self, enter, town):
        session = planned(town)[0]
        client = enter("principal")
        assert "今天接待" in text_of(client.get("/today/"))

        form = client.get(f"/reception/{session.code}/enter/").content.decode()
        assert [one in form for one in ("在我职权范围内", "不在我职权范围内", "重大事项")] == [True] * 3
        bare = client.post(f"/reception/{session.code}/enter/", typed(opinion=" "))
        assert 'id="id_opinion_error"' in bare.content.decode() and not Concern.objects.exists()
        answer = client.post(f"/reception/{session.code}/enter/", typed())
        again = client.post(f"/reception/{session.code}/enter/", typed())

        concern = Concern.objects.get()
        assert answer.url == again.url == f"/concerns/{concern.code}/receipt/"
        assert "查询密码" in text_of(client.get(answer.url))
        assert (concern.channel, concern.status, concern.requester.people_count) == ("reception_day", "replied", 3)
        page = text_of(client.get(f"/reception/{session.code}/"))
        assert "当场解决" in page and "总务处当晚已换灯泡。" in page and "1 件 3 人" in page
        assert "接待日" in text_of(client.get(f"/concerns/{concern.code}/"))

    @pytest.mark.mechanism("M006")
    def test_is_one_printed_sheet_with_a_code_that_leads_back(self, enter, town):
        session = planned(town)[0]
        entered(town, session)

        page = enter("principal").get(f"/reception/{session.code}/print/")

        assert "校长接待日记录簿" in text_of(page) and "总务处当晚已换灯泡。" in text_of(page)
        assert page.content.decode().count("<svg viewBox") == 1
        assert "王长青" not in text_of(page)

    @pytest.mark.mechanism("M010", "M011", "M016", "M017", "M021")
    @pytest.mark.parametrize(
        ("decision", "changes", "shown"),
        [
            ("outside:transferred", {"to_unit": "县住建局"}, "转办"),
            ("within:later", {"promised_on": "12.20"}, "承诺 2026-12-20 解决"),
            ("within:explained", {}, "解释疏导"),
            ("major:meeting", {"meeting": "one"}, "校长办公会"),
        ],
    )
    def test_leads_each_matter_the_way_that_was_decided(self, enter, town, decision, changes, shown):
        session = planned(town)[0]
        changes = {**changes, "meeting": meeting(town).pk} if "meeting" in changes else changes
        client = enter("principal")

        answer = client.post(f"/reception/{session.code}/enter/", typed(decision, **changes))

        assert answer.status_code == 302, text_of(answer)
        assert shown in text_of(client.get(f"/reception/{session.code}/"))

    @pytest.mark.mechanism("M017")
    def test_tells_the_visitor_on_his_own_page_by_when_it_is_to_be_solved(self, enter, town):
        session = planned(town)[0]
        told = visit("later", promised_on=date(2026, 12, 20), opinion="下月施工。")
        receipt = commands.enter(session=session, visit=told, by=town.principal, at=on(4))

        page = enter("nobody").post("/public/follow/", {"code": receipt.concern.code, "secret": receipt.secret})

        assert "答应在 2026年12月20日以前解决。" in text_of(page) and "2026年11月13日" in text_of(page)
        me = enter("principal", on(4))
        calendar = me.get("/reception/sessions.ics").content.decode().replace("\r\n ", "")
        mine = me.get(f"/reception/sessions.ics?receiver={town.people['teacher'].pk}&unit=x").content.decode()
        assert f"{session.code}@lianxin" in calendar and session.receiver.name in calendar and session.code in mine
        assert receipt.concern.requester.name and receipt.concern.requester.name not in calendar
        assert enter("admin").get("/reception/sessions.ics").status_code == 403

    @pytest.mark.mechanism("M007")
    def test_shows_the_books_that_are_empty_and_takes_that_nobody_came(self, enter, town):
        session = planned(town)[0]
        late = text_of(enter("principal", on(5, 9)).get("/reception/"))
        assert "记录簿没有填完的" in late and "记录簿空着" in late
        assert "填记录簿" in text_of(enter("principal", on(5, 9)).get("/today/"))

        client = enter("principal")
        assert "请先登记来访" in text_of(client.post(f"/reception/{session.code}/complete/", follow=True))
        client.post(f"/reception/{session.code}/complete/", {"nobody": "1"})

        page = text_of(client.get(f"/reception/{session.code}/"))
        assert "无人来访。" in page and "当日填完" in page
        assert "记录簿没有填完的" not in text_of(enter("principal", on(5, 9)).get("/reception/"))


class TestTheOffice:
    @pytest.mark.mechanism("M012", "M013", "M014")
    @pytest.mark.thorough
    def test_takes_the_book_over_and_hands_the_matters_out(self, enter, town):
        session = planned(town)[0]
        entry = entered(town, session, "transferred", at_once=False)
        commands.complete(session=session, by=town.principal, at=on(4, 17))
        enter("principal", on(5, 9)).post(f"/reception/{session.code}/hand-over/")
        assert "接收记录簿" in text_of(enter("teacher", on(5, 9)).get("/today/"))
        client = enter("teacher", on(5, 10))
        client.post(f"/reception/{session.code}/receive/")
        assert "事项转办 2026-11-06" in text_of(client.get(f"/reception/{session.code}/"))

        listed = text_of(client.get("/reception/register/?show=waiting"))
        assert entry.concern.title in listed and "县住建局" in listed
        client.post(
            f"/reception/register/{entry.concern.code}/transfer/", {"to_unit": "县住建局", "instruction": "请修"}
        )

        entry.concern.refresh_from_db()
        assert entry.concern.status == "assigned"
        assert entry.concern.title not in text_of(client.get("/reception/register/?show=waiting"))
        assert "一周内" in text_of(client.get(f"/concerns/{entry.concern.code}/"))

    @pytest.mark.mechanism("M018")
    def test_sees_what_was_not_answered_within_a_week(self, enter, town):
        entry = entered(town, planned(town)[0], "transferred")

        in_time, late = (
            text_of(enter("teacher", on(day, 9)).get("/reception/register/?show=late")) for day in (11, 12)
        )

        assert entry.concern.title not in in_time and entry.concern.title in late and "超期 1 日" in late

    @pytest.mark.mechanism("M011", "M015")
    @pytest.mark.thorough
    def test_packs_the_items_of_the_meeting_for_the_head_and_enters_its_decision(self, enter, town):
        session = planned(town)[0]
        entry = entered(town, session, "meeting")
        received(town, session, 4)
        client = enter("teacher", on(6, 9))
        assert "整理议题" in text_of(client.get("/today/"))
        assert "2026-11-11 以前整理" in text_of(client.get("/reception/agenda/"))

        packed = client.post("/reception/agenda/pack/", {"unit": town.school.pk})
        words = plain_text(packed.content)
        assert "县第一中学接待日提请会议研究事项" in words and "提请校长办公会研究" in words
        assert entry.opinion in words and "王长青" not in words
        assert entry.concern.title in text_of(client.get("/reception/agenda/print/"))
        assert "没有新的议题" in text_of(client.post("/reception/agenda/pack/", follow=True))
        client.post(f"/reception/agenda/{entry.concern.code}/decide/", {"decision": "增开一班晚间校车。"})

        page = text_of(client.get("/reception/agenda/"))
        assert "增开一班晚间校车。" in page and "没有等会议研究的事项" in page
        again = f"/reception/agenda/pack/{town.school.pk}/2026-11-06/"
        assert "增开一班晚间校车。" in plain_text(client.get(again).content)
        assert enter("stranger", on(6, 9)).get(again).status_code == 404

    def test_names_a_meeting_on_its_page(self, enter, town):
        ruled(town)
        client = enter("teacher")

        client.post("/reception/agenda/meetings/", {"unit": town.school.pk, "name": "支委会", "meets_on": "11.20"})

        assert AgendaMeeting.objects.get().meets_on == date(2026, 11, 20)
        assert "支委会" in text_of(client.get("/reception/agenda/"))

    @pytest.mark.mechanism("M019")
    @pytest.mark.thorough
    def test_gets_a_letter_of_what_is_answered_in_writing(self, enter, town):
        entry = entered(town, planned(town)[0], "transferred", is_principle=True)
        code = entry.concern.code
        concerns.acknowledge(concern=entry.concern, by=town.builder, at=on(5, 9))
        client = enter("builder", on(6, 9))
        assert "reception/concerns" in client.get(f"/concerns/{code}/").content.decode()

        oral = client.post(f"/reception/concerns/{code}/reply/", {"text": "已修好。", "reply_form": "oral"})
        assert "应当书面答复" in text_of(oral)
        client.post(f"/reception/concerns/{code}/reply/", {"text": "已修好。", "reply_form": "written"})
        letter = client.post(f"/reception/concerns/{code}/letter/")

        assert "王长青同志" in plain_text(letter.content) and "已修好。" in plain_text(letter.content)
        assert enter("stranger", on(6, 9)).post(f"/reception/concerns/{code}/letter/").status_code == 404


class TestTheMailbox:
    @pytest.mark.mechanism("M022")
    def test_lists_its_letters_under_their_own_clock(self, enter, town):
        concern = registered(town, channel="mailbox", text="食堂排队太久。").concern
        registered(town, text="路灯不亮。")

        page = text_of(enter("clerk").get("/reception/mailbox/"))

        assert concern.clock == "reception_7wd" and concern.first_due_on == date(2026, 11, 12)
        assert "食堂排队太久" in page and "路灯不亮" not in page and "还有 6 个工作日" in page
        assert "食堂排队太久" not in text_of(enter("stranger").get("/reception/mailbox/"))

    @pytest.mark.mechanism("M022")
    def test_takes_a_letter_from_the_residents_own_page(self, enter, town):
        sent = {
            "text": "食堂饭菜偏凉。",
            "kind": "suggestion",
            "unit": town.school.pk,
            "screen": "5",
            "to_mailbox": "on",
        }

        enter("nobody").post("/public/submit/", {**sent, "entry_key": "a"})
        enter("nobody").post("/public/submit/", {**sent, "to_mailbox": "", "entry_key": "b"})

        assert list(Concern.objects.order_by("pk").values_list("channel", "clock")) == [
            ("mailbox", "reception_7wd"), ("web", "suggestion_10wd"),
        ]  # fmt: skip


class TestTheFigures:
    @pytest.mark.mechanism("M073")
    def test_open_the_sessions_of_a_unit_and_rank_nobody(self, enter, town):
        session = planned(town)[0]
        entered(town, session)

        asked = {"unit": town.school.pk, "period": "2026-11", "code": "reception.held"}
        page = text_of(enter("clerk").get(reverse("figures:open"), asked))

        assert "实际接待" in page and "2026-11-04 周三" in page and "孔长" not in page

    @pytest.mark.mechanism("M073")
    def test_list_a_persons_sessions_for_himself_and_the_office_alone(self, enter, town):
        planned(town)
        asked = f"/reception/?receiver={town.people['teacher'].pk}&month=2026-11"

        own, office, other = (
            len(re.findall(r"data-lx-row>2026-11", enter(who).get(asked).content.decode()))
            for who in ("teacher", "clerk", "inspector")
        )

        assert (own, office, other) == (2, 2, 4)


class TestThePages:
    @pytest.mark.thorough
    def test_cost_the_same_whether_they_show_three_or_ten(self, enter, town, django_assert_max_num_queries):
        session = planned(town)[0]
        pages = (f"/reception/{session.code}/", "/reception/register/", "/reception/", "/reception/agenda/", "/today/")
        client = enter("teacher")
        counts = []
        for number in (3, 7):
            for _each in range(number):
                entered(town, session, "transferred", at_once=False)
            counts.append([_statements(client, page) for page in pages])

        assert counts[0] == counts[1]

    def test_hide_the_line_of_a_complaint_about_the_reader(self, enter, town):
        session = planned(town)[0]
        entered(
            town, session, "later", kind="complaint", text="孟校收费不公开。",
            subject_persons=[town.people["teacher"]],
        )  # fmt: skip
        code = Concern.objects.get().code

        seen = [enter(who).get(f"/reception/{session.code}/").content.decode() for who in ("principal", "teacher")]

        assert [code in page for page in seen] == [True, False]
        assert code not in enter("teacher").get("/reception/register/").content.decode()
        assert enter("teacher").post(f"/reception/concerns/{code}/letter/").status_code == 404

    @pytest.mark.thorough
    def test_open_every_link_that_they_show(self, enter, town):
        session = planned(town)[0]
        for kind in ("solved", "transferred", "meeting"):
            entered(town, session, kind)
        received(town, session, 4)
        client, seen, waiting = enter("teacher", on(6, 9)), set(), ["/reception/"]
        while waiting:
            page = waiting.pop()
            answer = client.get(page)
            assert answer.status_code == 200, page
            seen.add(page)
            found = set(re.findall(r'href="(/reception/[^"?#]*)', answer.content.decode()))
            waiting += sorted(found - seen - set(waiting))

        assert {f"/reception/{session.code}/", "/reception/rules/", "/reception/agenda/"} <= seen
        assert ReceptionSession.objects.count() == 4 and ReceptionEntry.objects.count() == 3


def _statements(client: Client, page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(page)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200
    return len(statements)
