"""导出台账的页面: a file in three forms, noted; what is masked only with another's leave, once, and told."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lianxin.base.custody.models import Copy, ExportRequest
from lianxin.base.journal.models import Entry
from tests.work.household_scenes import household_made


def sheet(answer) -> list[list[str]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_a_ledger_leaves_from_its_page_in_three_forms_and_each_is_noted(town, enter) -> None:
    client = enter("admin")
    assert reverse("imports:export", args=["units"]) in client.get(reverse("setup:units")).content.decode()
    assert "哪个单位的" in client.get(reverse("imports:export", args=["units"])).content.decode()

    answers = {
        form: client.post(reverse("imports:export", args=["units"]), {"unit": town.county.pk, "file": form})
        for form in ("xlsx", "csv", "gb18030")
    }

    rows = sheet(answers["xlsx"])
    assert rows[1][:4] == ["序号", "名称", "类别", "上级单位"] and ["石桥村", "村", "清水镇"] in [
        row[1:4] for row in rows
    ]
    assert answers["csv"].content.startswith(b"\xef\xbb\xbf") and "石桥村" in answers["csv"].content.decode()
    assert "石桥村" in answers["gb18030"].content.decode("gb18030")
    assert Copy.objects.count() == 3 and all(one.code in str(rows[-1]) for one in Copy.objects.order_by("pk")[:1])
    assert Entry.objects.filter(event="custody.copy_taken").count() == 3
    assert enter("clerk").get(reverse("imports:export", args=["units"])).status_code == 403
    assert client.get(reverse("imports:export", args=["nothing"])).status_code == 404


def test_names_and_telephones_leave_once_with_another_persons_leave(town, enter) -> None:
    household = household_made(town)
    page, along = (reverse(f"imports:{name}", args=["households"]) for name in ("export", "ask_export"))
    client = enter("head")
    masked = sheet(client.post(page, {"unit": town.shiqiao.pk, "file": "xlsx"}))
    assert "王**" in masked[2] and "13900000001" not in str(masked)

    given = {"unit": town.shiqiao.pk, "purpose": "file", "reason": "换系统前归档", "days": "1"}
    assert client.post(along, {**given, "reason": ""}).status_code == 200 and not ExportRequest.objects.exists()
    assert client.post(along, given).status_code == 302
    asked = ExportRequest.objects.get()
    take = reverse("imports:take_export", args=[asked.code])
    assert client.post(take).status_code == 409 and not Copy.objects.filter(has_particulars=True)
    assert enter("leader").post(reverse("custody:export_deed", args=[asked.code, "approve"])).status_code == 302
    assert enter("officer").post(take).status_code == 404

    client = enter("head")
    assert "取文件" in client.get(page).content.decode()
    rows = sheet(client.post(take))
    assert "王长青" in rows[2] and "13900000001" in rows[2]
    told = Entry.objects.get(event="household.taken_along")
    assert told.of == household.ref and told.detail["copy"] == Copy.objects.get(has_particulars=True).code
    assert "王长青" not in str([one.detail for one in Entry.objects.all()])
    assert client.post(take).status_code == 409


@pytest.mark.parametrize("kind", ["units", "stations"])
def test_a_kind_without_particulars_has_nothing_to_ask_for(town, enter, kind) -> None:
    assert (
        enter("admin" if kind == "units" else "officer").get(reverse("imports:ask_export", args=[kind])).status_code
        == 404
    )
