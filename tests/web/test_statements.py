"""情况报告的页面: a year of records becomes a statement whose figures open, and that reads right on paper."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import plain_text, read_bound
from lianxin.pure.periods import Period
from lianxin.reports.summaries.backing import check_backing
from lianxin.reports.summaries.documents import open_document
from lianxin.work.concerns.models import ConcernSubject
from lianxin.work.concerns.problems import Unfit
from lianxin.work.helping.commands import add_item, give
from lianxin.work.pairings.commands import pair
from lianxin.work.quotas.models import SchoolTerm
from lianxin.work.statements import commands, queries
from lianxin.work.statements.models import Statement
from lianxin.work.statements.queries import wording
from lianxin.work.statements.terms import READ
from lianxin.work.visits.commands import FoundMatter, record_stay
from tests.conftest import NOON, SHANGHAI
from tests.reports.word import with_figure
from tests.web.world import read
from tests.work.household_scenes import household_made
from tests.work.statement_scenes import FIRST, LAST, YEAR, year_of_a_bureau, year_of_one
from tests.work.visit_scenes import LAMP, MENDED, visit_made
from tests.work.writing_scenes import draft_made, handed_in

LATER = NOON + timedelta(hours=4)


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("teacher")` logs that person in, at four in the afternoon if nothing else is said."""

    def as_(name, at=LATER):
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


def begun(town, who="teacher", kind="personal", first=FIRST, last=LAST, at=NOON):
    return commands.begin(kind=kind, first=first, last=last, by=getattr(town, who), at=at)


class TestAYearOfOneOfficial:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M102", "M103")
    def test_is_told_on_paper_with_92_days_4_cards_2_diaries_and_17_nights_that_open(self, enter, town):
        """004-b, re-enacted: entries for 119 days overlap on 92, and 92 it is."""
        year_of_one(town)
        client = enter("teacher")
        here = client.post("/statements/new/", {"kind": "personal", "first": FIRST, "last": LAST}).url

        answer = client.get(f"{here}docx/")
        text = plain_text(answer.content)
        for said in (
            "个人直接联系群众工作情况报告", "到联系点走访92天", "走访村民小组4次，每次2至3个", "直接联系群众4户", "建立民情联系卡4份",
            "记录民情日记2篇", "撰写调研报告1份", "撰写民情报告2篇", "提出工作建议1条", "解决实际问题和困难1个", "住村住校17天",
            "走访中发现问题2个，已解决1个", "走访中轻车简从1次", "县第一中学　孟校", "数字出处",
        ):  # fmt: skip
            assert said in text, said
        bound = {one.binding.indicator: one for one in read_bound(answer.content)}
        assert bound["statement.field_days"].binding.value == "92" and all(one.agrees for one in bound.values())
        assert told(answer.content, town.teacher) == {"holds"}  # read back, each figure agrees with its statement
        assert "fails:changed-by-hand" in told(with_figure(answer.content, "92天", "98天"), town.teacher)
        assert told(answer.content, town.worker) == {"undecidable"}  # a draft is its writer's alone
        account = queries.own_account(town.people["teacher"].pk, Period("half_year", 2026, 2), town.teacher)
        assert account["nights"].number == 17 and account["field_days"].number == 62

        page = read(client, here)
        for code, number, rows in (
            ("field_days", 92, 119),
            ("cards", 4, 4),
            ("nights", 17, 2),
            ("diaries", 2, 2),
            ("solved", 1, 1),
        ):
            assert f'href="{here}behind/{code}/"' in page
            assert f"这个数是 {number}，来自下面 {rows} 条记录" in read(client, f"{here}behind/{code}/")
        assert "水表一直在转" in read(client, f"{here}behind/solved/")
        assert "/visits/of/" in read(client, f"{here}behind/field_days/")
        assert "/pairings/" in read(client, f"{here}behind/households/")
        sources = read(client, f"{here}sources/")
        assert "同一天的几次走访只算一天" in sources and ">92</a>" in sources
        assert (
            client.get(f"{here}behind/funds_yuan/").status_code
            == client.get(f"{here}behind/rubbish/").status_code
            == 404
        )

    def test_counts_a_night_and_a_day_within_the_days_that_were_asked(self, town):
        record_stay(person=town.people["teacher"], unit=town.shiqiao, on=date(2026, 6, 28), until=date(2026, 7, 3),
                    by=town.teacher, at=NOON)  # fmt: skip
        visit_made(town, kind="squat", on=date(2026, 6, 29), until=date(2026, 7, 2), by=town.teacher)

        halves = [
            queries.own_account(town.people["teacher"].pk, Period("half_year", 2026, half), town.teacher)
            for half in (1, 2)
        ]
        assert [one["nights"].number for one in halves] == [3, 2]
        assert [one["field_days"].number for one in halves] == [2, 2]


def told(data, by):
    """What the records say of the bound figures of a paper that came back."""
    return {one.verdict for one in check_backing(open_document(data, "报告.docx"), by=by) if one.kind == "bound"}


class TestAYearOfABureau:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M103")
    def test_is_told_as_300_odd_visits_270_nights_58_problems_and_280_thousand(self, enter, town):
        """000-2, re-enacted by 306 visits of six leaders; what two of them did together is one visit."""
        leaders = year_of_a_bureau(town)
        person = leaders[0]
        town.people["leading"] = person
        client = enter("leading")
        typed = {"kind": "leaders", "first": YEAR[0], "last": YEAR[1]}
        here = client.post("/statements/new/", typed).url

        answer = client.get(f"{here}docx/")
        text = plain_text(answer.content)
        assert "6名班子成员共进村入户300余次，住村270天，解决实际问题58个，协调帮扶资金28万元。" in text
        assert "县水利局班子成员直接联系群众情况" in text
        bound = {one.binding.indicator: one.binding.value for one in read_bound(answer.content)}
        assert bound["statement.visits"] == "306" and bound["statement.funds_yuan"] == "280000"
        assert "来自下面 58 条记录" in read(client, f"{here}behind/solved/")
        assert "省级水利补助" in read(client, f"{here}behind/funds_yuan/")
        assert client.get(f"{here}behind/diaries/").status_code == 404  # JF-3: nobody counts the diaries of others


class TestTheSentences:
    def test_are_edited_while_the_figures_stay_what_was_counted(self, enter, town):
        visit_made(town, by=town.teacher, findings=[MENDED])
        statement = begun(town)
        client, here = enter("teacher"), f"/statements/of/{statement.code}/"
        typed = {
            "title": "我的报告",
            "text_0": "今年去村里【走访天数】，走了300户。",
            "text_1": "",
            "text_2": "",
            "text_3": "多听少说。",
            "text_4": "",
        }
        assert "【走访天数】" in read(client, f"{here}edit/")
        assert client.post(f"{here}edit/", typed).url == here

        page = read(client, here)
        assert "1天" in page and "多听少说。" in page and "手写的数字" in page and "<p>300户</p>" in page
        wrong = client.post(f"{here}edit/", {**typed, "text_1": "获奖【获奖数】"}).content.decode()
        assert "没有叫【获奖数】的数字" in wrong
        refused = client.post(f"{here}edit/", {**typed, "text_1": "资金【帮扶资金】"}).content.decode()
        assert "没有叫【帮扶资金】的数字" in refused

    @pytest.mark.thorough
    def test_are_submitted_to_the_unit_and_frozen_with_the_figures_of_that_day(self, enter, town):
        visit_made(town, by=town.teacher)
        statement = begun(town)
        here = f"/statements/of/{statement.code}/"
        assert enter("principal").get(here).status_code == 404
        client = enter("teacher")
        client.cookies["django_language"] = "en"  # papers are in Chinese whatever the language of the page
        assert client.post(f"{here}submit/").url == here and "<b>1天</b>" in read(client, here)
        del client.cookies["django_language"]
        visit_made(town, by=town.teacher, on=date(2026, 11, 3), at=LATER)

        assert "走访<a" in read(client, here) and "<b>1天</b>" in read(client, here)
        assert "报送时是 1" in read(client, f"{here}behind/field_days/")
        assert "1天" in plain_text(client.get(f"{here}docx/").content)
        listed = read(enter("principal"), "/statements/submitted/")
        assert statement.title in listed and "孟校" in listed and "<b>1天</b>" in read(client, here)
        assert client.post(f"{here}back/").status_code == 403 and client.get(f"{here}edit/").status_code == 403
        assert enter("stranger").get(here).status_code == 404

        assert enter("teacher").post(f"{here}back/").url == here
        assert "<b>2天</b>" in read(client, here) and client.post(f"{here}discard/").url == "/statements/"
        assert not Statement.objects.exists()

    def test_tell_others_no_more_than_what_stands_in_them(self, enter, town):
        """A diary is its writer's: he may say how many there are, and nobody reads what they are about (JF-3)."""
        draft_made(town, kind="diary", title="夜里想到的", by=town.teacher)
        told, kept = begun(town), begun(town)
        for statement, text in ((told, "记录民情日记【民情日记】。"), (kept, "走访。")):
            commands.write(statement=statement, title="报告", texts=[text, "", "", "", ""], by=town.teacher, at=NOON)
            commands.submit(statement=statement, by=town.teacher, at=NOON)
        assert "夜里想到的" in read(enter("teacher"), f"/statements/of/{told.code}/behind/diaries/")

        page = read(enter("principal"), f"/statements/of/{told.code}/behind/diaries/")
        assert "这个数是 1" in page and "夜里想到的" not in page
        assert enter("principal").get(f"/statements/of/{kept.code}/behind/diaries/").status_code == 404

    def test_refuse_days_in_disorder_and_a_unit_that_one_does_not_lead(self, town):
        with pytest.raises(Unfit, match="要有先后"):
            begun(town, first=LAST, last=FIRST)
        with pytest.raises(Unfit, match="最长一年"):
            begun(town, first=date(2025, 1, 1))
        with pytest.raises(NotAllowed):
            begun(town, kind="staff")
        statement = commands.submit(statement=begun(town), by=town.teacher, at=NOON)
        with pytest.raises(Unfit, match="已经报送"):
            commands.write(statement=statement, title="改", texts=["", "", "", "", ""], by=town.teacher, at=NOON)

    def test_say_nothing_of_what_stands_behind_the_wall_and_name_only_what_the_reader_may_open(self, town):
        """条例 §30: a problem behind the wall is in nobody's figure before whom the wall stands."""
        complaint = FoundMatter(text="反映镇领导态度。", kind="complaint", answer="已当面说明。")
        visit = visit_made(town, findings=[complaint, MENDED])
        statement = commands.submit(statement=begun(town, "officer"), by=town.officer, at=NOON)
        assert queries.one_figure(statement, "found", town.leader).number == 2
        # no command of the visits names whom a complaint is about yet; the wall asks this table alone
        ConcernSubject.objects.create(concern=visit.receipts[0].concern, person=town.people["leader"])

        assert queries.one_figure(statement, "found", town.officer).number == 2
        assert queries.one_figure(statement, "found", town.leader).number == 1
        assert "水表" not in "".join(row.words for row in queries.one_figure(statement, "found", town.stranger).rows)

    def test_may_and_reachable_agree(self, town):
        rows = [
            begun(town),
            commands.submit(statement=begun(town, "officer"), by=town.officer, at=NOON),
            begun(town, "leader", "staff"),
        ]
        for who in (town.teacher, town.principal, town.officer, town.leader, town.clerk, town.stranger, town.admin):
            assert set(Statement.objects.reachable(by=who, to=READ)) == {one for one in rows if who.may(READ, one)}

    @pytest.mark.thorough
    def test_cost_the_same_statements_for_three_visits_as_for_ten(self, enter, town):
        client, counted, made = enter("teacher"), [], 0
        statement = begun(town)
        for number in (3, 10):
            while made < number:
                home = household_made(town, door=f"{made}号", at=LATER)
                visit_made(town, by=town.teacher, household=home, findings=[MENDED], at=LATER)
                handed_in(town, by=town.teacher, to=town.school, at=LATER)
                made += 1
            counted.append([])
            here = f"/statements/of/{statement.code}/"
            for url in (here, f"{here}sources/", f"{here}behind/solved/", "/statements/four/", "/statements/"):
                read(client, url)
                with CaptureQueriesContext(connection) as caught:
                    read(client, url)
                counted[-1].append(len(caught))
        assert counted[0] == counted[1]


class TestTheFourPartPlan:
    @pytest.mark.mechanism("M083")
    def test_counts_what_was_done_from_visits_pairings_help_and_findings(self, enter, town):
        from tests.work.helping_scenes import plan_made

        client = enter("officer")
        assert (
            client.post(
                "/statements/four/plan/", {"see": "40", "pair": "2", "do": "", "solve": "5", "note": "先走三组"}
            ).url
            == "/statements/four/"
        )
        home = household_made(town, at=LATER)
        pair(
            kind="household",
            person=town.people["officer"],
            household=home,
            since=date(2026, 5, 1),
            by=town.officer,
            at=LATER,
        )
        visit_made(town, findings=[MENDED, LAMP], household=home, at=LATER)
        visit_made(town, on=date(2026, 10, 9), at=LATER)
        item = add_item(
            plan=plan_made(town, household=None, at=LATER),
            kind="goods",
            item="核桃苗",
            measure="棵",
            planned=50,
            by=town.officer,
            at=LATER,
        )
        give(item=item, on=date(2026, 11, 3), quantity=20, by=town.officer, at=LATER)

        page = " ".join(read(client, "/statements/four/").split())
        for word, number in (("走访一批群众", 2), ("结对一家亲戚", 1), ("办好一批实事", 1), ("解决一批问题", 1)):
            assert word in page and f">{number}</a>" in page.split(word)[2].split("</tr>")[0], word
        assert ">40<" in page and "先走三组" in page
        assert "水表一直在转" in read(client, "/statements/four/solve/") and "核桃苗" in read(
            client, "/statements/four/do/"
        )
        assert "先走三组" not in read(enter("leader"), "/statements/four/")
        with pytest.raises(Unfit, match="今年和前后一年"):
            commands.keep_plan(year=2020, goals={}, by=town.officer, at=LATER)


class TestTheReminder:
    @pytest.mark.mechanism("M108")
    @pytest.mark.thorough
    def test_comes_twice_a_year_with_a_draft_and_goes_when_it_is_submitted(self, enter, town):
        summer, winter = (NOON.replace(month=month, day=20) for month in (6, 12))
        client = enter("officer", NOON.replace(month=12, day=20))
        page = read(client, "/today/")
        assert "2026年下半年的联系群众情况可以向支部汇报了" in page
        assert "first=2026-07-01&amp;last=2026-12-20" in page
        assert queries.due(town.people["officer"].pk, "township", NOON.date()) is None  # early November: no word of it

        typed = read(enter("officer", winter), "/statements/new/?first=2026-07-01&last=2026-12-20")
        assert 'value="2026-07-01"' in typed and 'value="2026-12-20"' in typed
        here = client.post("/statements/new/", {"kind": "personal", "first": "2026-07-01", "last": "2026-12-20"}).url
        assert "本人还没有记录" in read(client, here)
        client.post(f"{here}submit/")
        assert "可以向支部汇报了" not in read(client, "/today/") and "可以向支部汇报了" not in read(
            client, "/statements/"
        )
        assert queries.due(town.people["officer"].pk, "township", summer.date()).label == "2026年上半年"
        assert queries.due(town.people["officer"].pk, "township", date(2026, 9, 20)) is None

    @pytest.mark.mechanism("M108")
    def test_follows_the_terms_of_a_school_where_they_are_known(self, enter, town):
        SchoolTerm.objects.bulk_create(
            [SchoolTerm(year="2026-2027", number=1, first=date(2026, 9, 1), last=date(2027, 1, 22))]
        )
        client = enter("teacher", NOON.replace(year=2027, month=1, day=20))

        assert "2026-2027学年第1学期的联系群众情况可以向支部汇报了" in read(client, "/today/")
        assert NOON.tzinfo == SHANGHAI


class TestTheWording:
    @pytest.mark.parametrize(
        ("number", "said"), [(58, "58"), (270, "270"), (300, "300"), (306, "300余"), (1299, "1200余")]
    )
    def test_rounds_down_what_is_long(self, number, said):
        assert wording.about(number) == said

    @pytest.mark.parametrize(
        ("number", "said"), [(280000, "28万元"), (285000, "28.5万元"), (285400, "285400元"), (900, "900元")]
    )
    def test_writes_money_without_loss(self, number, said):
        assert wording.yuan(number) == said
