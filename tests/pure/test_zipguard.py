"""The guards let honest office files through and stop the others with a Chinese sentence."""

import doctest
import io
import struct
import zipfile

import pytest

from lianxin.pure import zipguard
from lianxin.pure.zipguard import Limits, Unreadable, open_package, parse_xml

SMALL = Limits(entries=5, entry_bytes=4000, total_bytes=6000, ratio=20, ratio_from_bytes=1000)


def packed(parts: dict[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return box.getvalue()


HONEST = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": "<w>全镇办结诉求12件</w>",
    "word/media/a.png": b"\x89PNG",
}
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def test_the_example_of_the_manual_runs():
    assert doctest.testmod(zipguard).failed == 0


class TestAnHonestFile:
    def test_is_opened_and_its_parts_are_read(self):
        package = open_package(packed(HONEST))

        assert "word/document.xml" in package
        assert package.xml("word/document.xml").text == "全镇办结诉求12件"
        assert package.read("word/media/a.png") == b"\x89PNG"

    def test_may_be_stored_without_compression_and_have_bytes_in_front(self):
        data = b"#!front\n" + packed(HONEST, method=zipfile.ZIP_STORED)

        assert open_package(data).xml("word/document.xml").text == "全镇办结诉求12件"

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_may_be_written_in_either_encoding_of_the_standard(self, encoding):
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        part = f'<?xml version="1.0" encoding="{name}"?><w>办结</w>'.encode(encoding)

        assert open_package(packed({"word/document.xml": part})).xml("word/document.xml").text == "办结"

    def test_may_speak_of_a_doctype_in_its_text(self):
        assert open_package(packed({"d.xml": "<w>&lt;!DOCTYPE html&gt;</w>"})).xml("d.xml").text == "<!DOCTYPE html>"

    def test_may_squeeze_a_small_part_as_much_as_it_likes(self):
        assert open_package(packed({"d.xml": "<w>" + " " * 900 + "</w>"}), limits=SMALL).names == ("d.xml",)

    def test_says_which_part_is_missing(self):
        with pytest.raises(Unreadable, match="word/styles.xml"):
            open_package(packed(HONEST)).xml("word/styles.xml")


class TestABomb:
    @pytest.mark.parametrize(
        ("parts", "sentence"),
        [
            ({f"{n}.xml": "<w/>" for n in range(6)}, "部件过多"),
            ({"d.xml": "<w>" + " " * 4000 + "</w>"}, "展开后过大"),
            ({"d.xml": "<w>" + " " * 1500 + "</w>"}, "展开后过大"),
            ({f"{n}.bin": bytes(range(256)) * 8 for n in range(3)}, "展开后过大"),
        ],
        ids=["too many parts", "one part too large", "squeezed too well", "too large together"],
    )
    def test_is_refused(self, parts, sentence):
        with pytest.raises(Unreadable, match=sentence):
            open_package(packed(parts), limits=SMALL)

    def test_that_lies_about_its_size_is_refused(self):
        data = packed({"d.xml": "<w>" + "x" * 5000 + "</w>"})
        lying = data.replace(struct.pack("<I", 5007), struct.pack("<I", 100))

        assert lying != data
        with pytest.raises(Unreadable):
            open_package(lying)

    def test_that_names_the_same_bytes_twice_is_refused(self):
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as file:
            file.writestr("a.bin", "x" * 40)
            file.writestr("b.bin", "x" * 40)
            file.filelist[1].header_offset = file.filelist[0].header_offset

        with pytest.raises(Unreadable, match="重叠"):
            open_package(box.getvalue())


class TestAnEntityDeclaration:
    LAUGHS = '<!DOCTYPE w [<!ENTITY a "哈"><!ENTITY b "&a;&a;">]><w>&b;</w>'

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
    def test_is_refused_in_any_encoding(self, encoding):
        with pytest.raises(Unreadable, match="DOCTYPE"):
            open_package(packed({"word/document.xml": self.LAUGHS.encode(encoding)}))

    def test_is_found_behind_a_long_comment_across_two_pieces(self):
        for pad in range(1048560, 1048576, 3):
            with pytest.raises(Unreadable, match="DOCTYPE"):
                open_package(packed({"d.xml": "<!--" + "x" * (pad - 7) + "-->" + self.LAUGHS}))

    def test_cannot_hide_in_an_encoding_the_standard_does_not_know(self):
        hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE w+AD4-<w/>'
        with pytest.raises(Unreadable):
            open_package(packed({"d.xml": hidden}))
        with pytest.raises(Unreadable):
            open_package(packed({"d.xml": self.LAUGHS.replace("哈", "ha").encode("cp037")}))

    def test_is_refused_by_the_parser_too(self):
        with pytest.raises(Unreadable, match="DOCTYPE"):
            parse_xml(self.LAUGHS.encode())


class TestABrokenFile:
    @pytest.mark.parametrize(
        "data",
        [b"", b"PK", "全镇办结诉求".encode(), packed(HONEST)[:-30], packed({}), OLD_FORMAT],
        ids=["empty", "two bytes", "plain text", "cut off", "empty zip", "old format"],
    )
    def test_is_refused_with_a_sentence(self, data):
        with pytest.raises(Unreadable, match="再上传。"):
            open_package(data)

    def test_with_damaged_bytes_is_never_another_error(self):
        good = packed(HONEST)
        for position in range(len(good)):
            broken = good[:position] + bytes([good[position] ^ 0xFF]) + good[position + 1 :]
            try:
                package = open_package(broken)
                for name in package.names:
                    package.read(name)
            except Unreadable as refusal:
                assert str(refusal).endswith("。")

    @pytest.mark.parametrize("name", ["../evil.xml", "/etc/x.xml", "C:\\x.xml", "word/../../x.xml"])
    def test_whose_parts_leave_the_package_is_refused(self, name):
        with pytest.raises(Unreadable, match="名称异常"):
            open_package(packed({name: "<w/>"}))

    def test_with_a_password_is_refused(self):
        data = bytearray(packed({"d.xml": "<w/>"}))
        data[data.index(b"PK\x01\x02") + 8] |= 1

        with pytest.raises(Unreadable, match="密码"):
            open_package(bytes(data))

    def test_nested_without_end_is_refused(self):
        with pytest.raises(Unreadable, match="已损坏"):
            parse_xml(b"<a>" * 100_000 + b"</a>" * 100_000)
