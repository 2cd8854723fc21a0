"""导入单位表、人员职务表 in the browser: blank sheet, upload, preview, a changed column, result, slips, undo."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lianxin.base.intake.kinds import KINDS
from lianxin.base.intake.models import Taking
from lianxin.base.orgs.models import Person, Unit
from tests.base.test_intake import STAFF, UNITS


@pytest.fixture
def setting_up(client, town):
    client.force_login(town.people["admin"])
    return client


def upload(client, town, kind, text, unit=None):
    file = SimpleUploadedFile("名册.csv", text if isinstance(text, bytes) else text.encode())
    given = {"file": file, "unit": (unit or town.county).pk, "kind": kind}
    return client.post(reverse("imports:index"), given, follow=True).content.decode()


def as_shown(taking, **changes):
    """What the browser would send back of the preview, unless changed."""
    posted = {"encoding": taking.encoding, **{one.code: one.usual for one in KINDS[taking.ledger].settings}}
    for number, sheet in enumerate(taking.preview["sheets"]):
        if sheet["asked"]:
            posted[f"s{number}-in"] = "on"
        for field in sheet["fields"]:
            posted[f"s{number}-{field['code']}"] = str(field["column"]) if field["column"] >= 0 else ""
    return {**posted, **changes}


def confirm(client, **changes):
    taking = Taking.objects.first()
    return client.post(
        reverse("imports:taking", args=[taking.token]), as_shown(taking, confirm="1", **changes), follow=True
    ).content.decode()


class TestTheWayIn:
    @pytest.mark.thorough
    def test_goes_from_units_over_persons_to_slips_and_back_out(self, setting_up, town) -> None:
        page = upload(setting_up, town, "units", UNITS)
        assert "导入 3 个" in page and "没有上级单位“无名镇”" in page and not Unit.objects.filter(name="西沟村")
        page = confirm(setting_up)
        assert "导入结果" in page and "接着导入人员与职务" in page and Unit.objects.filter(name="西沟村").exists()
        units = Taking.objects.get()

        page = upload(setting_up, town, "persons", STAFF)
        assert "lx001" in page and "还没有人能登记诉求" in page
        page = confirm(setting_up, prefix="xa")
        assert "已重新读取" in page and "xa001" in page and not Person.objects.filter(name="沈小河")
        page = confirm(setting_up, prefix="xa")
        assert "还有 2 人没有密码" in page

        staff = Taking.objects.first()
        page = setting_up.post(reverse("imports:slips", args=[staff.token])).content.decode()
        password = re.search(r"xa001.*?class=\"code\">([^<]+)<", page, re.DOTALL)[1]
        assert Person.objects.get(username="xa001").check_password(password) and password not in str(staff.preview)
        again = setting_up.post(reverse("imports:slips", args=[staff.token])).content.decode()
        assert "xa001" not in again

        assert (
            "先撤销它们的导入"
            in setting_up.post(reverse("imports:undo_taking", args=[units.token]), follow=True).content.decode()
        )
        for one in (staff, units):
            assert (
                "已撤销"
                in setting_up.post(reverse("imports:undo_taking", args=[one.token]), follow=True).content.decode()
            )
        assert not Unit.objects.filter(name="西沟村").exists() and not Person.objects.filter(username="xa001").exists()

    @pytest.mark.thorough
    def test_gives_the_bad_rows_back_and_takes_them_mended(self, setting_up, town) -> None:
        upload(setting_up, town, "units", UNITS)
        confirm(setting_up)
        content = setting_up.get(reverse("imports:taking_rejected", args=[Taking.objects.get().token])).content
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert rows[0][:2] == ["行号", "原因"] and rows[1][3] == "南坡村"

        mended = "\n".join(",".join(str(cell).replace("无名镇", "清水镇") for cell in row) for row in rows)
        upload(setting_up, town, "units", mended)
        confirm(setting_up)
        assert Unit.objects.get(name="南坡村").parent == town.qingshui

    @pytest.mark.parametrize(
        ("data", "said"),
        [("甲\n", "没有找到单位表"), ("镇,户数\n清水镇,3\n", "没有找到单位表"), (b"%PDF-1.4", "这不是表格")],
    )
    def test_says_in_a_sentence_why_a_file_will_not_do(self, setting_up, town, data, said) -> None:
        assert said in upload(setting_up, town, "units", data)

    @pytest.mark.thorough
    def test_can_be_given_up_and_survives_nonsense_and_scripts(self, setting_up, town) -> None:
        page = upload(setting_up, town, "units", "名称,上级单位\n<script>alert(1)</script>,=1+1\n")
        assert "<script>alert" not in page
        for nonsense in ("99", "-1", "²", "\0"):
            assert "预览" in confirm(setting_up, **{"s0-name": nonsense})
        page = setting_up.post(
            reverse("imports:drop_taking", args=[Taking.objects.get().token]), follow=True
        ).content.decode()
        assert "已放弃" in page and not Taking.objects.exists()


class TestTheBlankSheet:
    @pytest.mark.parametrize("kind", ["units", "persons"])
    def test_is_understood_and_its_example_never_comes_in(self, setting_up, town, kind) -> None:
        response = setting_up.get(reverse("imports:sample", args=[kind]))
        book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        heads = book.get_sheet_by_index(0).to_python()[0]
        assert heads[1:] == [str(one.label) for one in KINDS[kind].columns]
        file = SimpleUploadedFile("空白.xlsx", response.content)
        page = setting_up.post(
            reverse("imports:index"), {"file": file, "unit": town.county.pk, "kind": kind}, follow=True
        ).content.decode()
        taking = Taking.objects.get()
        assert (taking.preview["fresh"], taking.preview["rejected"]) == (0, 0) and "示例行" in page
        assert all(one["column"] >= 0 for one in taking.preview["sheets"][0]["fields"])


class TestTheDoors:
    def test_open_by_the_kind_that_the_address_names(self, client, setting_up, town) -> None:
        page = setting_up.get(reverse("imports:index"), {"kind": "persons"}).content.decode()
        assert "导入人员职务表" in page and "?kind=units" in page and "没写性质" not in page
        assert "导入单位表" in setting_up.get(reverse("imports:index")).content.decode()
        assert setting_up.get(reverse("imports:index"), {"kind": "concerns"}).status_code == 403
        client.force_login(town.people["clerk"])
        assert client.get(reverse("imports:index"), {"kind": "units"}).status_code == 403
        assert client.get(reverse("imports:sample", args=["units"])).status_code == 403
        assert "导入台账" in client.get(reverse("imports:index")).content.decode()

    def test_are_not_there_for_others(self, client, setting_up, town) -> None:
        upload(setting_up, town, "units", UNITS)
        confirm(setting_up)
        token = Taking.objects.get().token
        for who in ("clerk", "stranger"):
            client.force_login(town.people[who])
            for name in ("taking", "taking_rejected"):
                assert client.get(reverse(f"imports:{name}", args=[token])).status_code == 404
            for name in ("drop_taking", "undo_taking", "slips"):
                assert client.post(reverse(f"imports:{name}", args=[token])).status_code == 404
        assert Unit.objects.filter(name="西沟村").exists()
