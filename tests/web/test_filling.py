"""填表: a clerk uploads the county's table, confirms what each column means, and everybody below fills it with one click."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from lianxin.base.journal.models import Entry
from lianxin.reports.filling.models import TableTemplate, TemplateVersion
from tests.conftest import NOON
from tests.pure.table_scenes import table
from tests.reports.test_filling import UNITS, uploaded
from tests.work.conftest import registered
from tests.work.rectification_scenes import issued


def words(response) -> str:
    return " ".join(response.content.decode().split())


def file_of(data: bytes, name: str = "附件2.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


class TestTheOfficesOwnTable:
    @pytest.mark.thorough
    def test_is_uploaded_confirmed_column_by_column_looked_at_and_taken_away_filled(self, town, enter):
        issued(town, problem="窗口一次说不清要什么材料。")
        client = enter("clerk")

        refused = client.post(
            reverse("filling:upload"), {"title": "台账", "file": file_of(b"\xd0\xcf\x11\xe0" + b"\0" * 99, "a.xls")}
        )
        assert refused.status_code == 200 and "另存为" in words(refused) and not TableTemplate.objects.exists()
        sent = client.post(
            reverse("filling:upload"), {"title": "问题整改工作台账", "file": file_of(table(extras=True))}, follow=True
        )

        template = TableTemplate.objects.get()
        page = words(sent)
        assert (
            "此表含图片，填表时原样保留。" in page
            and "90 分把握，末级栏名相同" in page
            and "系统里没有对得上的" in page
        )
        form = sent.context["form"]
        chosen = {name: form[name].value() or "" for name in form.fields}
        assert chosen["c2"] == "problem" and chosen["p2,1"] == "fact:unit"
        assert (
            client.get(reverse("filling:fill", args=[template.code]))
            .context["problem"]
            .startswith("这个表样还没有确认设置")
        )
        wrong = client.post(reverse("filling:map", args=[template.code]), {**chosen, "data_from": "3", "data_to": "4"})
        assert "要填的行在表头下面" in words(wrong)
        client.post(reverse("filling:map", args=[template.code]), chosen)
        assert TemplateVersion.objects.get().set_on is not None

        fill = reverse("filling:fill", args=[template.code], query={"period": "2026"})
        looked = words(client.get(fill))
        assert (
            "填了 1 行。" in looked
            and "这 1 栏系统里没有，空着：盖章" in looked
            and "窗口一次说不清要什么材料。" in looked
        )
        taken = client.post(fill, {"purpose": "报市里"})

        assert "问题整改工作台账.xlsx" in unquote(taken["Content-Disposition"])
        sheet = load_workbook(BytesIO(taken.content)).worksheets[0]
        assert (sheet["A1"].value, sheet["B5"].value, sheet["A2"].value) == (
            "问题整改工作台账",
            "窗口一次说不清要什么材料。",
            "填报单位：定安县",
        )
        assert "第 1 版填定安县 2026年，1 行，用途：报市里" in words(
            client.get(reverse("filling:template", args=[template.code]))
        )
        assert table(extras=True)[:4] == client.get(reverse("filling:file", args=[template.code])).content[:4]

    @pytest.mark.thorough
    def test_of_figures_says_of_each_where_it_is_counted(self, town, enter):
        registered(town)
        version = uploaded(town, table(UNITS, title="各村统计表"))
        client = enter("officer")

        page = client.get(reverse("filling:fill", args=[version.template.code], query={"period": "2026-11"}))

        opens = [one.url for one in page.context["links"] if "concern.received" in one.url and one.figure.value == 1]
        assert opens and opens[0] in page.content.decode().replace("&amp;", "&")
        assert "上面的 1" in words(client.get(opens[0]))
        again = client.get(reverse("filling:map", args=[version.template.code]))
        assert again.status_code == 403
        assert (
            client.get(reverse("filling:fill", args=[version.template.code], query={"unit": "白沙镇"})).context[
                "filled"
            ]
            is None
        )

    @pytest.mark.thorough
    def test_may_be_read_as_another_kind_of_table(self, town, enter):
        address, client = reverse("filling:map", args=[uploaded(town).template.code]), enter("clerk")

        page = client.get(address, {"kind": "list", "ledger": "concerns"})
        units, back = (client.get(address, {"kind": kind, "ledger": "", "below": ""}) for kind in ("units", "list"))

        assert page.context["asked"]["ledger"] == "concerns"
        assert page.context["form"]["c1"].value() == "number" and "诉求登记台账" in words(page)
        assert (units.context["asked"]["kind"], units.context["asked"]["below"]) == ("units", "village+community")
        assert back.context["asked"]["ledger"] == "rectification"


class TestTheLedgers:
    def test_are_listed_looked_at_and_taken_away_as_excel(self, town, enter):
        registered(town)
        client = enter("officer")

        listed, page = words(client.get(reverse("filling:ledgers"))), reverse("filling:ledger", args=["concerns"])
        looked = words(client.get(page))
        taken = client.post(f"{page}?period=all", {"purpose": ""})

        assert "诉求登记台账" in listed and "共 1 行" in looked and "王**" in looked and "王长青" not in looked
        assert load_workbook(BytesIO(taken.content)).worksheets[0]["F3"].value == "王**"
        assert Entry.objects.get(event="filling.exported").detail["period"] == "全部"
        assert enter("inspector").get(page).status_code == 404

    @pytest.mark.thorough
    def test_cost_as_many_statements_for_six_as_for_two(self, town, enter):
        def cost(address: str) -> int:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            return len(caught)

        addresses = [reverse("filling:index"), reverse("filling:ledger", args=["rectification"])]
        client = enter("clerk")
        for _number in range(2):
            issued(town, at=NOON)
            uploaded(town)
        client.get(addresses[0])
        two = [cost(address) for address in addresses]
        for _number in range(4):
            issued(town, at=NOON)
            uploaded(town)

        assert [cost(address) for address in addresses] == two
