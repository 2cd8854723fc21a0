"""责任清单的表格: rows as an office keeps them (分类/一级/二级/三级, 属地, 主办单位, 协办单位, 依据), read and resolved.

What cannot be told for certain is left to a person: a bad row comes back with its number and the reason.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.files.tables import Cell, Sheet
from lianxin.base.orgs.models import Unit
from lianxin.work.concerns.duty_terms import LeadBy
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.placing import Places
from lianxin.work.concerns.problems import Unfit

COLUMNS = {
    "topic": ("分类", "诉求分类", "事项", "事项名称", "类别"), "first": ("一级", "一级分类"), "second": ("二级", "二级分类"),
    "third": ("三级", "三级分类"), "place": ("属地", "地区", "适用范围", "区域"),
    "lead": ("主办单位", "主办", "承办单位", "牵头单位", "责任单位"), "helpers": ("协办单位", "协办", "配合单位"),
    "basis": ("依据", "法律依据", "备注", "说明"),
}  # fmt: skip
HEADINGS = ("分类", "属地", "主办单位", "协办单位", "依据")
ANYWHERE = ("", "全县", "全市", "全区", "不限", "各地")
RELATIVE = {
    "属地乡镇": LeadBy.TOWNSHIP, "属地乡镇街道": LeadBy.TOWNSHIP, "属地镇街": LeadBy.TOWNSHIP, "乡镇": LeadBy.TOWNSHIP,
    "属地村社区": LeadBy.VILLAGE, "属地村": LeadBy.VILLAGE, "属地社区": LeadBy.VILLAGE, "村社区": LeadBy.VILLAGE,
}  # fmt: skip
_PARTS = re.compile(r"[/／>＞\-—→、]+")
_UNITS = re.compile(r"[、,，;；/\n ]+")
MOST = 10_000


@dataclass(frozen=True)
class Line:
    """表里的一行: its number in the sheet and its words, not yet looked up."""

    number: int
    topic: str
    place: str
    lead: str
    helpers: str
    basis: str


@dataclass(frozen=True)
class Party:
    """一个单位, by name or by where the matter lies."""

    by: str
    unit: Unit | None = None

    @property
    def word(self) -> str:
        return self.unit.name if self.unit else str(LeadBy(self.by).label)


@dataclass(frozen=True)
class Entry:
    """查到的一行: ready to become a rule."""

    number: int
    topic: Topic
    place: Unit | None
    lead: Party
    helpers: tuple[Party, ...]
    basis: str


@dataclass(frozen=True)
class Rejected:
    """退回的一行: its number, what it said, why."""

    number: int
    words: str
    reason: str


class Unknown(ValueError):
    """查不到: the sentence says which name."""


def lines_of(sheets: Sequence[Sheet]) -> list[Line]:
    """The rows of the first sheet that has 分类 and 主办单位 in one of its first lines. Raises Unfit without one."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:10]):
            columns = _columns(row)
            if "lead" in columns and {"topic", "first", "second", "third"} & set(columns):
                return _lines(sheet.rows[at + 1 :], columns, at + 2)
    raise Unfit(_("表里没有找到“分类”和“主办单位”这两列，请照导出的样子整理后再上传。"), "file")


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    words = ["".join(str(cell or "").split()) for cell in row]
    return {key: words.index(name) for key, names in COLUMNS.items() for name in reversed(names) if name in words}


def _lines(rows: Sequence[Sequence[Cell]], columns: dict[str, int], first: int) -> list[Line]:
    found = []
    for number, row in enumerate(rows, first):

        def word(key: str, row: Sequence[Cell] = row) -> str:
            at = columns.get(key, len(row))
            return str(row[at] if at < len(row) and row[at] is not None else "").strip()

        topic = "/".join(filter(None, [word("first"), word("second"), word("third"), word("topic")]))
        line = Line(number, topic, word("place"), word("lead"), word("helpers"), word("basis")[:200])
        if topic or line.lead:
            found.append(line)
    if len(found) > MOST:
        raise Unfit(_("一次最多导入 %(most)s 行，请分成几个文件。") % {"most": MOST}, "file")
    return found


class Resolver:
    """名称对到分类和单位, read once for one file."""

    def __init__(self, *, under: Unit, on: date) -> None:
        self.places = Places(under=under, on=on)
        self.under = under
        self._topics: dict[str, list[Topic]] = defaultdict(list)
        for topic in Topic.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on)).select_related("parent__parent"):
            self._topics[topic.label].append(topic)

    def resolve(self, lines: Iterable[Line]) -> tuple[list[Entry], list[Rejected]]:
        """The rows that can be told for certain, and the rest with the reason."""
        good: list[Entry] = []
        bad: list[Rejected] = []
        seen: dict[tuple[int, int | None], int] = {}
        for line in lines:
            try:
                entry = self._entry(line)
                key = (entry.topic.pk, entry.place.pk if entry.place else None)
                if key in seen:
                    raise Unknown(_("与第 %(number)s 行是同一分类、同一属地，请只留一行。") % {"number": seen[key]})
            except Unknown as problem:
                words = " ".join(filter(None, [line.topic, line.place, line.lead]))
                bad.append(Rejected(line.number, words[:80], str(problem)))
                continue
            seen[key] = line.number
            good.append(entry)
        return good, bad

    def _entry(self, line: Line) -> Entry:
        if not line.lead:
            raise Unknown(_("没有写主办单位。"))
        helpers = tuple(self.party(word) for word in _UNITS.split(line.helpers) if word)
        return Entry(
            line.number, self.topic(line.topic), self.place(line.place), self.party(line.lead), helpers, line.basis
        )

    def topic(self, words: str) -> Topic:
        """“城乡建设/道路路灯”: the last part, under the parts before it where several topics have that name."""
        parts = [part.strip() for part in _PARTS.split(words) if part.strip()]
        exact = self._topics.get(words.strip(), [])
        fitting = exact or [one for one in self._topics.get(parts[-1] if parts else "", []) if _under(one, parts[:-1])]
        if len(fitting) != 1:
            word = (
                _("没有这个分类：%(words)s。")
                if not fitting
                else _("叫这个名称的分类有好几个，请连上级一起写：%(words)s。")
            )
            raise Unknown(word % {"words": words[:40] or "—"})
        return fitting[0]

    def place(self, words: str) -> Unit | None:
        """属地; none: anywhere."""
        plain = "".join(words.split())
        if plain in ANYWHERE or plain == self.under.name:
            return None
        found = self.places.unit(plain)
        if found.pk == self.under.pk:
            raise Unknown(_("属地“%(words)s”对不上单位，或有好几个同名的，请写全称。") % {"words": words[:30]})
        return found

    def party(self, words: str) -> Party:
        """主办、协办: a unit by name, or 属地乡镇, 属地村社区."""
        plain = re.sub(r"[（）()、\s]", "", words)
        if plain in RELATIVE:
            return Party(RELATIVE[plain])
        unit = self.places.handler(words.strip())
        if unit is None:
            raise Unknown(_("单位“%(words)s”对不上，或有好几个同名的，请写全称。") % {"words": words[:30]})
        return Party(LeadBy.UNIT, unit)


def _under(topic: Topic, above: Sequence[str]) -> bool:
    """Whether the topic stands under these, the last one nearest."""
    at = topic.parent
    for word in reversed(above):
        if at is None or at.label != word:
            return False
        at = at.parent
    return True
