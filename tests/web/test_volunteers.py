"""志愿服务的页面: seven teams, who may read names, the sheet that hours come from, the page for residents."""

import re

import pytest

from lianxin.web.office.volunteers import views
from lianxin.work.pairings import commands as pairings
from lianxin.work.volunteers.models import Joining, Member, Shift, Team
from tests.conftest import NOON
from tests.web.world import read
from tests.work.activity_scenes import TODAY, member_made, shift_made, team_made
from tests.work.household_scenes import household_made

TASKS = ("助老帮困", "便民服务", "环境保护", "健康卫生", "教育文化", "平安巡查和纠纷调解", "优生优育")


@pytest.mark.mechanism("M260", "M261", "M262", "M263", "M264", "M265", "M266")
class TestTheSevenTeams:
    def test_are_founded_in_one_go_in_the_countys_words_and_read_by_everybody(self, enter, town):
        client = enter("clerk")
        told = {"name": "绿色护河队", "task": "环境保护", "duties": "沿河捡拾垃圾\n认养花坛"}
        assert client.post("/volunteers/kinds/green/", told).url == "/volunteers/kinds/"
        client = enter("worker")
        assert client.post("/volunteers/kinds/green/", told).status_code in (200, 403)
        assert "改本县的样子" not in read(client, "/volunteers/kinds/")
        client.post("/volunteers/seven/", {"unit": "石桥村", "phone": "0000-7001001"})

        page, public = read(client, "/volunteers/"), read(client, f"/public/volunteers/{town.shiqiao.pk}/")
        assert all(task in page and task in public for task in TASKS) and "绿色护河队" in public
        assert "沿河捡拾垃圾" in public and public.count('href="tel:0000-7001001"') >= 7
        assert "石桥村" in read(client, "/volunteers/") and Team.objects.count() == 7
        again = client.post("/volunteers/seven/", {"unit": "石桥村"}).content.decode()
        assert "七色队已经建齐" in again and "石桥村" not in read(enter("stranger"), "/volunteers/")

    def test_of_the_yellow_one_shifts_have_no_place_for_a_report(self, enter, town):
        shift = shift_made(town, team_made(town, "yellow"), title="查路灯井盖")
        client = enter("worker")
        page = read(client, f"/volunteers/shifts/{shift.code}/do/hold/")

        assert "<textarea" not in page and "不写看到了谁" in read(client, f"/volunteers/shifts/{shift.code}/")


class TestATeam:
    @pytest.mark.mechanism("M267")
    def test_shows_names_skills_and_where_from_in_its_unit_and_only_numbers_above_it(self, enter, town):
        team = team_made(town)
        here, client = f"/volunteers/of/{team.code}/", enter("worker")
        typed = {"name": "田小秋", "phone": "13900000021", "source": "university", "source_name": "定安学院",
                 "skills": ["care"], "consent_how": ""}  # fmt: skip
        assert "怎样同意" in client.post(f"{here}do/join/", typed).content.decode() and not Member.objects.exists()
        client.post(f"{here}do/join/", {**typed, "consent_how": "当面"})
        member = Member.objects.get()
        page = read(client, here)
        assert all(word in page for word in ("田小秋", "大学，定安学院", "老人小孩照护"))
        client.post(f"/volunteers/members/{member.code}/do/lead/")
        assert "（队长）" in read(client, f"{here}roster/") and "13900000021" in read(client, f"{here}roster/")

        for who in ("officer", "clerk"):
            client = enter(who)
            for address in (here, f"{here}roster/"):
                page = read(client, address)
                assert "田小秋" not in page and "13900000021" not in page, (who, address)
            assert "<dt>大学</dt><dd>1 人" in read(client, here)
            assert client.get(f"/volunteers/members/{member.code}/").status_code == 404

    @pytest.mark.mechanism("M267", "M270")
    def test_gives_hours_by_the_sign_in_sheet_and_certifies_them(self, enter, town):
        team = team_made(town)
        first, second = member_made(town, team), member_made(town, team, name="田二秋")
        client, here = enter("worker"), f"/volunteers/of/{team.code}/"
        when = {"title": "上门打扫", "on": "2026-11-2", "from_time": "9:00", "to_time": "11:30", "place": "三组"}
        client.post(f"{here}do/arrange/", when)
        shift = Shift.objects.get()
        there = f"/volunteers/shifts/{shift.code}/"
        assert client.post(f"{there}do/sign/", {"member": str(second.pk)}).url == there
        sheet = read(client, f"{there}sheet/")
        assert "田二秋" in sheet and "签名" in sheet and "不用拍照" in sheet
        assert "田二秋" not in read(enter("officer"), f"{there}sheet/")
        client = enter("worker")
        nobody = client.post(f"{there}do/hold/", {}).content.decode()
        assert "勾选到场" in nobody
        long = client.post(f"{there}do/hold/", {f"came_{first.pk}": "on", f"hours_{first.pk}": "4"})
        assert long.status_code == 200
        client.post(f"{there}do/hold/", {f"came_{first.pk}": "on"})

        certificate = read(client, f"/volunteers/members/{first.code}/certificate/")
        assert "田小秋" in certificate and "1 次，共 2.5 小时" in certificate
        assert client.get(f"/volunteers/members/{first.code}/certificate.docx").content[:2] == b"PK"
        assert "共 2.5 小时" in read(client, f"/volunteers/members/{first.code}/")
        assert "还没有签到过" in read(client, f"/volunteers/members/{second.code}/")
        opened = re.search(r'href="(/figures/open/[^"]*volunteer\.hours[^"]*)"', read(client, "/volunteers/"))
        assert opened and "上门打扫" in read(client, opened[1].replace("&amp;", "&"))

    def test_lets_a_member_who_works_here_sign_up_himself_and_lists_what_is_next(self, enter, town):
        team = team_made(town)
        member_made(town, team, name="", person=town.people["teacher"])
        shift = shift_made(town, team, on=TODAY.replace(day=9))
        there, client = f"/volunteers/shifts/{shift.code}/", enter("teacher")
        assert "石桥村" in read(client, "/volunteers/")
        for verb, word in (("come", "我不去了"), ("stay", "我报名")):
            client.post(f"{there}do/{verb}/")
            assert word in read(client, there), verb
        client = enter("officer")
        assert "上门打扫" in read(client, "/volunteers/coming/")
        calendar = client.get("/volunteers/coming.ics").content.decode()
        assert "DTSTART;VALUE=DATE:20261109" in calendar and "孟校" not in calendar
        assert client.post(f"{there}do/come/").status_code == 404

    @pytest.mark.thorough
    def test_costs_the_same_number_of_statements_with_ten_members_as_with_three(
        self, enter, town, django_assert_max_num_queries
    ):
        team = team_made(town)
        client = enter("worker")
        for many in (3, 7):
            for n in range(many):
                member_made(town, team, name=f"田{many}{n}", person=None)
                shift_made(town, team, title=f"打扫{n}")
            with django_assert_max_num_queries(20):
                read(client, f"/volunteers/of/{team.code}/")
            with django_assert_max_num_queries(24):
                read(client, "/volunteers/")

    def test_of_many_places_are_listed_by_place_a_page_at_a_time(self, enter, town, monkeypatch):
        monkeypatch.setattr(views, "PLACES", 1)
        for unit in (town.shiqiao, town.liuwan):
            team_made(town, unit=unit, by=town.officer)
        client = enter("clerk")
        first = read(client, "/volunteers/")
        assert "石桥村" in first and "柳湾村" not in first and f"?after={town.shiqiao.pk}" in first
        assert "柳湾村" in read(client, f"/volunteers/?after={town.shiqiao.pk}")
        assert "红色助老帮困队" in read(client, f"/volunteers/?unit={town.liuwan.pk}")
        assert "红色助老帮困队" not in read(enter("stranger"), f"/volunteers/?unit={town.liuwan.pk}")


class TestTheResidentsPage:
    @pytest.mark.thorough
    def test_says_what_is_next_and_whom_to_ring_and_takes_a_sign_up_that_is_soon_forgotten(self, enter, town, client):
        team = team_made(town)
        member_made(town, team)
        shift = shift_made(town, team, on=TODAY.replace(day=9), is_public=True, wanted=3)
        shift_made(town, team, on=TODAY.replace(day=10), title="内部开会")
        client.logout()
        assert "石桥村" in read(client, "/public/volunteers/")
        page = read(client, f"/public/volunteers/{town.shiqiao.pk}/")
        assert "上门打扫" in page and "要 3 人" in page and "0000-7001001" in page
        assert "田小秋" not in page and "内部开会" not in page
        join = f"/public/volunteers/join/{team.code}/?shift={shift.code}"
        sent = {"name": "林女士", "phone": "13900000031", "note": "周末有空"}
        assert "请在同意一栏打勾" in client.post(join, sent).content.decode() and not Joining.objects.exists()
        assert "收到了，谢谢您" in client.post(join, {**sent, "has_consent": "on"}).content.decode()

        office = enter("worker")
        assert "答复网上报名" in read(office, "/today/") and "13900000031" in read(
            office, f"/volunteers/of/{team.code}/"
        )
        joining = Joining.objects.get()
        assert enter("officer").post(f"/volunteers/joinings/{joining.code}/accept/").status_code == 404
        enter("worker").post(f"/volunteers/joinings/{joining.code}/accept/")
        assert "答复网上报名" not in read(office, "/today/") and "林女士" in read(
            office, f"/volunteers/shifts/{shift.code}/"
        )
        assert not Joining.objects.exclude(name="").exists()


class TestMutualHelp:
    @pytest.mark.mechanism("M271", "M277")
    def test_of_classes_and_elders_teachers_and_pupils_is_read_beside_the_teams(self, enter, town):
        elder = household_made(town)
        given = {"since": TODAY.replace(day=1), "by": town.clerk, "at": NOON}
        pairings.pair(kind="class_elder", person=town.people["teacher"], household=elder, **given)
        pairings.pair(
            kind="student", person=town.people["principal"], unit=town.school, label="高一（3）班一名学生", **given
        )

        page = read(enter("clerk"), "/volunteers/pairs/")

        assert (
            "班级结对老人" in page and "孟校" in page and "教师和学生一帮一" in page and "高一（3）班一名学生" in page
        )
        assert "高一（3）班一名学生" not in read(enter("stranger"), "/volunteers/pairs/")
