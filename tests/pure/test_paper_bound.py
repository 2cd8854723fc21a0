"""Reading a docx back: which figures are bound, which were changed by hand, which were typed by hand."""

import io
import re
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.pure.paper import (
    Binding,
    Figure,
    Paper,
    Para,
    Table,
    Unreadable,
    plain_text,
    read_bound,
    read_paragraphs,
    runs,
    write_docx,
)
from lianxin.pure.paper.bindings import TAG_LIMIT, id_of, tag_of
from tests.pure.paper_cases import bound, report

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def edited(data: bytes, edit: Callable[[str], str], *, without: tuple[str, ...] = ()) -> bytes:
    """The docx with its main part changed as an editor would, some parts left out."""
    box = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(box, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "word/document.xml":
                changed = edit(text)
                assert changed != text or without
                text = changed
            if name not in without:
                new.writestr(name, text)
    return box.getvalue()


def replaced(data: bytes, old: str, new: str) -> bytes:
    return edited(data, lambda text: text.replace(old, new, 1))


def without_tags(text: str) -> str:
    """As LibreOffice 7.4 saves it: controls stay, tags go, the bookmark's start moves inside."""
    text = re.sub(r"<w:tag [^>]*/>", "", text)
    return re.sub(r"(<w:bookmarkStart [^>]*/>)(<w:sdt>.*?<w:sdtContent>)", r"\2\1", text)


def simple(*parts: str | Figure) -> bytes:
    return write_docx(Paper("题", (Para(runs(*parts)),)))


class TestABoundFigure:
    def test_is_found_with_its_binding_at_its_place(self):
        data = write_docx(report())
        text, found = plain_text(data), read_bound(data)

        assert [(figure.text, figure.binding.indicator, figure.binding.value) for figure in found] == [
            ("1,286", "concern.registered", "1286"),
            ("1,203", "concern.closed", "1203"),
            ("11", "concern.closed", "11"),
        ]
        assert [text[figure.start : figure.end] for figure in found] == ["1,286", "1,203", "11"]
        assert text[: found[1].start].endswith("件，办结")
        assert all(figure.agrees for figure in found)

    def test_that_was_edited_is_the_one_that_no_longer_agrees(self):
        data = replaced(write_docx(report()), ">1,203<", ">1,303<")

        assert [(figure.text, figure.printed) for figure in read_bound(data) if not figure.agrees] == [
            ("1,303", "1,203")
        ]

    @pytest.mark.parametrize("text", ["1203", "1，203", "１，２０３", " 1,203 ", "1 203"])
    def test_written_in_another_manner_still_agrees(self, text):
        [figure] = read_bound(replaced(simple("办结", bound("1,203", "1203")), ">1,203<", f">{text}<"))

        assert figure.agrees

    @pytest.mark.parametrize("text", ["96.2%", "96%", "96.30%", "96.3", "近96.3%", "963%", ""])
    def test_with_other_digits_precision_or_unit_does_not(self, text):
        [figure] = read_bound(replaced(simple("率为", bound("96.3%", "96.3")), ">96.3%<", f">{text}<"))

        assert not figure.agrees

    def test_can_be_told_from_one_typed_beside_it(self):
        data = replaced(write_docx(report()), "件，办结", "件、受理1,999件，办结")
        text, found = plain_text(data), read_bound(data)
        typed = text.index("1,999")

        assert not any(figure.start <= typed < figure.end for figure in found)
        assert [text[figure.start : figure.end] for figure in found] == ["1,286", "1,203", "11"]

    def test_deleted_with_its_control_is_gone_and_the_others_stay(self):
        data = edited(
            write_docx(report()),
            lambda text: re.sub(r'<w:bookmarkStart w:id="1".*?<w:bookmarkEnd w:id="1"/>', "", text),
        )

        assert [figure.text for figure in read_bound(data)] == ["1,203", "11"]

    def test_beside_another_is_not_confused_with_it(self):
        found = read_bound(simple(bound("12", "12"), bound("34", "34"), bound("12", "12")))

        assert [(figure.text, figure.binding.value) for figure in found] == [("12", "12"), ("34", "34"), ("12", "12")]


class TestAControl:
    def test_shows_a_clerk_what_it_is_in_at_most_64_characters(self):
        binding = bound("1", "1").binding
        data = simple(
            Figure("1", binding, label="办结诉求"), Figure("2", binding), Figure("3", binding, label="长" * 90)
        )
        shown = re.findall(
            r'<w:alias w:val="([^"]*)"', zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        )

        assert shown[:2] == ["系统数据：办结诉求 2026-Q3", "系统数据：concern.closed 2026-Q3"]
        assert len(shown[2]) == TAG_LIMIT


class TestABinding:
    LONG = Binding("concern.on_time_rate_of_the_month", "2026.1", "0001/0004/001f/清水镇石桥村", "2026-Q3", "96.3")

    def test_that_fits_stands_in_the_tag_itself(self):
        figure = bound("1,203", "1203")
        data = edited(simple(figure), lambda text: text, without=("customXml/item1.xml",))

        assert len(tag_of(figure)) <= TAG_LIMIT
        assert read_bound(data)[0].binding == figure.binding

    def test_too_long_for_words_tags_is_kept_beside_the_text(self):
        figure = Figure("96.3%", self.LONG)

        assert len(tag_of(figure)) <= TAG_LIMIT
        assert read_bound(simple("率为", figure))[0].binding == self.LONG

    @pytest.mark.parametrize("binding", [LONG, bound("1", "1").binding], ids=["long", "short"])
    def test_survives_an_editor_that_drops_tags(self, binding):
        data = edited(simple("率为", Figure("96.3%", binding), "。"), without_tags)
        [figure] = read_bound(data)

        assert "w:tag" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        assert (figure.binding, figure.text, figure.agrees) == (binding, "96.3%", True)

    def test_covers_digits_typed_at_the_edge_of_a_control_without_tag(self):
        data = edited(simple("率为", Figure("96.3", self.LONG), "。"), without_tags)
        data = replaced(data, "</w:sdtContent>", "<w:r><w:t>5</w:t></w:r></w:sdtContent>")

        assert [(figure.text, figure.agrees) for figure in read_bound(data)] == [("96.35", False)]

    def test_of_somebody_elses_control_or_bookmark_is_none_of_ours(self):
        foreign = '<w:sdt><w:sdtPr><w:tag w:val="name"/></w:sdtPr><w:sdtContent><w:r><w:t>7</w:t></w:r></w:sdtContent></w:sdt>'
        data = replaced(
            simple("率为", bound("1", "1")),
            "</w:p><w:sectPr>",
            f'{foreign}<w:bookmarkStart w:id="9" w:name="_Toc1"/><w:r><w:t>8</w:t></w:r><w:bookmarkEnd w:id="9"/></w:p><w:sectPr>',
        )

        assert plain_text(data).endswith("率为178")
        assert [figure.text for figure in read_bound(data)] == ["1"]

    words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30)

    @pytest.mark.thorough
    @given(
        st.lists(
            st.tuples(
                words, st.builds(Figure, words.filter(bool), st.builds(Binding, words, words, words, words, words))
            ),
            max_size=4,
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_of_any_words_comes_back_as_it_was(self, pairs):
        data = simple(*[part for pair in pairs for part in pair])
        text, found = plain_text(data), read_bound(data)

        assert [(figure.text, figure.binding) for figure in found] == [
            (figure.text, figure.binding) for _, figure in pairs
        ]
        assert all(figure.agrees and text[figure.start : figure.end] == figure.text for figure in found)


class TestTheText:
    def test_is_that_with_changes_accepted(self):
        changes = (
            '<w:del w:id="7" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
            '<w:ins w:id="8" w:author="a"><w:r><w:t>新</w:t></w:r></w:ins>'
            '<w:moveFrom w:id="9"><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo w:id="9"><w:r><w:t>移来</w:t></w:r></w:moveTo>'
        )
        data = replaced(simple("正文"), "</w:p><w:sectPr>", changes + "</w:p><w:sectPr>")

        assert read_paragraphs(data)[-1] == "正文新移来"

    def test_counts_an_insertion_inside_a_control(self):
        data = replaced(
            simple("办结", bound("12", "12")),
            ">12</w:t></w:r>",
            ">1</w:t></w:r><w:del><w:r><w:delText>2</w:delText></w:r></w:del><w:ins><w:r><w:t>3</w:t></w:r></w:ins>",
        )

        assert [(figure.text, figure.agrees) for figure in read_bound(data)] == [("13", False)]

    def test_passes_over_field_codes_and_reads_links_fields_tabs_and_breaks(self):
        more = (
            "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:fldSimple><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:tab/><w:t>后</w:t><w:br/><w:t>行</w:t></w:r>"
        )
        data = replaced(simple("正文"), "</w:p><w:sectPr>", more + "</w:p><w:sectPr>")

        assert plain_text(data).endswith("正文链接3\t后\n行")

    def test_in_a_text_box_is_read_once(self):
        box = (
            '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            "<mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
            "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        data = replaced(simple("正文", bound("12", "12")), "<w:bookmarkStart", box + "<w:bookmarkStart")

        assert read_paragraphs(data)[-2:] == ["正文12", "框内"]
        assert plain_text(data)[slice(read_bound(data)[0].start, read_bound(data)[0].end)] == "12"

    def test_of_words_strict_files_is_read_too(self):
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        data = edited(write_docx(report()), lambda text: text.replace(NAMES[9:-1], strict))

        assert [figure.text for figure in read_bound(data)] == ["1,286", "1,203", "11"]

    def test_of_tables_is_read_cell_by_cell(self):
        data = write_docx(Paper("表", (Table(("村", "件"), (("石桥村", runs("共", bound("11", "11"))),)),)))

        assert read_paragraphs(data)[-5:-1] == ["村", "件", "石桥村", "共11"]


class TestAFileThatIsNoDocument:
    @pytest.mark.parametrize("read", [read_bound, plain_text, read_paragraphs])
    def test_is_refused_with_a_sentence(self, read):
        workbook = edited(simple("正文"), lambda text: "<workbook/>")

        for data in (b"", "纯文本".encode(), workbook, edited(simple("正文"), lambda text: text[:-9])):
            with pytest.raises(Unreadable, match="请"):
                read(data)

    def test_because_it_expands_entities_is_refused(self):
        with pytest.raises(Unreadable, match="DOCTYPE"):
            plain_text(edited(simple("正文"), lambda text: '<!DOCTYPE w [<!ENTITY a "b">]>' + text.partition("?>")[2]))

    def test_made_to_cost_time_costs_little(self):
        key = id_of(bound("1", "1"))
        mark = '<w:bookmarkStart w:id="{0}" w:name="_{1}_{0}"/><w:sdt><w:sdtContent><w:r><w:t>1</w:t></w:r></w:sdtContent></w:sdt>'
        many = "".join(mark.format(number, key) for number in range(2, 20_000))
        ends = "".join(f'<w:bookmarkEnd w:id="{number}"/>' for number in range(2, 20_000))
        data = replaced(simple("率为", bound("1", "1")), "</w:p><w:sectPr>", many + ends + "</w:p><w:sectPr>")

        begun = time.process_time()
        assert 100 < len(read_bound(data)) < 300  # a bookmark over half the page is no figure
        assert time.process_time() - begun < 3
