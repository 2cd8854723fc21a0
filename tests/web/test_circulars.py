"""督查和通报的页面: a check beside what is on record, the unit's word on 今日, a circular whose numbers open."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.pure.paper import plain_text, read_bound
from lianxin.work.circulars import commands, queries
from lianxin.work.circulars.models import Circular, Finding, Inspection
from lianxin.work.offline import queries as offline
from lianxin.work.offline.terms import ParcelState
from lianxin.work.stations import commands as stations
from tests.conftest import NOON
from tests.web.world import read
from tests.work.circular_scenes import CHECKED, SLOW, WALL, a_check, a_plan, a_target, an_issued
from tests.work.offline_scenes import phone_of

FORM = {
    "on": "11月4日", "mode": "open", "went": "督查一组", "on_duty": "agrees", "work_seen": "接待三人，都有记录。",
    "good": "备了老花镜。", "kind_1": WALL.kind, "text_1": WALL.text, "kind_2": SLOW.kind, "text_2": SLOW.text, "asks": "on",
}  # fmt: skip
OFFLINE = {
    "on": "2026-11-04", "mode": "open", "went": "严正", "on_duty": "agrees", "good": "备了老花镜。", "kind_1": "duty",
    "text_1": WALL.text,
}  # fmt: skip


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("worker")` logs that person in, on the day of the check or so many days later, and returns the client."""

    def as_(name, days=0):
        monkeypatch.setattr("django.utils.timezone.now", lambda: CHECKED + timedelta(days=days, hours=4))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


class TestACheck:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M224")
    def test_is_written_beside_the_wall_and_the_log_and_its_problems_wait_for_the_units_word(self, town, enter):
        target = a_target(town)
        station = stations.open_station(unit=town.qingshui, phone="0000-1234567", by=town.officer, at=NOON)
        stations.join_station(
            station=station, name="李青", post="总站值班", duty="worker", since=NOON.date(), by=town.officer, at=NOON
        )
        client = enter("inspector")
        assert "定督批〔2026〕3号" in read(client, "/circulars/checks/new/")
        page = read(client, f"/circulars/checks/new/{target.pk}/")
        assert "公示牌与在岗" in page and "总站值班" in page and "工作日志" in page
        refused = client.post(f"/circulars/checks/new/{target.pk}/", {**FORM, "kind_2": ""}).content.decode()
        assert "请选问题的类别" in refused and not Inspection.objects.exists()

        here = client.post(f"/circulars/checks/new/{target.pk}/", FORM).url

        plan = read(client, reverse("inspections:plan", args=[target.plan.code]))
        assert here in plan and "记督查" in plan
        assert WALL.text in read(client, here) and "没有要查的单位" in read(client, "/circulars/checks/new/")
        today = read(enter("officer"), "/today/")
        assert "说明督查问题" in today and SLOW.text in today
        assert SLOW.text not in read(enter("stranger"), "/today/")
        assert "核定督查问题" in read(enter("inspector", 7), "/today/")
        assert '<td class="number" data-label="上限">1</td><td><span class="badge todo">到了上限' in read(
            enter("officer"), "/circulars/burden/"
        )

    @pytest.mark.mechanism("M224")
    def test_goes_into_the_books_from_a_phone_without_a_line_once_and_only_for_units_of_the_plan(self, town, enter):
        target = a_target(town)
        phone = phone_of(town, "inspector", at=CHECKED)
        listed = offline.phone_list(town.people["inspector"], town.county, CHECKED)["targets"]
        assert listed == [{"id": str(target.pk), "name": "清水镇"}]
        assert offline.phone_list(town.people["officer"], town.qingshui, CHECKED)["targets"] == []
        item = phone.item("inspection", {**OFFLINE, "target": str(target.pk)})

        [once], [again] = (phone.sends(item, at=CHECKED) for _each in range(2))

        check = Inspection.objects.get()
        assert once.pk == again.pk and once.made == check.ref and check.good == "备了老花镜。"
        assert check.findings.get().state == "asked"
        [refused] = phone.sends(phone.item("inspection", {**OFFLINE, "target": "999999"}), at=CHECKED)
        assert refused.state == ParcelState.TO_CHECK and "没有这个单位" in refused.sentence
        assert offline.phone_list(town.people["inspector"], town.county, CHECKED)["targets"] == []
        paper = read(enter("inspector"), "/offline/paper/inspection/")
        assert "墙上公示的和实际在岗的" in paper and "□ 与公示的一致" in paper and "清水镇" not in paper


class TestACircular:
    @pytest.mark.mechanism("M225")
    @pytest.mark.thorough
    def test_names_a_unit_only_after_its_word_and_every_number_opens(self, town, enter):
        wall, slow = a_check(town).findings.order_by("pk")
        client = enter("inspector")
        here = client.post("/circulars/new/", {"first": "2026-11-01", "last": "2026-11-30", "plan": ""}).url
        assert client.post(f"{here}do/send/").status_code == 302
        issuing = f"{here}do/issue/"
        assert client.get(issuing).status_code == 403
        refused = enter("county_leader").post(issuing, {"number": ""}).content.decode()
        assert "清水镇的说明期限到2026-11-09，它还没有说明" in refused
        officer = enter("officer")
        assert officer.get(here).status_code == 404
        assert "通报稿里是这样写的" in read(officer, f"/circulars/findings/of/{slow.code}/")
        replying = "/circulars/findings/of/%s/do/reply/"
        assert officer.post(replying % wall.code, {"kind": "agrees"}).status_code == 302
        said = {"kind": "explains", "text": "一件已批准延期", "evidence": "延期批复"}
        assert officer.post(replying % slow.code, said).status_code == 302
        client, changed = (
            enter("inspector"),
            {"outcome": "change", "text": "有一件诉求没有按期答复。", "reason": "属实"},
        )
        assert client.post(f"/circulars/findings/of/{slow.code}/do/decide/", changed).status_code == 302
        page = read(client, f"/circulars/findings/of/{slow.code}/")
        assert SLOW.text in page and "有一件诉求没有按期答复。" in page and "一件已批准延期" in page
        edited = {
            "title": "关于十一月督查情况的通报",
            "general": "督查【督查次数】次，问题【问题数】个，去了3个组。",
            "good": "",
            "asks": "请照办。",
        }
        assert client.post(f"{here}edit/", edited).status_code == 302
        page = read(client, here)
        assert "手写的数字" in page and "3个" in page and "总体情况、好的做法、工作要求" in page

        assert enter("county_leader").post(issuing, {"number": ""}).status_code == 302

        circular = Circular.objects.get()
        page = read(enter("stranger"), here)
        assert circular.number in page and "一件已批准延期" in page and SLOW.text not in page
        [behind] = re.findall(r'href="([^"]+/behind/findings/)" title="问题数">2</a>', page)
        assert "您能看到的记录有 0 条" in read(enter("stranger"), behind)
        assert "您能看到的记录有 2 条" in read(enter("officer"), behind)
        data = enter("officer").get(f"{here}docx/").content
        assert plain_text(data).split() == circular.text.split()
        assert {one.binding.indicator for one in read_bound(data)} == {"inspection.carried_out", "finding.noted"}
        assert circular.number in read(enter("officer"), f"{here}print/")

    @pytest.mark.thorough
    def test_is_found_again_by_the_checker(self, town, enter):
        an_issued(town)
        client = enter("clerk")
        here = f"/circulars/of/{Circular.objects.get().code}/"

        file = SimpleUploadedFile("通报.docx", client.get(f"{here}docx/").content)
        page = client.post(reverse("checker:index"), {"file": file}).content.decode()

        assert "没有发现不符" in page and page.count("：与记录一致") >= 5

    def test_leads_from_a_finding_to_its_correction_item_and_back(self, town, enter):
        an_issued(town)
        slow = Finding.objects.order_by("pk")[1]
        client = enter("clerk")
        typed = {
            "measure": "11月20日前把过期的1件诉求答复给群众", "starts_on": "2026-11-04", "ends_on": "2026-11-20", "person": "值班负责人",
            "supervisor": "严正",
        }  # fmt: skip
        assert client.post(f"/circulars/findings/of/{slow.code}/do/correct/", typed).status_code == 302

        slow.refresh_from_db()
        assert slow.item.code in read(client, f"/circulars/findings/of/{slow.code}/")
        assert f"/circulars/findings/of/{slow.code}/" in read(
            client, reverse("rectification:item", args=[slow.item.code])
        )


class TestTheLeaders:
    @pytest.mark.mechanism("M230")
    def test_have_one_record_each_and_the_month_on_one_sheet(self, town, enter):
        client = enter("clerk")
        typed = {
            "unit": "白沙镇",
            "leader_post": "main",
            "leader": "高远",
            "on": "11月3日",
            "mode": "open",
            "work_seen": "",
        }
        assert "work_seen" in client.post("/circulars/checks/leader/", typed).content.decode()
        client.post("/circulars/checks/leader/", {**typed, "work_seen": "问了两位群众。"})
        client.post(
            "/circulars/checks/leader/",
            {**typed, "leader_post": "in_charge", "leader": "周分管", "work_seen": "看了日志。"},
        )

        page = read(client, "/circulars/leaders/?month=2026-11")

        assert "督导 2 次" in page and "问了两位群众。" in page and "分管领导" in page
        assert "督导 0 次" in read(client, "/circulars/leaders/?month=2026-10")
        assert "定安县领导督导" in read(client, f"/circulars/burden/?unit={town.baisha.pk}")


@pytest.mark.thorough
def test_lists_cost_the_same_statements_for_three_and_for_ten(town, enter):
    given = {"unit": town.baisha, "leader": "高远", "leader_post": "main", "on": CHECKED.date(), "work_seen": "看了。"}
    costs = []
    for more in (3, 7):
        for _each in range(more):
            commands.record_leader(problems=[WALL], **given, by=town.clerk, at=CHECKED)
        client = enter("clerk")
        cost = []
        for address in ("checks/", "findings/", "leaders/", "burden/"):
            client.get(f"/circulars/{address}")
            with CaptureQueriesContext(
                connection,
            ) as made:
                client.get(f"/circulars/{address}")
            cost.append(len(made))
        costs.append(cost)

    assert costs[0] == costs[1]
    assert len(queries.waiting(town.stranger, CHECKED.date())) == 10
    assert a_plan(town, approval="", at=CHECKED).state == "draft"
