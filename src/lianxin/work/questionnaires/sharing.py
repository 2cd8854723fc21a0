"""统一部分与本单位增加: what of a form was handed down and must stay, what a unit added; how two forms differ."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from lianxin.pure.questions import TEXT, Form, Item, Scale, Section
from lianxin.work.concerns.problems import Unfit


@dataclass(frozen=True)
class Counts:
    """几个方面几项: sections, items that are chosen, open questions, and how many of them the unit added."""

    sections: int
    items: int
    texts: int
    local: int


def counts(form: Form) -> Counts:
    """Counted for the form and printed on it (M144: “6 个方面分 21 项”)."""
    texts = sum(item.kind == TEXT for item in form.items)
    chosen = sum(any(item.kind != TEXT for item in section.items) for section in form.sections)
    return Counts(chosen, len(form.items) - texts, texts, sum(item.is_local for item in form.items))


def as_handed_down(form: Form) -> Form:
    """The form as those below get it: for them all of it is fixed, also what the unit above had added."""
    sections = tuple(
        replace(section, is_local=False, items=tuple(replace(item, is_local=False) for item in section.items))
        for section in form.sections
    )
    return replace(form, sections=sections)


def fixed_part(form: Form) -> tuple[Section, ...]:
    """The sections without what the unit added."""
    return tuple(
        replace(section, items=tuple(item for item in section.items if not item.is_local))
        for section in form.sections
        if not section.is_local
    )


def refuse_changes(above: Form, own: Form) -> None:
    """Raise Unfit where `own` differs from `above` in anything but what is marked as added by the unit."""
    want = as_handed_down(above)
    if (own.title, own.intro) != (want.title, want.intro):
        raise Unfit(_("标题和卷首语由上级统一制定，不能改。可以增加本单位的题目。"))
    fixed, scales = fixed_part(own), {scale.code: scale for scale in own.scales}
    kept = {section.code: section for section in fixed}
    for section in want.sections:
        if kept.get(section.code) != section:
            raise Unfit(
                _("“%(section)s”由上级统一制定，题目、选项和顺序都不能改、不能删。可以增加本单位的题目。")
                % {"section": section.title}
            )
    is_same_order = [section.code for section in fixed] == [section.code for section in want.sections]
    if not is_same_order or any(scales.get(scale.code) != scale for scale in want.scales):
        raise Unfit(_("上级统一制定的部分和尺度不能改、不能换次序。可以增加本单位的题目。"))


def carried_over(above: Form, own: Form) -> Form:
    """The superior's new form with what the unit had added to the old one, each in its section if that still stands."""
    form = as_handed_down(above)
    added = {section.code: [item for item in section.items if item.is_local] for section in own.sections}
    taken = {item.code for item in form.items}
    sections = [
        replace(section, items=section.items + tuple(_free(added.get(section.code, ()), taken)))
        for section in form.sections
    ]
    stand = {section.code for section in sections}
    for section in own.sections:
        items = tuple(_free(added[section.code], taken))
        if items and section.code not in stand:
            sections.append(replace(section, items=items, is_local=True))
    used = {item.scale for section in sections for item in section.items}
    scales = list(form.scales)
    scales += [one for one in own.scales if one.code in used and one.code not in {have.code for have in scales}]
    return _without_dead_ends(replace(form, sections=tuple(sections), scales=tuple(scales)))


def _free(items: Iterable[Item], taken: set[str]) -> list[Item]:
    return [item for item in items if item.code not in taken]


def _without_dead_ends(form: Form) -> Form:
    """Conditions of added items that point to what no longer stands are taken off."""
    codes = {item.code for item in form.items}
    sections = tuple(
        replace(
            section,
            items=tuple(
                replace(item, only_if=None) if item.only_if and item.only_if[0] not in codes else item
                for item in section.items
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


@dataclass(frozen=True)
class Difference:
    """一处不同 between two forms: what happened (added, gone, changed), and the words before and after."""

    kind: str
    before: str
    after: str


def differences(old: Form, new: Form) -> list[Difference]:
    """What is added, gone or worded otherwise in the new form; items are the same by their code."""
    was, now = {item.code: item for item in old.items}, {item.code: item for item in new.items}
    found = [Difference("gone", item.wording, "") for code, item in was.items() if code not in now]
    for code, item in now.items():
        before = was.get(code)
        if before is None:
            found.append(Difference("added", "", item.wording))
        elif replace(before, is_local=False) != replace(item, is_local=False) or _words(old, before) != _words(
            new, item
        ):
            found.append(Difference("changed", _told(old, before), _told(new, item)))
    if (old.title, old.intro) != (new.title, new.intro):
        found.append(Difference("changed", f"{old.title} {old.intro}".strip(), f"{new.title} {new.intro}".strip()))
    return found


def _words(form: Form, item: Item) -> tuple[str, ...]:
    scale: Scale | None = form.scale_of(item)
    return tuple(option.label for option in scale.options) if scale else ()


def _told(form: Form, item: Item) -> str:
    words = "、".join(_words(form, item))
    return f"{item.wording}（{words}）" if words else item.wording
