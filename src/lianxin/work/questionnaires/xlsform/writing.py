"""写 XLSForm: a questionnaire as survey, choices and settings; what XLSForm has no word for stands in `lx_` columns."""

import io
from collections.abc import Iterable

from lianxin.pure.questions import CHOICE, TEXT, Form, Item, Scale, Section
from lianxin.pure.tabular import Book

SURVEY = ("type", "name", "label::中文 (zh)", "relevant", "lx_each", "lx_local")
CHOICES = ("list_name", "name", "label::中文 (zh)", "score", "lx_step", "lx_scale", "lx_grades")
SETTINGS = ("form_title", "form_id", "version", "default_language")
Line = tuple[object, ...]


def rows_of(form: Form, *, form_id: str = "lianxin", version: str = "1") -> dict[str, list[Line]]:
    """The rows of the three sheets, each with its head first."""
    survey: list[Line] = [SURVEY]
    if form.intro:
        survey.append(("note", "lx_intro", form.intro, "", "", ""))
    for section in form.sections:
        survey.extend(_section(form, section))
    choices: list[Line] = [CHOICES]
    for scale in form.scales:
        choices.extend(_scale(scale))
    settings: list[Line] = [SETTINGS, (form.title, form_id, version, "中文 (zh)")]
    return {"survey": survey, "choices": choices, "settings": settings}


def _section(form: Form, section: Section) -> Iterable[Line]:
    yield "begin_group", section.code, section.title, "", "", _yes(section.is_local)
    for item in section.items:
        kind = (
            "text"
            if item.kind == TEXT
            else f"{'select_one' if item.kind == CHOICE else 'select_multiple'} {item.scale}"
        )
        local = _yes(item.is_local and not section.is_local)
        yield kind, item.code, item.wording, _relevant(form, item), _yes(item.each), local
    yield "end_group", "", "", "", "", ""


def _relevant(form: Form, item: Item) -> str:
    if not item.only_if:
        return ""
    name, options = item.only_if
    return " or ".join(f"selected(${{{name}}}, '{code}')" for code in options)


def _scale(scale: Scale) -> Iterable[Line]:
    grades = ";".join(f"{least}={word}" for least, word in scale.grades)
    for option in scale.options:
        mark = "" if option.score is None else option.score
        yield scale.code, option.code, option.label, mark, option.step, scale.label, grades


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""


def write(form: Form, *, form_id: str = "lianxin", version: str = "1") -> bytes:
    """The questionnaire as an XLSForm workbook."""
    box = io.BytesIO()
    book = Book(box)
    bold = book.add_format({"bold": True})
    for name, rows in rows_of(form, form_id=form_id, version=version).items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 1, 22)
        sheet.set_column(2, 2, 48)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, bold if number == 0 else None)
    book.close()
    return box.getvalue()
