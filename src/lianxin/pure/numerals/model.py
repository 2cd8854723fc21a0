"""The number as it stands in a text: value, interval, decimals, measure word."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

# 量词: longest first. Units that are counted (whole things) and units that are measured (rounded when written).
COUNTED = (
    "人次",
    "户次",
    "家次",
    "件次",
    "场次",
    "台次",
    "车次",
    "批次",
    "班次",
    "架次",
    "例次",
    "个百分点",
    "个月",
    "个工作日",
    "人",
    "名",
    "位",
    "户",
    "家",
    "件",
    "起",
    "宗",
    "例",
    "份",
    "个",
    "条",
    "次",
    "场",
    "期",
    "项",
    "批",
    "篇",
    "封",
    "张",
    "本",
    "册",
    "套",
    "台",
    "辆",
    "处",
    "座",
    "所",
    "间",
    "栋",
    "幢",
    "种",
    "类",
    "大",
    "支",
    "面",
    "对",
    "笔",
    "门",
    "只",
    "头",
    "株",
    "棵",
    "级",
    "句",
    "步",
    "点",
    "道",
    "款",
    "幅",
    "块",
    "片",
    "口",
    "盏",
    "根",
    "棚",
    "票",
    "届",
    "轮",
    "组",
    "队",
    "团",
    "班",
    "岗",
    "桩",
    "把",
    "员",
    "颗",
    "艘",
    "架",
    "枚",
    "部",
    "卷",
    "环",
    "则",
    "番",
)
MEASURED = (
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "万千瓦时",
    "千瓦时",
    "千瓦",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公顷",
    "公斤",
    "千克",
    "克",
    "美元",
    "港元",
    "欧元",
    "元",
    "米",
    "亩",
    "吨",
    "斤",
    "标准煤",
    "标箱",
    "兆瓦",
    "度",
    "升",
    "吉瓦",
    "平米",
    "倍",
    "分",
    "成",
)
TEMPORAL = (
    "年代",
    "年度",
    "年",
    "月份",
    "月",
    "日",
    "号",
    "时",
    "点钟",
    "分钟",
    "秒",
    "小时",
    "天",
    "周年",
    "周岁",
    "周",
    "岁",
    "季度",
    "旬",
    "世纪",
    "星期",
    "余年",
    "后",
)
PERSONS = frozenset({"人", "名", "位", "员"})
CASES = frozenset({"件", "起", "宗", "例"})


def family(measure: str) -> str:
    """Measure words that may be added share a family: 人 名 位; 件 起 宗 例. Others stand alone."""
    if measure in PERSONS:
        return "人"
    if measure in CASES:
        return "件"
    return measure


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: `value` as written (96% is 24/25), `low` and `high` where it is hedged.

    `decimals` are those written (96.7% has 1); `quantum` is the worth of the last digit written (2.5万: 1000).
    `form` is one of number, percent, points, fraction, times, date, ordinal, range.
    """

    start: int
    end: int
    text: str
    value: Fraction
    form: str = "number"
    decimals: int = 0
    quantum: Fraction = Fraction(1)
    measure: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    exact: bool = True
    hanzi: bool = False
    hedge: str = ""
    number_end: int = 0

    @property
    def written(self) -> Fraction:
        """The figure in front of the percent sign; the value itself for all other forms."""
        return self.value * 100 if self.form in ("percent", "points") else self.value

    @property
    def family(self) -> str:
        """The family of the measure word, see `family`."""
        return family(self.measure)

    @property
    def counted(self) -> bool:
        """Whether this is an exact count of whole things, not a rounded or measured amount."""
        return (
            self.exact
            and self.form == "number"
            and self.measure in COUNTED
            and self.quantum == 1
            and self.value.denominator == 1
        )

    @property
    def slack(self) -> Fraction:
        """How far the true amount may lie off: none for counts, half the last digit otherwise."""
        return Fraction(0) if self.counted else self.quantum / 2

    def admits(self, value: Fraction) -> bool:
        """Whether a true value agrees with this number as hedged (30余 admits 31, not 41)."""
        if self.exact:
            return value == self.value
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below
