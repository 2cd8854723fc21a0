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
