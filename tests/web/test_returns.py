"""摸底统计的页面: six kinds apart on one sheet, each figure opens; from elsewhere marked; verified, locked, on paper."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.pure.paper import plain_text
from lianxin.reports.returns import commands
from lianxin.reports.returns.models import MonthReturn, ReturnFigure, ReturnForm, SampleDraw
from lianxin.work.circulars import commands as circulars
from tests import good_files
from tests.conftest import SHANGHAI
from tests.reports.return_scenes import counted, entered, form_made, on, opened, solved_by
from tests.web.world import read


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk", 12, 2)` logs that person in on the second of December."""

    def as_(name, month=11, day=6):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, month, day, 16, tzinfo=SHANGHAI))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


@pytest.fixture
def month(town):
    form_made(town)
    solved_by(town, town.qingshui, 2)
    solved_by(town, town.shiqiao, 3)
    return opened(town)


def page_of(month):
    return f"/returns/of/{month.code}/"


def figure_page(month, kind):
    return f"{page_of(month)}figures/{month.figures.get(line__kind=kind).pk}/"


class TestTheSheet:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M229", "M233")
    def test_keeps_six_kinds_apart_and_every_figure_opens_to_its_records(self, enter, month):
        client = enter("clerk")
        assert client.post(f"{figure_page(month, 'station')}do/enter/", {"value": "940"}).status_code == 200
        typed = {"value": "4910", "source": "政务服务系统11月月报", "evidence": "", "no_data": ""}
        assert "佐证" in client.post(f"{figure_page(month, 'approvals')}do/enter/", typed).content.decode()
        file = SimpleUploadedFile("月报.pdf", good_files.page())
        assert client.post(f"{figure_page(month, 'approvals')}do/file/", {"file": file}).status_code == 302
        assert client.post(f"{figure_page(month, 'approvals')}do/enter/", typed).status_code == 302

        page = read(client, page_of(month))

        rows = [row for row in page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>") if row.strip()]
        wanted = [("政务服务审批事项", "4910"), ("联合接访", "0"), ("群众工作总站解决", "2"), ("群众工作站解决", "3"),
                  ("领导下基层解决", "0"), ("群众工作室", "0")]  # fmt: skip
        assert [(kind in row, f"<b>{figure}</b>" in row) for (kind, figure), row in zip(wanted, rows, strict=True)] == [
            (True, True)
        ] * 6
        assert "外部数字" in rows[0] and not any("外部数字" in row for row in rows[1:])
        assert "<b>4915</b>" not in page and "<b>5</b>" not in page and "口径不同，不相加" in page
        assert "2 个，乡镇本级" in rows[2] and "3 个，村、社区本级" in rows[3] and "1 位县领导" in rows[4]
        figure = {"code": "concern.handled_closed@township", "unit": month.unit_id, "period": "2026-11"}
        assert "共 2 件" in read(client, "/figures/open/", **figure).replace("<b>", "").replace("</b>", "")
        evidence = f"{page_of(month)}files/{ReturnFigure.objects.get(value=4910).files.get().pk}/"
        answer = client.get(evidence)
        assert answer.content.startswith(b"%PDF-1.7") and "attachment" in answer["Content-Disposition"]
        assert (
            enter("stranger").get(evidence).status_code == 404
            and enter("officer").get(page_of(month)).status_code == 404
        )

    @pytest.mark.mechanism("M230")
    def test_has_the_leaders_supervision_line_by_line_each_record_to_be_opened(self, enter, town):
        count = "inspection.by_leaders:leader_post="
        form_made(town, lines=[
            commands.LineSpec("supervision", "主要领导督导检查", f"{count}main"),
            commands.LineSpec("supervision", "群工办主任督导检查", f"{count}office_head"),
        ])  # fmt: skip
        month = opened(town)
        for leader, post, unit in (
            ("高远", "main", town.qingshui),
            ("高远", "main", town.baisha),
            ("周主任", "office_head", town.baisha),
        ):
            circulars.record_leader(
                unit=unit, leader=leader, leader_post=post, on=date(2026, 11, 5), work_seen="看了值班和台账。", by=town.clerk,
                at=on(6),
            )  # fmt: skip
        page = read(enter("clerk", 11, 7), page_of(month))

        rows = page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
        assert ["<b>2</b>" in rows[0], "<b>1</b>" in rows[1]] == [True, True] and "<b>3</b>" not in page
        figure = {"code": f"{count}main", "unit": month.unit_id, "period": "2026-11"}
        opened_page = read(enter("clerk", 11, 7), "/figures/open/", **figure)
        assert "清水镇" in opened_page and "白沙镇" in opened_page

    @pytest.mark.thorough
    @pytest.mark.mechanism("M231")
    def test_shows_what_nobody_verified_and_draws_records_to_call_back(self, enter, month):
        client = enter("clerk")
        here = figure_page(month, "station")
        assert read(client, page_of(month)).count("未核实") >= 6
        assert client.post(f"{here}do/sample/", {"size": "2", "seed": "3f2a"}).url == here
        draw = SampleDraw.objects.get()
        look = f"{page_of(month)}draws/{draw.pk}/{draw.keys[0]}/"
        assert (
            "路灯" in read(client, look) and client.get(look.replace(f"/{draw.keys[0]}/", "/999/")).status_code == 404
        )
        answer = {"how": "call", "agrees": "0", "note": ""}
        assert "不一致的地方" in client.post(look, answer).content.decode()
        assert client.post(look, {**answer, "note": "群众说还没修"}).url == here
        client.post(f"{here}do/verify/", {"how": "call", "note": "抽 2 条，1 条不符"})
        page = read(client, here)

        assert "种子 3f2a" in page and "群众说还没修" in page and "周敏 2026-11-06 电话回访" in page
        assert client.post(f"{here}do/verify/", {"how": "guess"}).status_code == 200
        assert enter("county_leader").post(f"{here}do/verify/", {"how": "call"}).status_code == 403

    @pytest.mark.thorough
    @pytest.mark.mechanism("M232", "M220")
    def test_goes_through_five_steps_says_why_it_is_locked_and_keeps_both_values(self, enter, month, town):
        entered(town, month)
        client = enter("clerk", 12, 7)
        here = page_of(month)
        assert "过了 2 日没上报" in read(client, "/today/")
        assert "过了日子还没有开始收集的：2026年10月月摸底统计" in read(client, "/returns/")
        assert "还在收集" in client.post(f"{here}do/file/", {}).content.decode()
        for verb in ("collect", "review", "count"):
            assert client.post(f"{here}do/{verb}/", {"comment": ""}).url == here
        assert "退回收集" in read(client, here)
        client = enter("county_leader", 12, 7)
        assert client.post(f"{here}do/send_back/", {"reason": "先核一下审批数"}).url == here
        client = enter("clerk", 12, 7)
        for verb in ("collect", "review", "count"):
            assert client.post(f"{here}do/{verb}/", {"comment": ""}).url == here
        assert enter("county_leader", 12, 7).post(f"{here}do/file/", {"comment": "同意"}).url == here
        client = enter("clerk", 12, 8)
        assert "高远已于2026-12-07备案并锁定" in read(client, here)
        assert "上报给哪个单位" in client.post(f"{here}do/report/", {"to": ""}).content.decode()
        client.post(f"{here}do/report/", {"to": "市群众工作办公室"})
        change = f"{figure_page(month, 'approvals')}do/change/"
        assert client.post(change, {"new": "4912", "reason": "来源更正"}).status_code == 302

        page = read(client, here)

        assert "4910" in page and "更正为 4912" in page and "晚 3 天" in page
        assert "晚 3 天上报" in read(client, "/returns/")
        figure = {"code": "return.reported_late", "unit": month.unit_id, "period": "2026-12"}
        assert "定安县" in read(client, "/figures/open/", **figure)

    @pytest.mark.thorough
    def test_comes_on_paper_as_docx_and_as_xlsx_with_the_same_lines(self, enter, month, town):
        entered(town, month)
        counted(town, month)
        client = enter("inspector", 12, 3)
        words = (
            "办理审批事项",
            "4910件",
            "外部数字：政务服务系统11月月报",
            "总站办理解决",
            "2件",
            "工作站办理解决",
            "3件",
            "未核实",
        )
        printed = read(client, f"{page_of(month)}print/")
        document = plain_text(client.get(f"{page_of(month)}docx/").content)
        sheet = openpyxl.load_workbook(BytesIO(client.get(f"{page_of(month)}xlsx/").content)).active
        cells = " ".join(str(cell.value) for row in sheet for cell in row)

        for word in words:
            assert word in printed and word in document and word in cells, word

    @pytest.mark.thorough
    def test_costs_the_same_for_many_records_as_for_few(self, enter, month, town):
        def statements():
            client = enter("clerk", 11, 20)
            read(client, page_of(month))
            with CaptureQueriesContext(connection) as seen:
                read(client, page_of(month))
                read(client, "/returns/")
            return len(seen)

        few = statements()
        solved_by(town, town.shiqiao, 4, day=21)

        assert statements() == few


class TestAForm:
    @pytest.mark.thorough
    def test_is_drafted_line_by_line_from_indicators_and_put_in_force(self, enter, town):
        client = enter("clerk")
        typed = {"code": "monthly", "title": "月摸底统计", "basis": "县群办〔2026〕1号", "purpose": "每月掌握情况", "due_day": "5",
                 "lines": "3", "l0-label": "总站解决", "l0-kind": "main", "l0-source": "concern.handled_closed", "l0-scope": "township",
                 "l1-label": "审批事项", "l1-kind": "approvals", "l1-source": "external",
                 "l1-scope": "units", "l1-units": "县住建局"}  # fmt: skip
        assert "请写明来自哪里" in client.post("/returns/forms/new/", typed).content.decode()
        assert "没有叫" in client.post("/returns/forms/new/", {**typed, "l1-units": "不存在局"}).content.decode()
        here = client.post("/returns/forms/new/", {**typed, "l1-origin": "政务服务系统"}).url
        assert "乡镇本级" in read(client, here) and client.post(f"{here}start/", {"month": "2026-11"}).url == here
        assert "每月（月报、摸底），期后的第一个月 5 日前上报" in read(enter("officer"), here)
        client = enter("clerk")
        assert "县住建局" in read(client, "/returns/forms/new/?code=monthly")
        month = client.post("/returns/open/", {"form_code": "monthly", "month": "2026-11"}).url

        assert "县住建局" in read(client, month) or "审批事项" in read(client, month)
        assert (
            "不重复收集" in client.post("/returns/open/", {"form_code": "monthly", "month": "2026-11"}).content.decode()
        )
        assert MonthReturn.objects.get().figures.count() == 2 and ReturnForm.objects.get().lines.count() == 2
        assert enter("officer").get("/returns/forms/new/").status_code == 403
