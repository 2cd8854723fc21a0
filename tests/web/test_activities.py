"""活动的页面: planned, held, on paper; what belongs to it stands in its own room and is counted there alone."""

import re
from datetime import timedelta

import pytest

from lianxin.base.indicators import get
from lianxin.pure.periods import Period
from lianxin.web.office.activities import views
from lianxin.work.activities import commands
from lianxin.work.activities.models import Account, Activity
from lianxin.work.disputes import commands as disputes
from lianxin.work.volunteers.models import Shift
from tests.conftest import NOON
from tests.web.world import read
from tests.work.activity_scenes import MONDAY, TODAY, held, member_made, planned, team_made
from tests.work.dispute_scenes import dispute_made
from tests.work.drive_scenes import drive_made
from tests.work.visit_scenes import visit_made

LATER = NOON + timedelta(hours=5)
FORM = {
    "unit": "清水镇", "kind": "festival", "title": "敬老节活动", "on": "2026-11-2", "until": "", "place": "镇文化站",
    "contact": "李青，镇文化站", "contact_phone": "0000-7001000", "contact_dates": "2026-11-9、2026-11-16",
    "plan": "请老人来听戏。\n备热水和椅子。", "partners": "县第一中学", "cost_planned_yuan": "800", "tag": "敬老",
}  # fmt: skip


def plan_made(client, **changes):
    """Where the new activity stands."""
    answer = client.post("/activities/new/", {**FORM, **changes})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


class TestAnActivity:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M259", "M272")
    def test_is_planned_with_contact_and_dates_and_the_plan_is_filled_in_when_it_was_held(self, enter, town):
        client = enter("officer")
        assert client.post("/activities/new/", {**FORM, "contact": " "}).status_code == 200
        here = plan_made(client)
        client.post(f"{here}do/part/", {"kind": "material", "what": "年历", "number": "120"})
        client.post(f"{here}do/people/", {"whom": "镇上老人", "people": "100"})
        page = read(client, here)
        assert (
            "李青，镇文化站" in page
            and "11月9日" in page
            and "800 元" in page
            and "敬老节活动" in read(client, "/activities/")
        )
        calendar = client.get("/activities/calendar.ics").content.decode()
        assert "DTSTART;VALUE=DATE:20261102" in calendar and calendar.count("联络：敬老节活动") == 2
        assert "联络：敬老节活动" in read(client, "/activities/calendar/")
        assert (
            "请老人来听戏" in read(client, f"{here}paper/plan/") and client.get(f"{here}plan.docx").content[:2] == b"PK"
        )

        form = read(client, f"{here}hold/")
        names = re.findall(r'name="((?:part|people|method|words)_\d+)"', form)
        assert 'value="120"' in form and 'value="100"' in form and 'value="800"' in form
        sent = dict(zip(names, ("110", "86", "sign_in", ""), strict=True))
        assert (
            client.post(f"{here}hold/", {"on": "2026-11-2", "until": "2026-11-2", **sent, names[2]: ""}).status_code
            == 200
        )
        told = {"on": "2026-11-2", "until": "2026-11-2", "cost_yuan": "760", "summary": "来了八十六位老人。", **sent}
        assert client.post(f"{here}hold/", told).url == here

        page = read(client, here)
        assert "86" in page and "签到表" in page and "760 元" in page and "已举办" in page
        assert "来了八十六位老人" in read(client, f"{here}paper/summary/") and "签名" in read(
            client, f"{here}paper/sheet/"
        )
        assert client.get(f"{here}hold/").status_code == 409
        assert enter("stranger").get(here).status_code == 404 and enter("leader").get(f"{here}hold/").status_code == 403

    @pytest.mark.mechanism("M278")
    def test_bears_a_tag_by_which_its_like_are_found(self, enter, town):
        client = enter("officer")
        plan_made(client, kind="help", title="党员帮扶秋收", tag="党员帮扶")
        plan_made(client)
        page = read(client, "/activities/?tag=党员帮扶").partition("<tbody>")[2]
        assert "党员帮扶秋收" in page and "敬老节活动" not in page
        assert "帮扶活动" in page and "敬老节活动" in read(client, "/activities/?kind=festival")

    @pytest.mark.mechanism("M258", "M274")
    def test_tells_of_who_was_trained_and_of_letters_delivered(self, enter, town):
        training, letters = held(town, kind="training", title="信访业务培训"), held(town, title="送新年的信")
        client = enter("officer")
        client.post(
            f"/activities/of/{training.code}/do/people/", {"whom": "全镇调解员", "people": "42", "method": "sign_in"}
        )
        client.post(
            f"/activities/of/{letters.code}/do/part/", {"kind": "letter", "what": "林区防火的信", "number": "3000"}
        )

        page = read(client, "/activities/publicity/")
        for code, part in (("trained", "全镇调解员"), ("letters", "林区防火的信")):
            link = re.search(rf'href="(/figures/open/[^"]*activity\.{code}&[^"]*)"', page.replace("&amp;", "&"))
            assert link and part in read(client, link[1]), code
        assert "3000" in page and "42" in page

    @pytest.mark.thorough
    @pytest.mark.mechanism("M273")
    def test_that_is_a_survey_goes_through_four_steps_where_one_wants_them(self, enter, town):
        client = enter("officer")
        here = plan_made(client, kind="survey", title="空巢老人生活调查", until="2026-11-23", in_steps="on")
        page = read(client, here)
        assert all(word in page for word in ("开题", "实践", "交流评价", "总结", "计划 11月16日"))
        assert "请先完成前面的步骤" in client.post(f"{here}steps/practice/", {"text": "走访"}).content.decode()
        client.post(f"{here}steps/opening/", {"text": "定了十个问题。"})
        assert "定了十个问题" in read(client, here) and "四步" not in read(client, plan_made(client, kind="survey"))

    def test_that_belongs_to_a_drive_stands_on_its_page_and_leads_back(self, enter, town):
        drive = drive_made(town)
        client = enter("officer")
        here = plan_made(client, drive=str(drive.pk))
        assert drive.title in read(client, here) and here in read(client, f"/drives/of/{drive.code}/")


class TestWhatBelongsToAnActivity:
    @pytest.mark.mechanism("M275")
    def test_of_condolence_is_the_visits_money_counted_once(self, enter, town):
        visit = visit_made(town, kind="condolence", whom="敬老院老人", amount_yuan=600)
        activity = held(town, kind="condolence", title="敬老院慰问", cost_yuan=150)
        client, here = enter("officer"), f"/activities/of/{activity.code}/"
        assert "敬老院老人" in read(client, here)  # offered, since it was in these days
        client.post(f"{here}refer/on/", {"kind": "visit", "code": visit.code})

        page = read(client, here)
        assert "慰问金额共 600 元" in page and "见走访记录" in read(client, f"{here}paper/summary/")
        money = [get(code).value(Period.month(2026, 11), town.county, by=town.clerk) for code in (
            "visit.condolence_yuan", "activity.granted_yuan", "activity.donated_yuan")]  # fmt: skip
        assert money == [600, 0, 0]
        assert (
            "没有找到这个编号"
            in client.post(f"{here}refer/on/", {"kind": "visit", "code": "ZZZZ9999"}).content.decode()
        )
        client.post(f"{here}refer/off/", {"ref": f"visit:{visit.code}"})
        assert "慰问金额共" not in read(client, here)

    @pytest.mark.thorough
    @pytest.mark.mechanism("M257")
    def test_of_a_special_action_are_things_handled_and_disputes_by_reference(self, enter, town):
        activity = held(town, kind="special", title="秋季禁烧行动")
        dispute = dispute_made(town, unit=town.qingshui, by=town.officer, found_on=MONDAY)
        client, here = enter("officer"), f"/activities/of/{activity.code}/"
        for place in ("三组", "五组", "河滩", "六组", "桥头"):
            client.post(
                f"{here}do/part/", {"kind": "handled", "what": "秸秆堆清走", "number": "1", "place": f"石桥村{place}"}
            )
        client.post(f"{here}refer/on/", {"kind": "dispute", "code": dispute.code})
        assert "调处纠纷 1 件" not in read(client, here) and dispute.title in read(client, here)
        disputes.settle(dispute=dispute, result="两家量了地界，种回去。", by=town.officer, at=LATER)

        page, numbers = read(client, here), read(client, "/activities/publicity/")
        assert "调处纠纷 1 件，在矛盾调解里计数" in page and page.count("秸秆堆清走") == 5
        link = re.search(r'href="(/figures/open/[^"]*activity\.handled&[^"]*)"', numbers.replace("&amp;", "&"))
        assert link and read(client, link[1]).count("秸秆堆清走") == 5

    @pytest.mark.thorough
    @pytest.mark.mechanism("M268", "M270")
    def test_on_a_day_of_dedication_are_the_teams_that_came_by_their_sign_in_sheet(self, enter, town):
        team = team_made(town, "blue")
        members = [member_made(town, team, name=name) for name in ("田小秋", "田二秋")]
        activity = planned(town, kind="dedication", title="集中奉献日", unit=town.shiqiao, by=town.worker)
        client, here = enter("worker"), f"/activities/of/{activity.code}/"
        call = {"team": str(team.pk), "from_time": "8:30", "to_time": "11:30", "wanted": "5", "is_public": "on"}
        assert client.post(f"{here}do/call/", call).url == here
        shift = Shift.objects.get()
        assert (shift.of_ref, shift.title, shift.is_public) == (activity.ref, "集中奉献日", True)
        there = f"/volunteers/shifts/{shift.code}/do/"
        for one in members:
            client.post(f"{there}sign/", {"member": str(one.pk)})
        assert "报名 2 人" in read(client, here)
        client.post(f"{there}hold/", {f"came_{members[0].pk}": "on"})
        client.post(f"{here}hold/", {"on": "2026-11-2", "until": "2026-11-2"})

        assert "签到 1 人，3 小时" in read(client, here) and "签到 1 人" in read(client, f"{here}paper/summary/")
        assert "田小秋" not in read(enter("officer"), here)


class TestADonationAccount:
    @pytest.mark.mechanism("M276")
    def test_shows_in_out_how_many_were_helped_and_what_is_left_and_nobodys_name(self, enter, town):
        client = enter("officer")
        here = client.post("/activities/donations/new/", {"title": "助学专账", "purpose": "资助困难学生"}).url
        client.post(f"{here}do/in/", {"text": "全镇职工", "amount_yuan": "12300"})
        out = {"text": "上学补助", "group": "困难学生", "people": "40", "amount_yuan": "12400"}
        assert "结余 12300 元，不够" in client.post(f"{here}do/out/", out).content.decode()
        client.post(f"{here}do/out/", {**out, "amount_yuan": "12000"})
        page = read(client, here)
        assert "收到 12300 元，发放 12000 元，受助 40 人次，结余 300 元" in page and "困难学生 40" in page
        assert "300" in read(client, "/activities/donations/").partition("<tbody>")[2]
        entry = Account.objects.get().entries.get(direction="in")
        assert "已经发放出去" in client.post(f"{here}strike/{entry.pk}/", {"reason": "记错"}).content.decode()
        assert "还有结余" in client.post(f"{here}do/close/", {}).content.decode()
        assert (
            enter("stranger").get(here).status_code == 404 and enter("leader").get(f"{here}do/in/").status_code == 403
        )


class TestTheList:
    @pytest.mark.thorough
    def test_costs_the_same_number_of_statements_with_ten_as_with_three_and_marks_what_nobody_told(
        self, enter, town, monkeypatch, django_assert_max_num_queries
    ):
        client = enter("officer")
        for many in (3, 7):
            for n in range(many):
                planned(town, title=f"第{many}{n}次")
                done = held(town, title=f"办过{many}{n}", on=TODAY)
                commands.note_part(activity=done, kind="stand", what="点", number=1, by=town.officer, at=NOON)
            with django_assert_max_num_queries(28):
                page = read(client, "/activities/")
            with django_assert_max_num_queries(60):
                read(client, "/activities/publicity/")
        monkeypatch.setattr(views, "ROWS", 4)
        first = read(client, "/activities/")
        older = re.search(r'href="(\?[^"]*after=\w+)"', first)
        assert older
        second = read(client, "/activities/" + older[1].replace("&amp;", "&"))
        titles = [re.findall(r"data-lx-row>([^<]+)<", text.partition("<tbody>")[2]) for text in (first, second)]
        assert [len(one) for one in titles] == [4, 4] and not set(titles[0]) & set(titles[1])
        assert "过了日子，还没登记结果" in page and Activity.objects.count() == 20
