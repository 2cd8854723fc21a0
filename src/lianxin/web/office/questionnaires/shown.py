"""问卷页面上显示的: counts in words, the lines of an authoring page, the tabs of the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.pure.questions import TEXT, Answers, Form, Item, Scale, Sheet, Subject, Texts
from lianxin.web.office.questionnaires.forms import KINDS
from lianxin.web.ui.answering import counted
from lianxin.web.ui.rooms import RoomTab, room_tabs

PAGES = ((gettext_lazy("问卷"), "questionnaires:index"), (gettext_lazy("题库"), "questionnaires:bank"))
TONES = {"draft": "todo", "approved": "done", "withdrawn": "quiet"}


def tabs(here: str) -> list[RoomTab]:
    """The pages of the room."""
    return room_tabs(PAGES, f"questionnaires:{here}")


def count_words(form: Form) -> str:
    """几个方面几项, and how many of them are the unit's own."""
    local = sum(item.is_local for item in form.items)
    words = counted(Sheet(form)) or _("还没有题目")
    return _("%(words)s，其中本单位增加 %(n)s 题") % {"words": words, "n": local} if local else words


@dataclass(frozen=True)
class ItemLine:
    """一题 on the authoring page: number, what is asked, how it is answered, whether it may be changed here."""

    item: Item
    number: int
    how: str
    condition: str
    is_fixed: bool


@dataclass(frozen=True)
class SectionLine:
    """一个部分 on the authoring page."""

    section: Any
    items: tuple[ItemLine, ...]
    is_fixed: bool


def lines(form: Form, is_adopted: bool, *, with_marks: bool = True) -> list[SectionLine]:
    """The form as the authoring page shows it; what was handed down is fixed."""
    numbers = {item.code: n for n, item in enumerate(form.items, start=1)}
    return [
        SectionLine(
            section,
            tuple(
                ItemLine(
                    item, numbers[item.code], how(form, item, with_marks), condition(form, item, numbers), is_adopted and not item.is_local
                )
                for item in section.items
            ),
            is_adopted and not section.is_local,
        )
        for section in form.sections
    ]  # fmt: skip


def how(form: Form, item: Item, with_marks: bool) -> str:
    """How it is answered: 单选：满意、基本满意、不满意."""
    kind = dict(KINDS)[item.kind]
    words = options(form.scale_of(item), with_marks)
    return str(kind) if item.kind == TEXT else _("%(kind)s：%(words)s") % {"kind": kind, "words": words}


def options(scale: Scale | None, with_marks: bool = True) -> str:
    """The options with their marks: 满意（100 分）、不满意（0 分）."""
    if scale is None:
        return ""
    return "、".join(
        _("%(label)s（%(score)s 分）") % {"label": one.label, "score": one.score}
        if with_marks and one.score is not None
        else one.label
        for one in scale.options
    )


def grades(scale: Scale) -> str:
    """The words that a mean is given: 85 分以上满意，60 分以上基本满意，以下不满意."""
    found = [_("%(least)s 分以上%(word)s") % {"least": least, "word": word} for least, word in scale.grades if least]
    rest = next((word for least, word in scale.grades if not least), "")
    return "，".join([*found, _("以下%(word)s") % {"word": rest}]) if found else ""


def condition(form: Form, item: Item, numbers: dict[str, int]) -> str:
    """只有选了…才问, in words."""
    before = form.item(item.only_if[0]) if item.only_if else None
    scale = form.scale_of(before) if before else None
    if before is None or scale is None or item.only_if is None:
        return ""
    words = [one.label for one in scale.options if one.code in item.only_if[1]]
    return _("第 %(n)s 题选了“%(words)s”才答这一题。") % {"n": numbers[before.code], "words": _("”或“").join(words)}


def sample_subjects(form: Form) -> tuple[Subject, ...]:
    """Three invented subjects for the preview, where something is asked of each."""
    if not any(item.each for item in form.items):
        return ()
    names: Sequence[str] = (_("评议对象甲"), _("评议对象乙"), _("评议对象丙"))
    return tuple(Subject(f"sample{n}", name) for n, name in enumerate(names, start=1))


def said(sheet: Sheet, answers: Answers, texts: Texts) -> list[tuple[str, str]]:
    """What a sheet says that was sent in, in words; what was left open stands as 弃权."""
    found = []
    for subject, item in sheet.asked(answers):
        code, scale = subject.code if subject else "", sheet.form.scale_of(item)
        chosen = answers.get(code, {}).get(item.code, [])
        words = texts.get(code, {}).get(item.code, "") if item.kind == TEXT else "、".join(
            one.label for one in (scale.options if scale else ()) if one.code in chosen
        )  # fmt: skip
        about = f"{subject.label}：{item.wording}" if subject else item.wording
        found.append((about, words or (_("没有写") if item.kind == TEXT else _("弃权"))))
    return found


def story(ref: str) -> list[str]:
    """经过, in sentences."""
    entries = list(book.story(ref))
    private = book.private_of(entries)
    return [book.sentence(entry, private.get(entry.n)) for entry in entries]
