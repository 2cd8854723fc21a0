"""督查的页面: from the draft to the roster, the draw done again by anyone, coverage and burden, cards on paper (F080–F083)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import Assignment, CardSent, InspectionPlan
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import registered
from tests.work.inspection_scenes import WORKDAY, approved

PLAN = {
    "title": "十一月逢五督查", "basis": "年度督查计划", "purpose": "看值班。", "mode": "unannounced", "target_kinds": ["village"],
    "starts_on": "2026-11-03", "ends_on": "2026-11-30", "limit": "1", "look_at": "公示牌\n诉求台账", "script": "",
}  # fmt: skip


class TestAPlan:
    @pytest.mark.mechanism("M222", "M223")
    @pytest.mark.thorough
    def test_goes_from_the_draft_over_the_draw_to_the_roster_and_is_open_to_all_in_the_end(self, enter, town) -> None:
        client = enter("inspector")
        here = client.post("/inspections/new/", PLAN).url
        code = InspectionPlan.objects.get().code
        assert "没有批准文号的计划不能实施" in read(client, here) and "抽取督查单位" not in read(client, here)
        client = enter("county_leader")
        assert "十一月逢五督查" in read(client, "/today/")
        client.post(f"{here}do/approve/", {"approval_number": "定群督〔2026〕11号"})
        assert "十一月逢五督查" not in read(client, "/today/")
        client = enter("clerk")
        for name in ("县住建局", "县水利局"):
            client.post("/inspections/cars/new/", {"kind": "turn", "lender": name, "name": "", "phone": "0000-1234567"})
        drawn = client.post(f"{here}draw/", {"on": "11月5日", "size": "2"}).url
        assert (
            "重算结果" in read(client, drawn) and "不一致" not in read(client, drawn) and "一致" in read(client, drawn)
        )
        stops = list(queries.targets(InspectionPlan.objects.get()))
        client.post(
            f"{here}group/2026-11-05/",
            {"members": "严正\n周敏", **{f"stop_{one.pk}": str(9 - n) for n, one in enumerate(stops)}},
        )
        client.post(f"{here}cars/2026-11-05/")
        roster = read(client, f"{here}roster/2026-11-05/")
        route = " → ".join(f"{one.unit.parent.name} {one.unit.name}" for one in reversed(stops))
        assert route in roster and "县住建局" in roster and "严正（组长）" in roster
        assert "不要求签到、拍照" in roster and "公示牌" in roster
        assert enter("worker").get(here).status_code == 404

        client = enter("inspector", 2)
        for one in stops:
            client.post(reverse("inspections:target", args=[one.pk, "done"]), {"on": "今天"})
        client.post(reverse("inspections:finish", args=[code]))

        page = read(enter("stranger", 2), here)
        assert "点开可以重算" in page and "严正" not in page.partition("<aside>")[0]
        assert "一致" in read(enter("stranger", 2), drawn)

    @pytest.mark.thorough
    def test_shows_the_refusal_at_the_limit_with_the_day_from_which_it_may_be(self, enter, town) -> None:
        first, second = approved(town), approved(town, title="再查")
        given = {"unit": "石桥村", "on": "2026-11-05", "reason": "群众反映。"}
        client = enter("inspector")
        client.post(reverse("inspections:deed", args=[first.code, "choose"]), given)

        page = client.post(reverse("inspections:deed", args=[second.code, "choose"]), given).content.decode()
        assert "2026-12-01 起可以再查" in page
        here = reverse("inspections:plan", args=[second.code])
        assert "紧急例外" not in read(client, here).partition("<aside>")[2]
        client = enter("county_leader")
        client.post(reverse("inspections:deed", args=[second.code, "urge"]), given)
        assert "紧急例外" in read(client, here) and "高远批准" in read(client, here)
        for plan in (first, second):
            stop = queries.targets(plan).get()
            commands.mark_done(target=stop, on=WORKDAY, by=town.inspector, at=NOON + timedelta(days=2))

        page = read(enter("worker", 2), "/inspections/burden/")
        assert "上限 1 次" in page and "紧急例外" in page
        assert "到上限" in read(enter("officer", 2), "/inspections/burden/")


class TestCoverage:
    @pytest.mark.mechanism("M222")
    def test_says_which_villages_were_inspected_and_which_not_and_each_number_opens(self, enter, town) -> None:
        plan = approved(town)
        commands.choose(plan=plan, unit=town.shiqiao, on=WORKDAY, reason="群众反映。", by=town.inspector, at=NOON)
        page = read(enter("clerk"), "/inspections/coverage/")
        assert "下面 3 个村、社区查过 0 个" in page  # what is only planned is no coverage
        commands.mark_done(
            target=queries.targets(plan).get(), on=WORKDAY, by=town.inspector, at=NOON + timedelta(days=2)
        )

        assert "下面 3 个村、社区查过 1 个" in read(enter("clerk", 2), "/inspections/coverage/?period=2026-Q4")
        behind = read(enter("officer", 2), reverse("inspections:covered", args=[town.qingshui.pk]))
        done, _mark, left = behind.partition("还没查的")
        assert "石桥村" in done and "柳湾村" in left and "石桥村" not in left
        assert "没有查过" not in read(enter("clerk", 2), reverse("inspections:covered", args=[town.shiqiao.pk]))

    @pytest.mark.thorough
    def test_and_the_lists_take_as_many_statements_for_many_as_for_few(self, enter, town) -> None:
        needed, given = [], {"by": town.inspector, "at": NOON}
        for plans in (3, 7):
            for n in range(plans):
                plan = approved(town, mode="open", target_kinds=["village"], title=f"督查{plans}{n}")
                commands.leave_out(plan=plan, unit=town.shahe, reason="换届。", **given)
                commands.add_source(unit=town.county, name=f"县{plans}{n}局", kind="turn", **given)
                commands.assign(unit=town.baisha, kind="leader", name=f"领导{plans}{n}", since=WORKDAY, **given)
            client, counted = enter("inspector"), []
            for page in ("", "coverage/", "burden/", "assigned/", "cars/"):
                read(client, f"/inspections/{page}")
                with CaptureQueriesContext(connection) as asked:
                    read(client, f"/inspections/{page}")
                counted.append(len(asked))
            needed.append(counted)

        assert needed[0] == needed[1]


class TestAssignmentsAndCards:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M214", "M221")
    def test_make_a_table_and_a_card_for_each_leader_which_he_finds_on_his_first_page(self, enter, town) -> None:
        registered(town)
        client = enter("clerk")
        typed = {"unit": "清水镇", "kind": "leader", "person": "高远", "name": "", "post": "副书记", "phone": "", "department": "",
                 "since": "2026-01-01"}  # fmt: skip
        assert "没有总站长的乡镇：清水镇、白沙镇" in read(client, "/inspections/assigned/")
        client.post("/inspections/assigned/new/", typed)
        client.post("/inspections/assigned/new/", {**typed, "unit": "白沙镇", "person": "", "name": "宋远航"})
        page = read(client, "/inspections/assigned/")
        assert "高远" in page and "没有总站长的乡镇" not in page and "没有派出部门的乡镇：清水镇、白沙镇" in page
        printed = read(client, "/inspections/cards/print/")
        assert printed.count("群众工作日督导检查提示卡") == 2 and "没有办结的诉求 1 件" in printed
        assert "工作日：2026年11月5日" in printed
        client.post("/inspections/cards/?on=2026-11-05", {"keys": ["宋远航／副书记"]})
        assert CardSent.objects.get().name == "宋远航"

        client = enter("county_leader")
        assert "您的提示卡备好了" in read(client, "/today/")
        mine = read(client, "/inspections/cards/mine/")

        assert mine.count("群众工作日督导检查提示卡") == 1 and "清水镇" in mine and "白沙镇" not in mine
        held = Assignment.objects.get(name="高远")
        client = enter("clerk")
        client.post(reverse("inspections:end", args=[held.code]), {"until": "昨天"})
        assert read(client, "/inspections/cards/print/").count("群众工作日督导检查提示卡") == 1
        assert enter("county_leader").get("/inspections/cards/mine/").status_code == 404
