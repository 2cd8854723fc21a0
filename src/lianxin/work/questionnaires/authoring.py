"""拟题: one change of a form at a time, as plain values: a section, a question, a step up or down, a set from the bank.

Every function takes a Form and gives a Form; `Unfit` says what to do where the form would no longer hold together.
`is_local` is True where a unit adds to what was handed down to it: new sections and questions are marked so.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from lianxin.pure.questions import KINDS, TEXT, UNKNOWN, Form, Item, Option, Scale, Section
from lianxin.work.concerns.problems import Unfit
from lianxin.work.questionnaires.bank import Pack, scale_named
from lianxin.work.questionnaires.bank.scales import GRADES

LONGEST_WORDING = 200
MOST_OPTIONS = 12
DONT_KNOW = ("不了解", "不清楚", "说不清", "不知道", "弃权")
_LINE = re.compile(r"^(?P<label>.+?)\s*[=＝:：]\s*(?P<score>\d{1,3})$")


def add_section(form: Form, title: str, *, is_local: bool = False) -> Form:
    """加一个部分 at the end."""
    if not title.strip():
        raise Unfit(_("请写这一部分的名称。"), "title")
    code = _fresh("s", {section.code for section in form.sections})
    return replace(form, sections=(*form.sections, Section(code, title.strip(), (), is_local)))


def name_section(form: Form, code: str, title: str) -> Form:
    """改部分名称."""
    if not title.strip():
        raise Unfit(_("请写这一部分的名称。"), "title")
    return _sections(form, lambda section: replace(section, title=title.strip()) if section.code == code else section)


def words(form: Form, title: str, intro: str) -> Form:
    """标题与卷首语."""
    return replace(form, title=title.strip(), intro=intro.strip())


def put_item(form: Form, item: Item, *, section: str = "", scale: Scale | None = None) -> Form:
    """加一题, or change the one of the same code; a new question goes to the end of `section`."""
    _refuse_odd_item(item, scale)
    form = _with_scale(form, scale)
    if form.item(item.code):
        form = _sections(
            form, lambda one: replace(one, items=tuple(item if x.code == item.code else x for x in one.items))
        )
        return _whole(_used_scales(form))
    if section not in {one.code for one in form.sections}:
        raise Unfit(_("请先加一个部分，再加题目。"))
    new = replace(item, code=item.code or _fresh("q", {one.code for one in form.items}))
    form = _sections(form, lambda one: replace(one, items=(*one.items, new)) if one.code == section else one)
    return _whole(_used_scales(form))


def _refuse_odd_item(item: Item, scale: Scale | None) -> None:
    if not item.wording.strip() or len(item.wording) > LONGEST_WORDING:
        raise Unfit(_("请写题干，不超过 %(n)s 字。") % {"n": LONGEST_WORDING}, "wording")
    if item.kind not in KINDS:
        raise Unfit(_("请选题型。"), "kind")
    if item.kind != TEXT and scale is None:
        raise Unfit(_("请选一个尺度，或者自己写选项。"), "scale")


def remove(form: Form, code: str) -> Form:
    """删去 a question, or a section with all in it. Raises Unfit where a condition elsewhere points to it."""
    gone = {item.code for section in form.sections if section.code == code for item in section.items} | {code}
    for item in form.items:
        if item.code not in gone and item.only_if and item.only_if[0] in gone:
            raise Unfit(_("“%(item)s”的条件指着要删的题，请先改那一题的条件。") % {"item": item.wording})
    sections = tuple(
        replace(section, items=tuple(item for item in section.items if item.code != code))
        for section in form.sections
        if section.code != code
    )
    return _used_scales(replace(form, sections=sections))


def move(form: Form, code: str, step: int) -> Form:
    """上移, 下移 by one: a section among its like; a question, at the edge into the next section. Stays at the very edge."""
    sections = list(form.sections)
    at = next((n for n, one in enumerate(sections) if one.code == code), None)
    if at is not None:
        if 0 <= at + step < len(sections):
            sections[at], sections[at + step] = sections[at + step], sections[at]
        return _whole(replace(form, sections=tuple(sections)))
    for n, section in enumerate(sections):
        items = list(section.items)
        here = next((i for i, item in enumerate(items) if item.code == code), None)
        if here is None:
            continue
        if 0 <= here + step < len(items):
            items[here], items[here + step] = items[here + step], items[here]
            sections[n] = replace(section, items=tuple(items))
        elif 0 <= n + step < len(sections):
            item, there = items.pop(here), sections[n + step]
            sections[n] = replace(section, items=tuple(items))
            sections[n + step] = replace(there, items=(*there.items, item) if step < 0 else (item, *there.items))
        return _whole(replace(form, sections=tuple(sections)))
    return form


def take(form: Form, pack: Pack, *, items: Iterable[str] | None = None, goal: str = "", is_local: bool = False) -> Form:
    """从题库取: a pack's sections, or those of its `items`, at the end; codes are made new where they are taken already."""
    if pack.slot and not goal.strip():
        raise Unfit(_("请写本单位的目标，如“创业致富”“和谐安定”。"), "goal")
    wanted = {item.code for item in pack.items} if items is None else set(items)
    if not wanted & {item.code for item in pack.items}:
        raise Unfit(_("请至少选一题。"), "items")
    taken, names = {item.code for item in form.items}, {section.code for section in form.sections}
    renamed: dict[str, str] = {}
    for item in pack.items:
        renamed[item.code] = _fresh(f"{item.code}_", taken) if item.code in taken else item.code
        taken.add(renamed[item.code])
    added = []
    for section in pack.sections:
        kept = tuple(_taken(item, renamed, wanted, goal, is_local) for item in section.items if item.code in wanted)
        if kept:
            code = _fresh(f"{section.code}_", names) if section.code in names else section.code
            names.add(code)
            added.append(Section(code, section.title, kept, is_local))
    for scale in pack.scales:
        form = _with_scale(form, scale)
    return _used_scales(replace(form, sections=(*form.sections, *added)))


def _taken(item: Item, renamed: dict[str, str], wanted: set[str], goal: str, is_local: bool) -> Item:
    condition = item.only_if if item.only_if and item.only_if[0] in wanted else None
    return replace(
        item, code=renamed[item.code], wording=item.wording.replace("{goal}", goal.strip()), is_local=is_local,
        only_if=(renamed[condition[0]], condition[1]) if condition else None,
    )  # fmt: skip


def own_scale(form: Form, lines: Iterable[str]) -> Scale:
    """自己写的选项, one per line, best first, with or without marks: `好=100`. What stands in three steps follows the marks:

    80 and more 满意, 60 and more 基本满意, less 不满意; 不了解 and its like are no answer. Raises Unfit.
    """
    options = [_option(n, line.strip()) for n, line in enumerate((one for one in lines if one.strip()), start=1)]
    if not 2 <= len(options) <= MOST_OPTIONS or len({one.label for one in options}) < len(options):
        raise Unfit(_("请写 2 到 %(n)s 个不同的选项，一行一个。") % {"n": MOST_OPTIONS}, "options")
    scored = [one for one in options if one.step != UNKNOWN]
    if any(one.score is not None for one in scored) and any(one.score is None for one in scored):
        raise Unfit(_("分值要么都写，要么都不写。“不了解”一类不写分值。"), "options")
    same = next((one for one in form.scales if one.options == tuple(options)), None)
    if same is not None:
        return same
    code = _fresh("own", {scale.code for scale in form.scales})
    grades = GRADES["four"] if any(one.score is not None for one in options) else ()
    return Scale(code, "、".join(one.label for one in options)[:40], tuple(options), grades)


def _option(number: int, line: str) -> Option:
    found = _LINE.match(line)
    label, score = (found["label"], int(found["score"])) if found else (line, None)
    if len(label) > 40 or (score is not None and score > 100):
        raise Unfit(_("选项不超过 40 字，分值在 0 到 100 之间。"), "options")
    if label in DONT_KNOW:
        return Option(f"o{number}", label, None, UNKNOWN)
    step = "" if score is None else "satisfied" if score >= 80 else "fairly" if score >= 60 else "dissatisfied"
    return Option(f"o{number}", label, score, step)


def scale_for(form: Form, code: str) -> Scale | None:
    """The scale of this code: the form's own first, so that a scale in use stays as it is; then the shelf's."""
    return next((one for one in form.scales if one.code == code), None) or scale_named(code)


def _with_scale(form: Form, scale: Scale | None) -> Form:
    if scale is None or any(one.code == scale.code for one in form.scales):
        return form
    return replace(form, scales=(*form.scales, scale))


def _used_scales(form: Form) -> Form:
    used = {item.scale for item in form.items}
    return replace(form, scales=tuple(scale for scale in form.scales if scale.code in used))


def _sections(form: Form, change: Callable[[Section], Section]) -> Form:
    return replace(form, sections=tuple(change(section) for section in form.sections))


def _whole(form: Form) -> Form:
    """The form, if every condition still looks back to a choice; else Unfit with the question that would not."""
    seen: dict[str, Item] = {}
    for item in form.items:
        before = seen.get(item.only_if[0]) if item.only_if else None
        if item.only_if and (before is None or before.kind == TEXT or (before.each and not item.each)):
            raise Unfit(_("“%(item)s”的条件要指它前面的一道选择题，这样改就指不到了。") % {"item": item.wording})
        scale = form.scale_of(before) if before else None
        if item.only_if and scale and not all(scale.option(code) for code in item.only_if[1]):
            raise Unfit(_("“%(item)s”的条件用到的选项会没有了，请先改那一题的条件。") % {"item": item.wording})
        seen[item.code] = item
    return form


def _fresh(start: str, taken: Iterable[str]) -> str:
    have, number = set(taken), 1
    while f"{start}{number}" in have:
        number += 1
    return f"{start}{number}"
