"""核对意见: what the checker and the records say of a text, in one list, in words and as JSON. Knows no Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from lianxin.pure.checking import Checked
from lianxin.pure.figures.claims import grade_of

Tone = Literal["wrong", "doubtful", "style", "unsure", "near", "right"]

KINDS = {
    "difference": "增减", "rate": "比率", "sum": "合计", "subset": "包含关系", "share": "占比", "count-word": "列举",
    "enumeration": "列举", "unit": "单位", "bound": "绑定的数字", "unbacked": "手填的数字",
    "stated": "与记录对照", "earlier": "与以前的文稿对照", "promise": "打算的交代", "cross-text": "前后一致", "placeholder": "空缺",
    "date": "日期", "period": "统计期", "duration": "历时", "name": "名称", "role": "职务", "format": "格式", "person": "私人信息",
    "numbering": "序号", "gap": "缺漏", "blank": "空格", "repair": "建议填法", "foreign-text": "混入的文字", "title": "标题",
    "rule-conflict": "时限", "wording": "措辞", "repeated": "重复", "typo": "错字", "punctuation": "标点", "vague": "模糊数量",
    "ratio": "人均场均", "equal": "一一对应", "order": "件次与人次", "duplicate": "重复列举", "derived": "推算", "count": "名目与数字",
    "direction": "升降", "mean": "平均", "product": "乘积",
    "consent": "典型事例",
}  # fmt: skip
WORDS = {
    "holds": "相符", "undecidable": "无法判定", "approx": "约略相符", "plausible": "说得通", "note": "提示",
    "placeholder": "不符·没有填", "blank": "存疑·空着",
}  # fmt: skip
GRADES = {"wrong": "不符", "doubtful": "存疑", "style": "格式"}
REASONS = {
    "truncated": "截尾", "wrong-base": "基数用错", "impossible": "算不出", "differs": "不等", "direction": "方向相反",
    "points": "应为百分点", "subset": "部分多于整体", "sum": "合计不等", "count": "项数不等", "unit": "单位不符",
    "changed-by-hand": "被改动", "records": "与记录不一致", "cross-text": "前后不一", "earlier": "与以前不一致", "jump": "变动很大",
    "repeated": "有重复", "promise": "没有交代",
    "date": "日期不合", "period": "统计期不一", "duration": "历时不合", "recycled": "像是旧稿", "name": "名称不一", "role": "职务不一",
    "format": "不合格式", "person": "隐去后再发", "no-such-day": "没有这一天", "weekday": "星期不合",
    "backwards": "止早于起", "anniversary": "周年不合", "years": "年份混用", "placeholder": "没有填", "withheld": "像是隐去",
    "structure": "序号有误", "level": "层次颠倒", "gap": "有缺漏", "conflict": "互相矛盾", "wording": "说法不一",
    "foreign": "像是别处的文字", "title": "标题没有落实", "heading": "与标题不一",
    "vague": "数量含糊", "typo": "疑有错字", "punctuation": "标点不成对",
    "order": "人次少于件次", "duplicate": "一物两数", "product": "乘积不等",
    "consent": "不能再用",
}  # fmt: skip
TONES: dict[str, Tone] = {
    "undecidable": "unsure", "note": "unsure", "approx": "near", "plausible": "near", "holds": "right",
}  # fmt: skip
_KEYS = ("kind", "quote", "start", "end", "stated", "computed", "verdict", "explain")


class Said(Protocol):
    """A claim of the checker or a figure held against the records."""

    @property
    def kind(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def stated(self) -> str: ...
    @property
    def computed(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def explain(self) -> str: ...


@dataclass(frozen=True)
class Remark:
    """意见一条: the place, the verdict as word and tone, the computation."""

    kind: str
    quote: str
    start: int
    end: int
    verdict: str
    explain: str
    mend: str = ""

    @property
    def tone(self) -> Tone:
        """The grade (wrong, doubtful, style), or unsure, near or right."""
        return grade_of(self.verdict) or TONES.get(self.verdict.partition(":")[0], "unsure")

    @property
    def word(self) -> str:
        """The verdict as a word for people."""
        return in_words(self.verdict, self.kind)

    @property
    def kind_word(self) -> str:
        """What kind of claim it is."""
        return KINDS.get(self.kind, self.kind)


def in_words(verdict: str, kind: str = "") -> str:
    """不符·截尾 (of an enumeration: 列举不全), 存疑·…, 格式·…, 无法判定, 没有出处, 相符."""
    head, _, reason = verdict.partition(":")
    if head == "fails" and (kind, reason) == ("enumeration", "truncated"):
        return "不符·列举不全"
    if reason == "unbacked":
        return "没有出处"
    grade = grade_of(verdict)
    if not grade or head in WORDS:
        return WORDS.get(head, head)
    return f"{GRADES[grade]}·{REASONS[reason]}" if reason in REASONS else GRADES[grade]


def remarks_of(checked: Checked, backed: Iterable[Said] = ()) -> list[Remark]:
    """Everything that is said of a text, in its order."""
    said: list[Said] = [*checked.claims, *(one for one in checked.findings if one not in checked.claims), *backed]
    found = [
        Remark(one.kind, one.quote, one.start, one.end, one.verdict, one.explain, getattr(one, "mend", ""))
        for one in said
    ]
    return sorted(found, key=lambda remark: (remark.start, remark.end))


def report_of(name: str, checked: Checked, backed: Sequence[Said] = ()) -> dict[str, Any]:
    """{"file", "claims", "findings"}: what `lianxin check --json` prints and the page gives to download."""
    looked_at = [one for one in backed if grade_of(one.verdict) or one.kind == "unbacked"]
    return {
        "file": name,
        "claims": [_plain(one) for one in (*checked.claims, *backed)],
        "findings": [_plain(one) for one in (*checked.findings, *looked_at)],
    }


def _plain(one: Said) -> dict[str, Any]:
    """One claim; of `undecidable:unbacked` the kind already says why."""
    row = {key: getattr(one, key) for key in _KEYS}
    if one.verdict == "undecidable:unbacked":
        row["verdict"] = "undecidable"
    return row | {"grade": grade_of(one.verdict), "mend": getattr(one, "mend", "")}
