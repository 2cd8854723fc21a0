"""考核的页面: drafted, shown, objected to, decided, published and checked again; the unit sees its own sheet and records."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal import book
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.pure.paper import plain_text
from lianxin.reports.assessments import commands
from lianxin.reports.assessments.models import Cell, Objection, Run, Scheme, Sheet
from lianxin.reports.freezes.models import FrozenFigure
from tests.conftest import SHANGHAI, START
from tests.reports.assessment_scenes import (
    JANUARY,
    PERIOD,
    cell_of,
    drafted_scheme,
    published_run,
    scheme_in_force,
    sheet_of,
    shown_run,
    six_closed,
)
from tests.reports.spreadsheet import Spreadsheet
from tests.web.world import read

SOLVED = "concern.solved_rate"


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("leader", 14)` logs that person in on that day of January 2027."""

    def as_(name, day=5):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 1, day, 16, tzinfo=SHANGHAI))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


def typed(items, **changes):
    """The form of a scheme as a clerk sends it."""
    fields = {
        "code": "contact", "title": "干部联系群众工作考核", "basis": "县委办〔2026〕11号", "purpose": "半年评定工作成效",
        "kinds": ["township"], "every": ["half_year"], "objection_days": "5", "least_rated": "40", "larger": "党建责任制考核",
        "bands": "好=90，较好=75，一般=0", "larger_weight": "10", "rows": str(len(items)),
    }  # fmt: skip
    for number, item in enumerate(items):
        fields |= {f"i{number}-{name}": value for name, value in item.items()}
    return {**fields, **changes}


RESULT = {"dimension": "办理成效", "indicator": f"measured:{SOLVED}", "weight": "60", "how": "proportional", "full": "90",
          "floor": "60", "least": "5"}  # fmt: skip
STEPPED = {"dimension": "", "indicator": "measured:concern.on_time_rate", "weight": "25", "how": "steps", "floor": "40",
           "steps": "95%=100，80=70", "least": "5"}  # fmt: skip
FACT = {"dimension": "组织领导", "indicator": "fact:station.stations", "weight": "15", "how": "fulfilled"}


class TestASchemeOnThePages:
    @pytest.mark.mechanism("M281", "M282")
    @pytest.mark.thorough
    def test_is_drafted_from_results_alone_approved_by_another_and_read_by_whom_it_assesses(self, enter, town):
        client = enter("clerk")
        page = read(client, "/assessments/schemes/new/")
        assert "measured:concern.solved_rate" in page and "fact:station.stations" in page
        assert "visit.visits" not in page and "concern.closed_in_time" not in page and "workday.late_rate" not in page
        wrong = client.post("/assessments/schemes/new/", typed([RESULT, STEPPED])).content.decode()
        assert "合计要正好是 100，现在是 85" in wrong and not Scheme.objects.exists()
        forged = typed([{**RESULT, "indicator": "measured:visit.visits", "weight": "100"}])
        assert client.post("/assessments/schemes/new/", forged).status_code == 200 and not Scheme.objects.exists()
        assert client.post("/assessments/schemes/new/", typed([RESULT, STEPPED, FACT])).status_code == 302
        scheme = Scheme.objects.get()
        assert [(one.name, one.weight) for one in scheme.dimensions.all()] == [("办理成效", 85), ("组织领导", 15)]
        page = f"/assessments/schemes/{scheme.pk}/"
        assert enter("leader").get(page).status_code == 404
        assert client.post(f"{page}do/approve/", {"valid_from": "2026-7-1"}).status_code == 404
        assert enter("county_leader").post(f"{page}do/approve/", {"valid_from": "2026-7-1"}).status_code == 302

        seen = read(enter("leader"), page)

        assert "60% 及以下得 0" in seen and "在“党建责任制考核”中占 10 分" in seen and "不足 5 件不评" in seen
        assert "办结认定解决率＝办结时认定已解决诉求 ÷ 办结诉求。" in seen and "高远 2027-01-05 批准" in seen
        assert 'value="干部联系群众工作考核"' in read(enter("clerk"), f"/assessments/schemes/new/?from={scheme.pk}")


class TestARunOnThePages:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M280", "M289")
    def test_goes_to_the_unit_which_opens_the_records_objects_and_is_answered(self, enter, town):
        scheme_in_force(town)
        unsolved = six_closed(town)[-1]
        client = enter("clerk")
        answer = client.post("/assessments/runs/new/", {"scheme_code": "contact", "period": PERIOD})
        run = Run.objects.get()
        assert answer["Location"] == f"/assessments/runs/{run.code}/" and FrozenFigure.objects.count() == 10
        sheet = sheet_of(run, town.qingshui)
        own = f"/assessments/of/{sheet.code}/"
        assert enter("leader").get(own).status_code == 404
        assert enter("clerk").post(f"/assessments/runs/{run.code}/do/show/").status_code == 302
        assert "核对考核结果" in read(enter("leader"), "/today/")

        page = read(client, own)
        assert "83.3%（5/6）" in page and "77.67" in page and "不评：本期没有数据" in page and "原 40" in page
        link = f"/figures/open/?code={SOLVED}&amp;unit={town.qingshui.pk}&amp;period={PERIOD}&amp;side=whole"
        assert link in page
        opened = read(client, "/figures/open/", code=SOLVED, unit=town.qingshui.pk, period=PERIOD, side="whole")
        assert "共 6 件 = 上面的 6" in opened and unsolved.code in opened
        other = sheet_of(run, town.baisha)
        assert client.get(f"/assessments/of/{other.code}/").status_code == 404
        assert "白沙镇" not in page and client.get(f"/assessments/runs/{run.code}/").status_code == 404
        cell = cell_of(sheet, SOLVED)
        form = f"{own}items/{cell.pk}/object/"
        assert "编号" in client.post(form, {"about": "records", "names": "", "text": "不该算"}).content.decode()
        sent = {"about": "records", "names": unsolved.code, "text": "路灯归县里管。"}
        assert client.post(form, sent).status_code == 302
        raised = Objection.objects.get()
        assert "核对考核结果" not in read(client, "/today/")

        client = enter("clerk")
        assert "答复考核异议" in read(client, "/today/") and "路灯归县里管" in read(client, "/assessments/objections/")
        decision = {"verb": "uphold", "way": "recount", "answer": "属实，剔除。"}
        assert "没有变化" in client.post(f"/assessments/objections/{raised.pk}/", decision).content.decode()
        assert client.post(f"/assessments/objections/{raised.pk}/", {**decision, "way": "exclude"}).status_code == 302

        page = read(enter("leader"), own)
        assert "100%（5/5）" in page and "原来：83.3%（5/6）" in page and "属实，剔除。" in page

    @pytest.mark.mechanism("M280", "M291")
    @pytest.mark.thorough
    def test_is_published_by_another_banded_without_places_and_checked_again(self, enter, town):
        scheme_in_force(town)
        six_closed(town)
        run = shown_run(town)
        page = f"/assessments/runs/{run.code}/"
        client = enter("clerk", 14)
        assert client.post(f"{page}do/decide/").status_code == 302
        assert client.post(f"{page}do/publish/").status_code == 403
        assert enter("county_leader", 14).post(f"{page}do/publish/", {"opinion": "同意"}).status_code == 302

        seen = read(client, page)
        assert seen.index("清水镇") < seen.index("白沙镇") and "不排名次" in seen and "第 1 名" not in seen
        bands = read(client, f"{page}bands/", kind="township", band="较好")
        assert ">清水镇</a>" in bands and ">白沙镇</a>" not in bands and "<title>较好 1</title>" in bands
        own = read(enter("leader", 14), f"/assessments/of/{sheet_of(run, town.qingshui).code}/")
        assert "<title>较好 1</title>" in own and "白沙镇" not in own and f"{page}bands/" not in own
        assert "全部一致" in read(enter("auditor", 14), f"{page}verify/")
        Cell.objects.filter(sheet__unit=town.qingshui, item__indicator=SOLVED).update(result=Decimal("99.00"))
        broken = read(client, f"{page}verify/")
        assert "有 1 处" in broken and "公布时是 77.67，现在是 99" in broken
        refused = enter("county_leader", 14).post(f"{page}do/close/")
        assert refused.status_code == 200 and "不能归档" in refused.content.decode()

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_two_units_and_for_twelve(self, enter, town):
        scheme_in_force(town)
        run = shown_run(town)
        client = enter("clerk")
        pages = [f"/assessments/runs/{run.code}/", f"/assessments/runs/{run.code}/bands/", "/assessments/",
                 f"/assessments/of/{sheet_of(run, town.qingshui).code}/"]  # fmt: skip

        def costs():
            found = []
            for page in pages:
                read(client, page)
                with CaptureQueriesContext(connection) as asked:
                    read(client, page)
                found.append(len(asked))
            return found

        before = costs()
        for number in range(10):
            unit = orgs.create_unit(name=f"第{number}镇", kind="township", parent=town.county, by=SYSTEM, at=JANUARY)
            Sheet.objects.create(code=f"ZZZZ{number:04d}", run=run, unit=unit, unit_path=unit.path, unit_name=unit.name,
                                 unit_kind="township")  # fmt: skip

        assert costs() == before


class TestWhatGoesIntoTheYearsFile:
    @pytest.mark.mechanism("M282", "M283", "M284")
    @pytest.mark.thorough
    def test_is_the_units_result_with_formulas_that_reckon_it_again_and_no_pay(self, enter, town):
        scheme_in_force(town)
        six_closed(town)
        run = published_run(town)
        sheet = sheet_of(run, town.qingshui)
        part = f"/assessments/of/{sheet.code}/part/"
        client = enter("leader", 14)
        page = read(client, part)
        assert "总结果 77.7，较好" in page and "7.77 分（满分 10 分）" in page and "还没有人导出过" in page
        assert (
            "不是任何个人的考核结果" in page
            and "绩效工资" in page
            and "唐山河" not in page.split("谁导出过")[0].split("<h1>")[1]
        )

        file = client.post(part, {"form": "xlsx"}).content
        reckoned = Spreadsheet(file)
        last = reckoned.book["清水镇"].max_row
        formulas = [cell.value for row in reckoned.book["清水镇"].iter_rows(max_row=last) for cell in row
                    if isinstance(cell.value, str) and cell.value.startswith("=")]  # fmt: skip
        assert len(formulas) > 30 and not any("工资" in one for one in formulas)
        assert [reckoned.value("清水镇", name) for name in ("F5", "L5", "K5", "M9", "M10", "M11")] == [
            83.3, 77.67, 47.06, 77.7, "较好", 7.77,
        ]  # fmt: skip
        stored = openpyxl.load_workbook(BytesIO(file), data_only=True)["清水镇"]
        assert (stored["M9"].value, stored["M10"].value) == (77.7, "较好")
        paper = plain_text(client.post(part, {"form": "docx"}).content)
        assert "总结果 77.7" in paper and "办结认定解决率" in paper and "不直接折算绩效工资" in paper
        assert (
            "唐山河" in read(client, part)
            and [one.event for one in book.story(run.ref)].count("assessment.exported") == 2
        )
        assert enter("stranger", 14).get(part).status_code == 404
        whole = Spreadsheet(enter("clerk", 14).get(f"/assessments/runs/{run.code}/xlsx/").content)
        assert whole.book.sheetnames == ["汇总", "清水镇", "白沙镇"] and "党建责任制考核，占 10 分" in whole.value(
            "汇总", "E3"
        )
        assert [[whole.value("汇总", f"{column}{row}") for column in "ACDE"] for row in (4, 5)] == [
            ["清水镇", 77.7, "较好", 7.77], ["白沙镇", "不评", "不评", "不评"],
        ]  # fmt: skip

    @pytest.mark.thorough
    @pytest.mark.mechanism("M284")
    def test_is_seen_by_the_cadre_of_that_unit_when_it_is_published_and_not_before(self, enter, town):
        cadre = orgs.create_person(username="lianluo", name="向小群", password="Lianxin-2026", by=SYSTEM, at=START)
        orgs.post(
            person=cadre, unit=town.qingshui, role="liaison_officer", valid_from=START.date(), by=SYSTEM, at=START
        )
        town.people["cadre"] = cadre
        scheme_in_force(town)
        run = shown_run(town)
        part = f"/assessments/of/{sheet_of(run, town.qingshui).code}/part/"
        assert enter("cadre", 14).get(part).status_code == 404
        commands.publish_run(run=commands.decide_run(run=run, by=town.clerk, at=datetime(2027, 1, 14, tzinfo=SHANGHAI)),
                             by=town.county_leader, at=datetime(2027, 1, 14, tzinfo=SHANGHAI))  # fmt: skip

        assert "清水镇" in read(enter("cadre", 14), part) and part[:-5] in read(enter("cadre", 14), "/assessments/")
        assert enter("cadre", 14).get(f"/assessments/of/{sheet_of(run, town.baisha).code}/part/").status_code == 404


def test_a_draft_that_nobody_approved_assesses_nobody(enter, town):
    drafted_scheme(town)

    page = enter("clerk").post("/assessments/runs/new/", {"scheme_code": "contact", "period": PERIOD})

    assert page.status_code == 200 and not Run.objects.exists()
