"""Made-up sentences of work summaries whose figures agree, and the same with one digit altered so that they do not.

Each maker draws figures that agree, and brings its own judge: a plain reckoning in decimals that knows nothing of the
checker. A digit is altered at random and drawn again where the sentence stays true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from random import Random

from lianxin.pure.checking import check

Judge = Callable[[Sequence[Decimal]], bool]
D = Decimal


@dataclass(frozen=True)
class Made:
    """A sentence as pieces, every second of them a figure; `true` tells of its figures whether they agree."""

    kind: str
    pieces: tuple[str, ...]
    true: Judge

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(self.pieces)

    @property
    def figures(self) -> list[str]:
        """The figures as written, in their order."""
        return list(self.pieces[1::2])

    def altered(self, random: Random) -> str | None:
        """The sentence with one digit altered so that it is no longer true; None where no digit makes it false."""
        for _ in range(60):
            figures = self.figures
            place = random.randrange(len(figures))
            digits = [i for i, c in enumerate(figures[place]) if c.isdigit()]
            spot = random.choice(digits)
            new = random.choice([d for d in "0123456789" if d != figures[place][spot]])
            if new == "0" and spot == 0:
                continue
            figures[place] = figures[place][:spot] + new + figures[place][spot + 1 :]
            if not self.true([D(f) for f in figures]):
                pieces = list(self.pieces)
                pieces[1::2] = figures
                return "".join(pieces)
        return None


def _say(kind: str, sentence: str, figures: Sequence[object], true: Judge) -> Made:
    """A sentence with a {} for each figure."""
    parts = sentence.split("{}")
    assert len(parts) == len(figures) + 1, sentence
    pieces = [parts[0]]
    for figure, part in zip(figures, parts[1:], strict=True):
        pieces += [str(figure), part]
    made = Made(kind, tuple(pieces), true)
    assert true([D(f) for f in made.figures]), made.text
    return made


def _rounded(value: Decimal, places: int, rule: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(D(1).scaleb(-places), rounding=rule)


def _is(part: Decimal, base: Decimal, stated: Decimal) -> bool:
    """Whether part of base, rounded as written, is the percentage."""
    if not base:
        return False
    places = -int(stated.as_tuple().exponent)
    return stated in (_rounded(part * 100 / base, places, rule) for rule in (ROUND_HALF_UP, ROUND_HALF_EVEN))


def _half(stated: Decimal) -> Decimal:
    """Half the last digit that is written."""
    return D("0.5").scaleb(int(stated.as_tuple().exponent))


def _percent(part: int, base: int, places: int) -> Decimal:
    return _rounded(D(part) * 100 / D(base), places)


_THINGS = (
    ("来信来访", "件"),
    ("群众诉求", "件"),
    ("矛盾纠纷", "起"),
    ("热线工单", "件"),
    ("信访事项", "件"),
    ("治安案件", "起"),
)
_KINDS = ("用水用电", "道路出行", "住房保障", "物业服务", "环境卫生", "社会救助", "农田水利", "教育医疗", "劳动报酬")
_PERIODS = ("上半年", "一季度", "今年以来", "全年", "1—9月", "本年度")


def _difference(r: Random) -> Made:
    thing, unit = r.choice(_THINGS)
    then, now = r.sample(range(25, 900), 2)
    verb = r.choice(("减少", "下降")) if now < then else r.choice(("增加", "上升"))
    sign = -1 if now < then else 1
    if r.random() < 0.5:
        end = f"{r.choice(('，' + verb + '{}%', '，' + verb[:2] + '率{}%'))}。"
        rate = _percent(abs(now - then), then, r.choice((0, 1, 1, 2)))
        told = f"{r.choice(_PERIODS)}共受理{thing}{{}}{unit}，比去年同期{{}}{unit}{verb}{{}}{unit}" + end
        return _say(
            "difference",
            told,
            (now, then, abs(now - then), rate),
            lambda v: (v[0] - v[1]) * sign == v[2] and _is(v[2], v[1], v[3]),
        )
    told = f"{r.choice(_PERIODS)}登记{thing}{{}}{unit}，较上年同期的{{}}{unit}{verb}{{}}{unit}。"
    return _say("difference", told, (now, then, abs(now - then)), lambda v: (v[0] - v[1]) * sign == v[2])


def _change(r: Random) -> Made:
    thing, unit = r.choice(_THINGS)
    then, now = r.sample(range(40, 700), 2)
    rate = _percent(abs(now - then), then, r.choice((1, 1, 2)))
    rise = now > then
    told = r.choice(
        (
            f"{thing}由去年的{{}}{unit}{'增加' if rise else '减少'}到{{}}{unit}，{'上升' if rise else '下降'}{{}}%。",
            f"{thing}从上年{{}}{unit}{'上升' if rise else '下降'}到{{}}{unit}，{'增幅' if rise else '降幅'}达{{}}%。",
        )
    )
    return _say("rate", told, (then, now, rate), lambda v: (v[1] > v[0]) == rise and _is(abs(v[1] - v[0]), v[0], v[2]))


def _points(r: Random) -> Made:
    then = D(r.randrange(700, 950)) / 10
    gap = D(r.randrange(3, 45)) / 10
    name = r.choice(("群众满意率", "按期办结率", "纠纷化解率", "党员参会率"))
    told = r.choice(
        (f"{name}由{{}}%提高到{{}}%，提高{{}}个百分点。", f"{name}从去年的{{}}%上升到{{}}%，上升{{}}个百分点。")
    )
    return _say(
        "difference", told, (then, then + gap, gap), lambda v: abs(v[1] - v[0] - v[2]) <= _half(v[2]) + D("0.1")
    )


def _sum(r: Random) -> Made:
    size = r.randrange(3, 7)
    kinds, parts = r.sample(_KINDS, size), [r.randrange(6, 180) for _ in range(size)]
    told = r.choice(("全年受理诉求{}件，分别为", "共登记诉求{}件：", "上半年共办理诉求{}件，其中"))
    row = "、".join(f"{kind}{{}}件" for kind in kinds[:-1]) + "、其他{}件。"
    return _say("sum", told + row, (sum(parts), *parts), lambda v: v[0] == sum(v[1:]))


def _total_behind(r: Random) -> Made:
    parts = [r.randrange(8, 160) for _ in range(4)]
    told = r.choice(
        (
            "一季度受理{}件，二季度受理{}件，三季度受理{}件，四季度受理{}件，全年共计受理{}件。",
            "县级{}件、镇级{}件、村级{}件、部门{}件，合计{}件。",
            "来信、来访、来电、网上诉求分别为{}件、{}件、{}件、{}件，共计{}件。",
        )
    )
    return _say("sum", told, (*parts, sum(parts)), lambda v: v[4] == sum(v[:4]))


def _state(r: Random) -> Made:
    done, left = r.randrange(40, 400), r.randrange(3, 39)
    told = r.choice(
        (
            "共排查矛盾纠纷{}起，已化解{}起，正在化解{}起。",
            "今年交办事项{}件，已办结{}件，尚有{}件正在办理。",
            "收回测评票{}张，其中有效票{}张，无效票{}张。",
            "全村有党员{}名，其中男性{}名，女性{}名。",
        )
    )
    return _say("sum", told, (done + left, done, left), lambda v: v[0] == v[1] + v[2])


def _rate(r: Random) -> Made:
    whole = r.randrange(45, 1400)
    part = r.randrange(int(whole * 0.7), whole)
    places = r.choice((0, 1, 1, 2)) if whole > 110 else 1
    told = r.choice(
        (
            "受理诉求{}件，办结{}件，办结率{}%。",
            "发放问卷{}份，收回{}份，回收率{}%。",
            "排查纠纷{}起，化解{}起，化解率达{}%。",
            "应到党员{}人，实到{}人，参会率{}%。",
            "回访群众{}人，满意{}人，满意率{}%。",
        )
    )
    carried = told.startswith(("受理", "排查"))
    return _say(
        "rate",
        told,
        (whole, part, _percent(part, whole, places)),
        lambda v: _is(v[1], v[0], v[2]) and (carried or v[1] <= v[0]),
    )


def _opinions(r: Random) -> Made:
    good, fair, bad = r.randrange(60, 200), r.randrange(10, 50), r.randrange(1, 9)
    whole = good + fair + bad
    told = "参加测评{}人，满意{}人，基本满意{}人，不满意{}人，满意率{}%。"
    share = _percent(good + fair, whole, 1)
    return _say(
        "rate",
        told,
        (whole, good, fair, bad, share),
        lambda v: v[0] == v[1] + v[2] + v[3] and (_is(v[1] + v[2], v[0], v[4]) or _is(v[1], v[0], v[4])),
    )


def _shares(r: Random) -> Made:
    parts = [r.randrange(20, 240) for _ in range(4)]
    whole, kinds = sum(parts), r.sample(_KINDS, 4)
    rows = "；".join(f"{kind}{{}}件，占{{}}%" for kind in kinds)
    figures = [f for part in parts for f in (part, _percent(part, whole, 1))]

    def true(v: Sequence[Decimal]) -> bool:
        return sum(v[1::2]) == v[0] and all(_is(v[i], v[0], v[i + 1]) for i in (1, 3, 5, 7))

    return _say("share", f"{r.choice(_PERIODS)}共受理诉求{{}}件，其中{rows}。", (whole, *figures), true)


def _share(r: Random) -> Made:
    whole = r.randrange(60, 900)
    part = r.randrange(12, whole // 2)
    told = r.choice(
        (
            "全乡现有干部{}人，其中党员{}人，占{}%。",
            "村内农户{}户，其中困难户{}户，占总数的{}%。",
            "本月接到工单{}件，其中物业类{}件，占{}%。",
        )
    )
    return _say(
        "share", told, (whole, part, _percent(part, whole, 1)), lambda v: v[1] <= v[0] and _is(v[1], v[0], v[2])
    )


def _joined(r: Random) -> Made:
    parts = [r.randrange(40, 190) for _ in range(3)]
    whole = sum(parts) + r.randrange(60, 300)
    told = "用水、用电、道路分别为{}件、{}件、{}件，三类合计占总数{}件的{}%。"
    return _say(
        "share", told, (*parts, whole, _percent(sum(parts), whole, 2)), lambda v: _is(sum(v[:3], D(0)), v[3], v[4])
    )


def _subset(r: Random) -> Made:
    whole = r.randrange(20, 99)
    part = r.randrange(whole // 2, whole)
    told = r.choice(
        (
            "走访农户{}户，其中困难户{}户。",
            "立刑事案件{}起，破案{}起。",
            "发放征求意见表{}份，收回{}份。",
            "全年接待来访{}批，其中集体访{}批。",
            "今年新增网格员{}名，总数达到{}名。",
        )
    )
    if told.startswith("今年新增"):
        return _say("subset", told, (part, whole), lambda v: v[0] <= v[1])
    if told.startswith("立刑事"):
        return _say("subset", "发展党员{}名，其中女党员{}名。", (whole, part), lambda v: v[1] <= v[0])
    return _say("subset", told, (whole, part), lambda v: v[1] <= v[0])


def _product(r: Random) -> Made:
    n, each = r.randrange(12, 90), r.choice((200, 300, 500, 600, 800))
    if r.random() < 0.5:
        told = "春节前慰问困难群众{}户，每户{}元，共发放慰问金{}元。"
        return _say("product", told, (n, each, n * each), lambda v: v[0] * v[1] == v[2])
    told = "发放救助金{}元，惠及{}户，户均{}元。"
    return _say("mean", told, (n * each, n, each), lambda v: bool(v[1]) and _rounded(v[0] / v[1], 0) == v[2])


def _times(r: Random) -> Made:
    base, times = r.randrange(12, 90), r.randrange(2, 5)
    told = "村民议事会由{}次增加到{}次，增长{}倍。"
    return _say("rate", told, (base, base * (times + 1), times), lambda v: _rounded(v[1] / v[0] - 1, 0) == v[2])


def _searched(r: Random) -> Made:
    base = r.randrange(30, 95)
    now = base + r.randrange(5, 60)

    def true(v: Sequence[Decimal]) -> bool:
        return any(_is(v[0] - b, D(b), v[1]) for b in range(1, int(v[0]) + 1))

    return _say("rate", "接待来访{}件，同比上升{}%。", (now, _percent(now - base, base, 2)), true)


def _derived(r: Random) -> Made:
    base, more = r.randrange(80, 500), r.randrange(11, 79)
    told = "全年受理诉求{}件，同比增加{}件，增长{}%。"
    return _say("rate", told, (base + more, more, _percent(more, base, 1)), lambda v: _is(v[1], v[0] - v[1], v[2]))


def _direction(r: Random) -> Made:
    low, high = sorted(r.sample(range(11, 99), 2))
    told, rise = r.choice(
        (
            ("网上可办事项从{}项拓展到{}项。", True),
            ("办理时限由{}天压缩到{}天。", False),
            ("网格由{}个整合为{}个。", False),
            ("志愿服务队由{}支发展到{}支。", True),
        )
    )
    pair = (low, high) if rise else (high, low)
    return _say("direction", told, pair, lambda v: v[1] > v[0] if rise else v[1] < v[0])


def _heads(r: Random) -> Made:
    batches = r.randrange(15, 60)
    told = "县领导接待群众来访{}批{}人次。"
    return _say("order", told, (batches, batches + r.randrange(1, 30)), lambda v: v[1] >= v[0])


MAKERS: tuple[Callable[[Random], Made], ...] = (
    _difference,
    _change,
    _points,
    _sum,
    _total_behind,
    _state,
    _rate,
    _opinions,
    _shares,
    _share,
    _joined,
    _subset,
    _product,
    _times,
    _searched,
    _derived,
    _direction,
    _heads,
)


def made(number: int, seed: int) -> list[Made]:
    """So many sentences, the makers taken in turn, always the same for a seed."""
    random = Random(seed)
    return [MAKERS[i % len(MAKERS)](random) for i in range(number)]


def seen(text: str) -> bool:
    """Whether the checker finds anything wrong or doubtful in a sentence."""
    return any(claim.grade in ("wrong", "doubtful") for claim in check(text).claims)
