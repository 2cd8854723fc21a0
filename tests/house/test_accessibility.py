"""无障碍的清单: docs/accessibility says of every point what holds; each test that it names is there, and the public page
tells the same numbers. What can be read off the files is asked here."""

import csv
import re
from collections import Counter

from allauth.account.forms import LoginForm

from lianxin.web.public import accessible, card_forms, forms, volunteering
from tests.house import source
from tests.house.test_security_ledger import missing

LIST = source.ROOT / "docs" / "accessibility" / "gbt37668.csv"
VERDICTS = ("pass", "partly", "fail", "not applicable")
#: WCAG 2.1, levels A and AA, and what 2.2 adds to them: how many criteria each guideline has
GUIDELINES = {
    "1.1": 1, "1.2": 5, "1.3": 5, "1.4": 9, "2.1": 3, "2.2": 2, "2.3": 1, "2.4": 8, "2.5": 6, "3.1": 2, "3.2": 5,
    "3.3": 6, "4.1": 3,
}  # fmt: skip
SCRIPTS = sorted(source.STATIC.glob("*.js"))
SHEETS = sorted(source.STATIC.glob("*.css"))


def rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestTheList:
    def test_has_every_point_once_and_no_cell_blank(self) -> None:
        found = rows()

        assert len({row["point"] for row in found}) == len(found)
        assert Counter(row["point"].rpartition(".")[0] for row in found) == GUIDELINES
        assert {row["level"] for row in found} == {"A", "AA"}
        assert [row for row in found for cell in row.values() if not (cell or "").strip()] == []

    def test_shows_what_holds_and_says_what_is_missing_of_the_rest(self) -> None:
        for row in rows():
            assert row["verdict"] in VERDICTS, row
            assert (row["test"] if row["verdict"] == "pass" else row["note"]) != "-", row

    def test_names_tests_that_are_there(self) -> None:
        assert missing([test for row in rows() for test in row["test"].split(";") if test != "-"]) == []
        assert missing(["tests/house/test_accessibility.py::TestTheList::test_that_is_gone"]) != []

    def test_is_what_the_public_page_tells(self) -> None:
        by = Counter(row["verdict"] for row in rows())
        told = accessible.VERDICTS

        assert (told.passed, told.partly, told.failed, told.without_object) == tuple(by[word] for word in VERDICTS)
        assert [one.point for one in accessible.LACKS] == [
            row["point"] for row in rows() if row["verdict"] in VERDICTS[1:3]
        ]
        assert told.all == len(rows())


def light(colour: str) -> float:
    """Relative luminance (WCAG)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_what_shows_where_one_is_stands_out() -> None:
    """The ring of the focus and the edge of a field: 3:1 on the paper and on the ground (WCAG 1.4.11)."""
    tokens = dict(
        re.findall(
            r"--([\w-]+): (#[0-9a-f]{3,6});", (source.STATIC / "tokens.css").read_text("utf-8").split(".elder")[0]
        )
    )
    tokens = {
        name: "#" + 2 * value[1:] if len(value) == 4 and len(set(value[1:])) == 1 else value
        for name, value in tokens.items()
    }

    for name in ("ring", "edge"):
        for under in ("sheet", "ground"):
            assert contrast(tokens[name], tokens[under]) >= 3, (name, under)
    assert contrast("#e0a100", tokens["sheet"]) < 3  # what it was
    page = (source.STATIC / "page.css").read_text("utf-8")
    assert ":focus-visible { outline: 3px solid var(--ring)" in page and "border: 1px solid var(--edge)" in page


def test_nothing_moves_by_itself() -> None:
    assert [
        source.name(path)
        for path in SHEETS
        if re.search(r"@keyframes|animation|transition\s*:", path.read_text("utf-8"))
    ] == []
    pages = [
        path for path in source.templates() if re.search(r"<(marquee|blink)\b|\bautoplay\b", path.read_text("utf-8"))
    ]
    assert pages == []


def test_a_press_does_nothing_until_it_is_let_go() -> None:
    """What is pressed first is only noted, keeps the cursor where it is, or begins a box that has numbers beside it."""
    early = re.compile(r"mousedown|touchstart|pointerdown|devicemotion|deviceorientation")

    assert [path.name for path in SCRIPTS if early.search(path.read_text("utf-8"))] == [
        "answering.js", "documents.js", "evidence.js", "page.js"
    ]  # fmt: skip


def test_what_is_drawn_can_be_typed() -> None:
    """涂黑: each box of the picture is a row of four numbers as well."""
    page = (source.TEMPLATES / "evidence" / "blacken.html").read_text("utf-8")

    assert page.count("<input") >= 4 and '{% translate "左" %}' in page


def test_what_a_resident_gives_of_himself_says_what_it_is() -> None:
    """Name and telephone may be filled in by the browser (WCAG 1.3.5)."""
    for form in (forms.SubmitForm, card_forms.CardComplaintForm, volunteering.JoinForm):
        said = [form.base_fields[name].widget.attrs.get("autocomplete") for name in ("name", "phone")]
        assert said == ["name", "tel"], form


def test_whoever_logs_in_may_paste() -> None:
    """No riddle, no forbidden paste: a password keeper does it (WCAG 3.3.8)."""
    assert LoginForm.base_fields["password"].widget.attrs["autocomplete"] == "current-password"
    assert "paste" not in (source.STATIC / "page.js").read_text("utf-8")
    assert not re.search(
        r"captcha|验证码", (source.TEMPLATES / "account" / "login.html").read_text("utf-8"), re.IGNORECASE
    )


def test_what_moves_sideways_is_reached_with_the_keyboard() -> None:
    """Chromium gives the focus to what scrolls; other browsers only where they are told."""
    for path in source.templates():
        for box in re.findall(
            r'<div class="(?:[\w-]+ )*(?:scroll|ledger)(?: [\w-]+)*"[^\n]{0,90}', path.read_text("utf-8")
        ):
            assert 'tabindex="0"' in box and "aria-label" in box, source.name(path)
