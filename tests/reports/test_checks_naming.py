"""谁的、哪一期的, and a zip taken apart: the file name, the heading, the signature; names in GBK; zips that harm."""

import doctest
import io
import zipfile

import pytest

from lianxin.pure.texts import Unreadable, bundle
from lianxin.reports.checks import naming

UNITS = {"0001": "平川县", "00010001": "清水镇", "000100010001": "石桥村", "000100010002": "大石桥村", "00010002": "白沙镇",
         "000100020001": "石桥村"}  # fmt: skip


@pytest.mark.parametrize("module", [naming, bundle])
def test_the_examples_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [
        ("清水镇大石桥村.docx", "", "000100010002"),  # not the 石桥村 inside the name
        ("清水镇石桥村大石桥村.docx", "", ""),  # two villages
        ("白沙镇/村/石桥村.txt", "", "000100020001"),
        ("总结.txt", "清水镇2026年工作总结\n各村……石桥村做得好", "00010001"),  # the heading, not the body
        ("总结.txt", "工作总结", ""),
        ("平川县清水镇.txt", "", "00010001"),
    ],
)
def test_a_unit_is_taken_only_where_it_is_certain(name, text, path):
    assert naming.unit_in(name, text, UNITS) == path


COUNTY = {"0001": "平川县", "00010001": "青石镇", "000100010001": "青石村", "000100010002": "柳湾村", "00010002": "白沙街道",
          "000100020001": "柳湾村", "000100020002": "河口社区", "00010003": "教育局", "00010004": "大青山乡",
          "000100010003": "大青石村"}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [
        ("03 青石镇工作总结.docx", "", "00010001"),
        ("03 青石工作总结.docx", "", ""),  # a township and its own village
        ("青石柳湾.docx", "", "000100010002"),  # of the two 柳湾村 the one in 青石镇
        ("白沙/柳湾十月总结.docx", "", "000100020001"),
        ("柳湾.docx", "", ""),
        ("柳湾 柳湾.docx", "", ""),
        ("柳湾.docx", "青石镇群众工作总结", "000100010002"),
        ("柳湾村总结.docx", "青石镇柳湾村工作总结", "000100010002"),
        ("柳湾村总结.docx", "工作总结", ""),
        ("12白沙群工站.docx", "", "00010002"),
        ("（12）白沙街道群众工作站10月.docx", "", "00010002"),
        ("０７　河口 终稿.docx", "", "000100020002"),
        ("河口大桥建设总结.docx", "", ""),
        ("新白沙总结.docx", "", ""),
        ("教育实践活动总结.docx", "", ""),  # a bureau is never named short
        ("大青山总结.docx", "", "00010004"),
        ("大青石总结.docx", "", "000100010003"),
        ("河口总结.docx", "平川县群众工作总结", "000100020002"),  # the lower of the two
        ("河口总结.docx", "大青山乡工作总结", ""),  # they contradict each other: a person is asked
        ("总结.docx", "工作总结\n……\n白 沙 街 道\n2026年11月1日", "00010002"),
        ("总结.docx", "工作总结\n……\n白沙群工站", "00010002"),
    ],
)
def test_a_short_name_is_taken_where_nothing_else_is_meant(name, text, path):
    assert naming.unit_in(name, text, COUNTY) == path


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("2026年9月总结.txt", "2026年10月工作总结", "2026-09"),
        ("a.txt", "某镇2026年上半年群众工作总结", "2026-H1"),
        ("a.txt", "二〇二六年度工作总结", "2026"),
        ("a.txt", "二○二六年三季度情况", "2026-Q3"),
        ("a.txt", "关于2026年11月3日值班的通知", ""),
        ("a.txt", "10月工作总结", ""),
        ("a.txt", "2026年1—5月工作情况", ""),
    ],
)
def test_a_period_is_taken_only_with_its_year(name, text, code):
    assert naming.period_in(name, text) == code


def test_names_in_gbk_are_read_and_zips_that_harm_are_refused():
    def packed(name: str, data: bytes) -> bytes:
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(name, data)
        return box.getvalue()

    old = packed("xxxx.txt", b"36").replace(b"xxxx", "石桥".encode("gb18030"))
    assert bundle.unpacked(old) == [("石桥.txt", b"36")]
    for harmful in (
        packed("../a.txt", b"x"),
        packed("a.txt", b"0" * (40 * 1024 * 1024)),
        b"PK\x03\x04",
        packed("a.txt", b"x")[:-9],
    ):
        with pytest.raises(Unreadable, match="。$"):
            bundle.unpacked(harmful)
