"""问卷 brought to a state by commands alone: drafts, approved, handed down, adopted."""

from dataclasses import replace

from lianxin.pure.questions import TEXT, Form, Item
from lianxin.work.questionnaires import authoring, commands
from lianxin.work.questionnaires.bank import PACKS, SCALES
from lianxin.work.questionnaires.models import Version
from tests.conftest import NOON


def form_of(*packs: str, title: str = "机关作风评议问卷") -> Form:
    """A form with these sets of the bank."""
    form = Form(title, "不记姓名，结果只看总数。")
    for code in packs:
        form = authoring.take(form, PACKS[code], goal="创业致富")
    return form


def drafted(town, *packs: str, unit=None, by=None, title: str = "机关作风评议问卷") -> Version:
    """A draft of the county (or of `unit`), with these sets of the bank; 四个方面 by default."""
    form = form_of(*(packs or ("four_sides",)), title=title)
    return commands.draw_up(form=form, unit=unit or town.county, by=by or town.clerk, at=NOON)


def approved(town, *packs: str, title: str = "机关作风评议问卷") -> Version:
    """An approved one of the county."""
    return commands.approve(version=drafted(town, *packs, title=title), by=town.clerk, at=NOON)


def handed_down(town, *packs: str) -> Version:
    """Approved and handed down to both townships."""
    version = approved(town, *packs)
    commands.push_down(version=version, units=[town.qingshui, town.baisha], by=town.clerk, at=NOON)
    return version


def adopted(town, version: Version | None = None) -> Version:
    """清水镇's copy of what was handed down, as a draft."""
    version = version or handed_down(town)
    return commands.adopt(version=version, unit=town.qingshui, by=town.officer, at=NOON)


def with_own_item(town, own: Version, wording: str = "赶集日办事是否方便", section: str = "") -> Version:
    """清水镇 adds a question of its own."""
    item = Item("", wording, scale="three", is_local=True)
    return commands.edit(
        version=own, by=town.officer, at=NOON,
        change=lambda form: authoring.put_item(
            form, item, section=section or form.sections[0].code, scale=SCALES["three"]
        ),
    )  # fmt: skip


def reworded(form: Form, code: str, wording: str) -> Form:
    """The form with one question in other words."""
    item = form.item(code)
    return authoring.put_item(
        form, replace(item, wording=wording), scale=None if item.kind == TEXT else form.scale_of(item)
    )
