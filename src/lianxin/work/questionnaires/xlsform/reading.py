"""读 XLSForm: what a questionnaire can hold goes in; what it cannot is listed with its row and the reason.

Goes in: select_one, select_multiple, text, note (before the first question: as the words above), begin_group,
begin_repeat (asked of each subject), simple conditions (`${q} = 'x'`, `${q} != 'x'`, `selected(${q}, 'x')`, joined
by `or`), hints, or_other. Labels are taken in Chinese where there are any, else in the default language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.surveys import Row, Survey
from lianxin.pure.questions import CHOICE, MANY, TEXT, Form, Item, Option, Scale, Section
from lianxin.work.questionnaires.authoring import DONT_KNOW, LONGEST_WORDING

ONE = ("select_one", "select one", "select1", "select one from", "add select one prompt using")
SEVERAL = (
    "select_multiple",
    "select multiple",
    "select all that apply",
    "select all that apply from",
    "add select multiple prompt using",
)
WRITTEN = ("text", "string")
UNASKED = (
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "phonenumber",
    "email",
    "audit",
    "simserial",
    "subscriberid",
)
DROPPED = {
    "required": gettext_lazy("必答没有带进来：评议可以弃权。"),
    "constraint": gettext_lazy("取值限制没有带进来。"),
    "calculation": gettext_lazy("计算没有带进来。"),
    "default": gettext_lazy("默认值没有带进来：默认选项会影响评议。"),
    "choice_filter": gettext_lazy("级联选项没有带进来，列出了全部选项。"),
}
_OPTION_OF = re.compile(r"^\$\{([^}]+)\}\s*(!?=)\s*['\"]([^'\"]*)['\"]$")
_SELECTED = re.compile(r"^selected\(\s*(?:\$\{([^}]+)\}|\.\./([\w.-]+))\s*,\s*['\"]([^'\"]*)['\"]\s*\)$")
_OR_OTHER = ("or_other", "or other", "or specify other")


@dataclass(frozen=True)
class Note:
    """没有带进来的一处: the sheet, the row in it (0: the file as a whole), what it is, and why."""

    sheet: str
    row: int
    what: str
    why: str


@dataclass
class _Open:
    """A group that is open: its title, whether asked of each subject, its condition."""

    title: str
    each: bool = False
    relevant: str = ""
    is_local: bool = False
    code: str = ""


@dataclass
class _Reader:
    survey: Survey
    notes: list[Note] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)
    sections: list[tuple[Section, list[Item]]] = field(default_factory=list)
    scales: dict[str, Scale] = field(default_factory=dict)
    names: dict[str, Item] = field(default_factory=dict)
    groups: list[_Open] = field(default_factory=list)

    def say(self, row: int, what: str, why: str, sheet: str = "survey") -> None:
        self.notes.append(Note(sheet, row, what[:60], why))


def form_from(survey: Survey, *, title: str = "") -> tuple[Form, list[Note]]:
    """The draft that an XLSForm gives, and what did not go in. `title` where the file names none."""
    reader = _Reader(survey)
    _scales(reader)
    refused = {row: sentence for sheet, row, sentence in survey.faults if sheet == "survey" and row}
    for number, row in enumerate(survey.survey, start=2):
        if number in refused:
            reader.say(number, _named(row), _("XLSForm 的读取程序不认这一行：%(said)s") % {"said": refused[number]})
        elif row:
            _row(reader, number, {_plain_key(key): value for key, value in row.items()}, row)
    for sheet, number, sentence in survey.faults:
        if sheet != "survey" or not number:
            reader.say(number, "", _("XLSForm 的读取程序提示：%(said)s") % {"said": sentence}, sheet)
    settings = {_plain_key(key): value for key, value in survey.settings.items()}
    used = {item.scale for _section, items in reader.sections for item in items}
    form = Form(
        (settings.get("form_title") or settings.get("title") or title or _("导入的问卷"))[:80], "\n".join(reader.intro),
        tuple(replace(section, items=tuple(items)) for section, items in reader.sections if items),
        tuple(scale for scale in reader.scales.values() if scale.code in used),
    )  # fmt: skip
    return form, reader.notes


def _plain_key(key: str) -> str:
    key = key.strip().lower().replace("bind::", "").replace("bind:", "")
    return {"relevance": "relevant", "caption": "label", "command": "type", "tag": "name", "list name": "list_name",
            "value": "name", "calculate": "calculation"}.get(key, key)  # fmt: skip


def label_in(row: Mapping[str, str], name: str = "label", default_language: str = "") -> str:
    """The label in Chinese, else in the default language, else the plain one, else whichever comes first."""
    found = {key.partition(":")[2].strip(": ").lower(): value for key, value in row.items()
             if key.strip().lower().partition(":")[0] == name and value}  # fmt: skip
    for language, text in found.items():
        if "zh" in language or "中文" in language or "chinese" in language or "汉" in language:
            return text
    return found.get(default_language.lower()) or found.get("") or next(iter(found.values()), "")


def _label(reader: _Reader, row: Row, name: str = "label") -> str:
    text = label_in(row, name, reader.survey.settings.get("default_language", ""))
    return re.sub(r"<[^>]{1,80}>|\*\*", "", text).strip()


def _named(row: Mapping[str, str]) -> str:
    return label_in(row) or row.get("name", "") or row.get("type", "")


def _scales(reader: _Reader) -> None:
    lists: dict[str, list[tuple[Option, Row]]] = {}
    for number, raw in enumerate(reader.survey.choices, start=2):
        row = {_plain_key(key): value for key, value in raw.items()}
        name, code = row.get("list_name", ""), row.get("name", "")
        label = _label(reader, raw) or code
        if not name or not code:
            if row:
                reader.say(number, label, _("选项没有写 list_name 或 name。"), "choices")
            continue
        if any(option.code == code for option, _raw in lists.get(name, ())):
            reader.say(number, label, _("同一组选项里代码重复，只留第一个。"), "choices")
            continue
        lists.setdefault(name, []).append((_option(row, code, label), row))
    for name, found in lists.items():
        first = found[0][1]
        label = first.get("lx_scale") or "、".join(option.label for option, _raw in found)[:40]
        reader.scales[name] = Scale(
            name[:60], label, tuple(option for option, _raw in found), _grades(first.get("lx_grades", ""))
        )


def _option(row: Mapping[str, str], code: str, label: str) -> Option:
    mark = row.get("score", row.get("分值", ""))
    score = int(float(mark)) if re.fullmatch(r"\d{1,3}(\.0+)?", mark) and float(mark) <= 100 else None
    step = row.get("lx_step", "")
    if step not in {"satisfied", "fairly", "dissatisfied", "unknown"}:
        step = "unknown" if label in DONT_KNOW else ""
    return Option(code[:60], label[:100], score, step)


def _grades(text: str) -> tuple[tuple[int, str], ...]:
    found = re.findall(r"(\d{1,3})=([^;；]{1,20})", text)
    return tuple((int(least), word) for least, word in found)


def _row(reader: _Reader, number: int, row: dict[str, str], raw: Row) -> None:
    kind = " ".join(row.get("type", "").split())
    verb, _blank, rest = kind.replace("begin ", "begin_").replace("end ", "end_").partition(" ")
    if verb in {"begin_group", "begin_repeat"}:
        _open(reader, number, row, raw, verb == "begin_repeat")
    elif verb in {"end_group", "end_repeat"}:
        if reader.groups:
            reader.groups.pop()
    elif kind == "note":
        _note(reader, number, _label(reader, raw))
    elif kind in WRITTEN:
        _item(reader, number, row, raw, TEXT, "")
    elif (name := _list_of(kind, ONE)) is not None:
        _item(reader, number, row, raw, CHOICE, name)
    elif (name := _list_of(kind, SEVERAL)) is not None:
        _item(reader, number, row, raw, MANY, name)
    elif kind in UNASKED:
        reader.say(number, kind, _("不收集填写人、设备和时间。"))
    elif kind:
        reader.say(number, _named(raw), _("题型 %(kind)s 放不进问卷，只有单选、多选和文字。") % {"kind": kind[:30]})


def _list_of(kind: str, verbs: tuple[str, ...]) -> str | None:
    for verb in sorted(verbs, key=len, reverse=True):
        if kind.startswith(f"{verb} "):
            return kind[len(verb) + 1 :].strip()
    return None


def _open(reader: _Reader, number: int, row: dict[str, str], raw: Row, is_repeat: bool) -> None:
    above = reader.groups[-1] if reader.groups else _Open("")
    if is_repeat:
        reader.say(number, _named(raw), _("重复组按“逐个评议对象”读入，请核对。"))
    title = "·".join(one for one in (above.title, _label(reader, raw)) if one) or row.get("name", "")
    if above.relevant and row.get("relevant"):
        reader.say(number, title, _("两层条件放不进问卷，只留里面一层。"))
    reader.groups.append(
        _Open(title[:80], is_repeat or above.each, row.get("relevant", "") or above.relevant,
              row.get("lx_local") == "yes" or above.is_local, row.get("name", ""))
    )  # fmt: skip


def _note(reader: _Reader, number: int, text: str) -> None:
    if reader.names:
        reader.say(number, text, _("说明文字只能放在卷首，这一条没有带进来。"))
    elif text:
        reader.intro.append(text)


def _section(reader: _Reader) -> list[Item]:
    here = reader.groups[-1] if reader.groups else _Open(_("问题"))
    last = reader.sections[-1] if reader.sections else None
    if last is None or (last[0].title, last[0].is_local) != (here.title, here.is_local):
        taken = {section.code for section, _items in reader.sections}
        code = (
            here.code
            if re.fullmatch(r"[A-Za-z_][\w-]{0,50}", here.code) and here.code not in taken
            else f"s{len(taken) + 1}"
        )
        last = (Section(code, here.title, (), here.is_local), [])
        reader.sections.append(last)
    return last[1]


def _item(reader: _Reader, number: int, row: dict[str, str], raw: Row, kind: str, rest: str) -> None:
    group = reader.groups[-1] if reader.groups else _Open("")
    other = next((word for word in _OR_OTHER if rest.endswith(f" {word}")), "")
    listed = rest[: -len(other)].strip() if other else rest
    wording, name = _label(reader, raw) or row.get("name", ""), row.get("name", "")
    hint = _label(reader, raw, "hint")
    wording = f"{wording}（{hint}）" if hint and len(wording) + len(hint) < LONGEST_WORDING else wording
    if not wording or name in reader.names:
        reader.say(number, wording or name, _("没有题干，或者名称与别的题重复。"))
        return
    if kind != TEXT and listed not in reader.scales:
        reader.say(number, wording, _("找不到选项组“%(name)s”。") % {"name": listed[:40]})
        return
    for column, why in DROPPED.items():
        if row.get(column) and row[column].lower() not in {"no", "false"}:
            reader.say(number, wording, str(why))
    code = name if re.fullmatch(r"[A-Za-z_][\w-]{0,50}", name) else f"q{number}"
    each = group.each or row.get("lx_each") == "yes"
    condition = _condition(reader, number, wording, row.get("relevant", "") or group.relevant, each)
    item = Item(
        code, wording[:LONGEST_WORDING], kind, reader.scales[listed].code if kind != TEXT else "", each, condition,
        group.is_local or row.get("lx_local") == "yes",
    )  # fmt: skip
    items = _section(reader)
    items.append(item)
    reader.names[name] = item
    if other:
        _add_other(reader, listed, item, items)


def _add_other(reader: _Reader, listed: str, item: Item, items: list[Item]) -> None:
    """or_other: one more option, and a text asked of who chose it."""
    scale = reader.scales[listed]
    if scale.option("other") is None:
        reader.scales[listed] = replace(scale, options=(*scale.options, Option("other", _("其他"))))
    text = Item(
        f"{item.code}_other",
        _("其他，请写明"),
        TEXT,
        each=item.each,
        only_if=(item.code, ("other",)),
        is_local=item.is_local,
    )
    items.append(text)
    reader.names[text.code] = text


def _condition(
    reader: _Reader, number: int, wording: str, relevant: str, each: bool
) -> tuple[str, tuple[str, ...]] | None:
    if not relevant:
        return None
    about: set[str] = set()
    options: list[str] = []
    for part in re.split(r"\s+or\s+", relevant.strip()):
        part = part.strip().removeprefix("(").removesuffix(")") if part.startswith("(") else part.strip()
        said, chosen = _OPTION_OF.match(part), _SELECTED.match(part)
        name = said[1] if said else (chosen[1] or chosen[2]) if chosen else ""
        before = reader.names.get(name.strip())
        scale = next((one for one in reader.scales.values() if before and one.code == before.scale), None)
        code = said[3] if said else chosen[3] if chosen else ""
        if before is None or scale is None or scale.option(code) is None or (before.each and not each):
            reader.say(
                number, wording, _("条件“%(words)s”太复杂，没有带进来，这一题变成人人都问。") % {"words": relevant[:60]}
            )
            return None
        about.add(before.code)
        is_not = bool(said and said[2] == "!=")
        options += [one.code for one in scale.options if (one.code == code) != is_not]
    if len(about) != 1:
        reader.say(
            number, wording, _("条件“%(words)s”指着几道题，没有带进来，这一题变成人人都问。") % {"words": relevant[:60]}
        )
        return None
    return about.pop(), tuple(dict.fromkeys(options))
