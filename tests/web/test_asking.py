"""报送要求的页面: from the draft that is told what is held, through approval and a village's telephone, to the meter."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from lianxin.base.burden.addressed import addressed
from lianxin.base.orgs.models import Unit
from lianxin.pure.paper import read_bound
from lianxin.reports.asking import commands
from lianxin.reports.asking.models import ReportingRequest, RequestSheet
from lianxin.work.dispatches import commands as dispatches
from tests.conftest import Town
from tests.reports.asking_scenes import AT, asked, drafted, on, wanting
from tests.reports.return_scenes import solved_by


@pytest.fixture
def person(town: Town, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The browser of one of the cast, on 9 November."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: on(9, hour=16))
    cache.clear()

    def of(name: str) -> Client:
        client = Client()
        client.force_login(town.people[name])
        return client

    return of


FORM = {
    "title": "农房情况", "basis": "县政办〔2026〕18号", "purpose": "安排资金", "frequency": "once", "period": "2026-11",
    "due_on": "11月20日", "units": "清水镇、石桥村", "villages_why": "底册在村里",
}  # fmt: skip


class TestAskOnce:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M286", "F095")
    def test_whoever_asks_is_shown_what_is_held_and_the_units_type_only_the_rest(self, town: Town, person: Any) -> None:
        solved_by(town, town.qingshui, 2)
        builder, leader, officer = person("builder"), person("county_leader"), person("officer")
        wrong = builder.post("/asking/new/", FORM | {"basis": "", "units": "清水镇、无名村"}).content.decode()
        assert "没有叫“无名村”的单位" in wrong and "安排资金" in wrong  # what was typed stays
        builder.post("/asking/new/", FORM)
        here = f"/asking/of/{ReportingRequest.objects.get().code}/"

        told = builder.post(f"{here}add/", {"words": "办结诉求数", "kind": "number", "minutes": "5"}, follow=True)
        decided = told.redirect_chain[-1][0]
        text = told.content.decode()
        assert "系统里已有" in text and "指标“办结诉求”" in text and 'value="typed"' not in text
        builder.post(f"{here}add/", {"words": "农房总栋数", "kind": "number", "minutes": "10", "measure": "栋"})
        blocked = builder.post(f"{here}do/examine/", follow=True).content.decode()
        assert "不再要单位填" in blocked
        builder.post(decided, {"choice": "records|indicator:concern.closed"})
        builder.post(f"{here}do/examine/")
        assert "到村、社区" in leader.get("/asking/").content.decode()
        refused = leader.post(f"{here}do/approve/", {"reason": ""}).content.decode()
        assert "JF-10" in refused
        leader.post(f"{here}do/approve/", {"reason": "同意"})
        builder.post(f"{here}do/ask/")

        sheet = RequestSheet.objects.get(unit=town.qingshui)
        inbox, page = officer.get("/asking/").content.decode(), f"/asking/sheets/{sheet.code}/"
        assert "2 项中 1 项系统已有，只需填 1 项" in inbox
        assert "农房情况" in officer.get("/today/").content.decode()
        shown = officer.get(page).content.decode()
        assert "2件" in shown and "code=concern.closed" in shown
        key = f"f{sheet.of.fields.get(words='农房总栋数').pk}"
        again = officer.post(page, {key: "很多", "finish": "1"}).content.decode()
        assert "请填数字" in again and 'value="很多"' in again
        officer.post(page, {key: "１２０", "finish": "1"})
        table = builder.get(f"{here}table/").content.decode()
        assert "120栋" in table and "2 份中已填报 1 份" in table
        cells = [
            [cell.value for cell in row]
            for row in load_workbook(BytesIO(builder.get(f"{here}xlsx/").content)).active.rows
        ]
        assert ["清水镇", "2件", "120栋"] in cells
        assert person("stranger").get(here).status_code == 404
        assert officer.get(f"{here}table/").status_code == 404  # what others answered is for whoever asked
        assert "县政办〔2026〕18号" in officer.get(here).content.decode()

    @pytest.mark.mechanism("M286")
    def test_an_office_above_gets_a_report_in_official_form_whose_figures_are_bound(
        self, town: Town, person: Any
    ) -> None:
        solved_by(town, town.qingshui, 2)
        request = drafted(town, unit=town.county, by=town.clerk, outside="市群众工作局", units=[], title="办理情况")
        (field,) = wanting(town, request, "办结诉求", by=town.clerk)
        commands.decide(field=field, decision="records", held="indicator:concern.closed", by=town.clerk, at=AT)
        asked(town, request, by=town.clerk)
        clerk = person("clerk")

        data = clerk.get(f"/asking/of/{request.code}/docx/").content
        text = "\n".join(one.text for one in Document(BytesIO(data)).paragraphs)
        assert "市群众工作局" in text and "根据县政办〔2026〕18号" in text and "全部由系统取数，无需基层填报" in text
        assert [(one.binding.indicator, one.binding.value) for one in read_bound(data)] == [("concern.closed", "2")]
        assert "全部由系统取数" in clerk.get(f"/asking/of/{request.code}/").content.decode()
        assert "办理情况" in clerk.get("/asking/above/").content.decode()


class TestTheMeter:
    @pytest.mark.mechanism("M286", "F096")
    @pytest.mark.thorough
    def test_every_number_opens_to_as_many_and_a_village_has_its_month_on_one_page(
        self, town: Town, person: Any
    ) -> None:
        dispatches.register(kind="notice", title="关于更新公示牌的通知", unit=town.county, on=on(5).date(), copies_to="各乡镇、石桥村",
                            by=town.clerk, at=on(5))  # fmt: skip
        for title, fields in (("住房底数", 2), ("水井底数", 1)):
            request = drafted(town, unit=town.county, by=town.clerk, units=[town.shiqiao, town.liuwan], title=title)
            wanting(
                town,
                request,
                *(
                    f"{chr(0x6000 + 901 * n + 77 * fields)}{chr(0x7000 + 777 * n + 55 * fields)}口"
                    for n in range(fields)
                ),
                by=town.clerk,
            )
            asked(town, request, by=town.clerk)
        worker, leader = person("worker"), person("county_leader")

        meter = worker.get("/asking/burden/").content.decode()
        links = re.findall(r'href="(/asking/burden/list/[^"]*kind=[^"]*)">(\d+)</a>', meter.replace("&amp;", "&"))
        found = {re.search(r"kind=([\w.]+)", link)[1]: int(n) for link, n in links}  # type: ignore[index]
        assert found == {"asking.requests": 2, "asking.fields": 3, "asking.minutes": 15, "dispatch.received": 1}
        for link, number in links:
            rows = re.findall(r'<td class="number">(\d+) ', worker.get(link).content.decode())
            assert sum(map(int, rows)) == int(number)
        month = worker.get("/asking/burden/month/").content.decode()
        assert "住房底数" in month and "关于更新公示牌的通知" in month and "about=burden" in month
        paper = Document(BytesIO(worker.get("/asking/burden/month/docx/").content))
        assert len(paper.tables[0].rows) == 1 + 7
        county = leader.get("/asking/burden/").content.decode()
        assert "超过限额" in county and "不排名次" in county and "石小桥" not in county
        assert person("stranger").get(f"/asking/burden/?unit={town.shiqiao.pk}").context["unit"].name == "白沙镇"

    @pytest.mark.mechanism("F096")
    def test_limits_are_set_by_the_county_s_leaders_and_never_too_high_for_villages(
        self, town: Town, person: Any
    ) -> None:
        leader, given = person("county_leader"), {"kind": "village", "fields_most": "5", "minutes": "30", "requests": "2",
                                                  "since": "2026-11"}  # fmt: skip
        assert "每月最多" in leader.post("/asking/burden/limits/", given | {"fields_most": "99"}).content.decode()
        leader.post("/asking/burden/limits/", given)

        assert person("clerk").post("/asking/burden/limits/", given).status_code == 403
        assert ">5<" in person("worker").get("/asking/burden/limits/").content.decode()

    @pytest.mark.thorough
    def test_costs_the_same_however_much_there_is(self, town: Town, person: Any) -> None:
        commands.set_budget(
            kind="township", fields=90, minutes=900, requests=40, since="2026-11", by=town.county_leader, at=AT
        )
        client, spent = person("officer"), []
        for more in (range(3), range(3, 10)):
            for number in more:
                request = drafted(town, unit=town.county, by=town.clerk, units=[town.qingshui], title=f"底数{number}")
                wanting(town, request, f"{chr(0x6000 + 53 * number)}{chr(0x7000 + 91 * number)}口", by=town.clerk)
                asked(town, request, by=town.clerk)
            client.get("/asking/")  # what is kept in the process is read once
            with CaptureQueriesContext(connection) as found:
                for page in ("/asking/", "/asking/burden/", "/asking/burden/month/", f"/asking/of/{request.code}/"):
                    assert client.get(page).status_code == 200
            spent.append(len(found))
        assert spent[0] == spent[1]


class TestWhoIsAddressed:
    @pytest.mark.mechanism("F096")
    def test_reads_names_and_collective_words_and_never_the_sender(self, town: Town) -> None:
        units = list(Unit.objects.order_by("path"))

        def names(words: str, sender: Unit) -> list[str]:
            return [one.name for one in addressed(words, sender, units)]

        assert names("各乡镇、县水利局；抄送县领导", town.county) == ["清水镇", "白沙镇", "县水利局"]
        assert names("各村", town.qingshui) == ["石桥村", "柳湾村"]
        assert names("各乡镇，县住建局", town.building) == ["清水镇", "白沙镇"]
        assert names("各有关单位", town.county) == []
