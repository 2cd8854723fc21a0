"""比率: 办结率, 满意率 and their like against the part and the whole, or against the whole alone.

With part and whole the verdict is that of `rounding`. With the whole alone only whole numbers are asked for (GRIM):
of 43 people nobody can be 95.0% content. With neither the rate is undecidable, which is said, not hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .claims import HOLDS, UNDECIDABLE, Claim
from .layout import Mention, Page, claim, clause_before, countable, mended, mentions, same_kind
from .rounding import CERTAIN, Judgement, half_even, half_up, judge, plain, possible, quotient, show

_RATE = re.compile(
    r"(?P<name>[^\d，。；：、]{0,10}?(?P<stem>[^\d，。；：、的总均]{2}))(?:率|度|比例)(?:分别|均|都|也|已|仅|就)?"
    r"(?:为|达到了|达到|达|是|在|保持在|稳定在)?$"
)
_OPINION = re.compile(r"满意|好评|支持|赞成|认可|称职|优秀")
_DEED = re.compile(
    r"办结|成功|化解|调处|调解|结案|破案|答复|回复|整改|完成|回收|收回|合格|参与|到会|参会|出勤|就业|回访|"
    r"通过|息访|签约|采纳|按时|及时|受理"
)
_SURVEYED = re.compile(r"测评|评议|评价|回访|调查|问卷|参评|参加|抽查|抽取|征求|走访|收回|有效|代表|党员|群众")
_TAKEN_IN = re.compile(r"受理|收到|接到|登记|交办|转办|排查|发放|发出|应到|应参|立案|发现")
_OUTCOME = re.compile(r"审结|办结|完成|结案|收回|成功|解决")
_ALSO = {"结案": "审结|结案", "办复": "办复|办结|答复", "破案": "破获|侦破|破案", "回收": "收回|回收"}
_PRESENT = frozenset({"参会", "到会", "出勤", "参训", "参学", "参评"})
_GRADE = re.compile(r"(?:非常|很|比较|较|基本|不太|不)?(?:满意|称职)(?:的)?(?:有|为)?$|优秀(?:的)?(?:有)?$")
_ONE_GRADE = re.compile(r"^(?P<grade>非常|很|比较|较|基本|不太|不)(?:满意|称职)$")
_GROWTH = re.compile(
    r"增长|增速|增幅|下降|降幅|上升|同比|环比|覆盖|森林|城镇化|贡献|普及|利用|失业|负债|不良|死亡|发生|毛入学|"
    r"增加"
)
_QUALIFIED = re.compile(r"按时|按期|及时|一次性|综合|总体|平均|当场|限时|重点|全部|初次|首次|群众")
# A rate of a group of people, and the words that state how many they are in all.
_GROUP = re.compile(r"(?P<group>教师|教职工|党员|职工|干部|学生|会员)[^，。；：、\d]{1,6}率")
_ENTIRE = re.compile(
    r"(?:全校|全体|全镇|全县|全村|全乡|全局|现有|共有)(?P<group>教师|教职工|党员|职工|干部|学生|会员)(?:总数)?(?:共有|共|为|达)?$"
)
_SHOWN_UNITS = frozenset({"人", "件", "户", "份", "票", "家", "个", "条", "张"})


def find(page: Page) -> Iterator[Claim]:
    """Rates named as such (X率), sentence by sentence."""
    for start, end in page.sentences:
        if "率" not in page.text[start:end] and "度" not in page.text[start:end]:
            continue
        found = [m for m in mentions(page, start, end) if m.numeral.form not in ("date", "ordinal", "range")]
        for place, rate in enumerate(found):
            if rate.numeral.form != "percent" or not rate.numeral.exact:
                continue
            name = _RATE.search(clause_before(page, rate.numeral.start, 24))
            if name is not None and not _GROWTH.search(name["name"]):
                yield from _one(page, found[max(0, place - 20) : place], rate, name)


def _one(page: Page, before: list[Mention], rate: Mention, name: re.Match[str]) -> Iterator[Claim]:
    """One rate with the amounts in front of it."""
    amounts = [m for m in before if countable(m) and not (m.numeral.hanzi and m.numeral.value <= 10)]
    part = next((m for m in reversed(amounts) if _names(name["stem"], m)), None)
    opinion = _of_opinions(page, amounts, rate, name)
    made = opinion or (_of_parts(page, amounts, part, rate, name) if part is not None else None)
    if made is not None:
        yield made
        return
    base = amounts[-1] if amounts else None
    if (
        base is not None
        and part is None
        and base.numeral.counted
        and rate.clause - base.clause <= 1
        and base is before[-1]
        and rate.numeral.start - base.end <= 14
    ):
        made = _grim(page, base, rate, name)
        if made is not None:
            yield made
            return
    made = _of_group(page, rate)
    if made is not None:
        yield made
    elif _OPINION.search(name["name"]) or _DEED.search(name["name"]):
        start = rate.numeral.start - len(clause_before(page, rate.numeral.start, 24))
        yield claim(
            page,
            "rate",
            start,
            rate.end,
            _written(rate),
            "",
            f"{UNDECIDABLE}:no-base",
            f"文中没有写明{name['stem']}{_tail(page, rate)}的基数，无法核算。",
        )


def _of_group(page: Page, rate: Mention) -> Claim | None:
    """全校教职工211人 … 教师本科率86.7%: a whole that the text states elsewhere. Only what fits is said."""
    told = _GROUP.search(clause_before(page, rate.numeral.start, 24))
    if told is None or rate.numeral.value > 1:
        return None
    stated, decimals = rate.numeral.written, rate.numeral.decimals
    for numeral in page.numerals:
        if not numeral.counted or numeral.family != "人" or numeral.value < 10:
            continue
        whole = _ENTIRE.search(page.text[max(0, numeral.start - 14) : numeral.start])
        if whole is None or not set(whole["group"]) & set(told["group"]):
            continue
        part = possible(stated, decimals, int(numeral.value))
        if part is not None:
            near = show(Fraction(part * 100) / numeral.value, decimals)
            words = f"文中{whole[0]}{numeral.text}，{part}÷{plain(numeral.value)}={near}%，能够成立。"
            start = rate.numeral.start - len(clause_before(page, rate.numeral.start, 24))
            return claim(page, "rate", start, rate.end, _written(rate), near, HOLDS, words)
    return None


def _tail(page: Page, rate: Mention) -> str:
    """率 or 度, as the text says."""
    head = clause_before(page, rate.numeral.start, 8)
    return "度" if head.rfind("度") > head.rfind("率") else "率"


def _names(stem: str, mention: Mention) -> bool:
    """Whether an amount is the part that a rate speaks of: 办结 in 办结35件, 回收 in 收回35份, not 未办结 or 不满意."""
    words = mention.label + mention.noun[:6]
    if stem in _ALSO:
        return bool(re.search(_ALSO[stem], words)) and not re.search(r"[未待]|正在|尚", words)
    if stem in _PRESENT:
        return "实到" in words or "出席" in words
    return any(form in words and not re.search(rf"[不未待]{form}|正在{form}", words) for form in (stem, stem[::-1]))


def _of_opinions(page: Page, amounts: list[Mention], rate: Mention, name: re.Match[str]) -> Claim | None:
    """满意28人,基本满意6人 of 35人: the rate is that of 满意, or of 满意 and 基本满意 together."""
    if name["stem"] not in ("满意", "称职"):
        return None
    graded = [(m, _GRADE.search(m.label)) for m in amounts]
    if alone := _ONE_GRADE.search(name["name"]):
        return _of_one_grade(page, graded, rate, alone["grade"])
    good = [m for m, grade in graded if grade and "不" not in grade[0]]
    rest = [m for m, grade in graded if grade is None]
    whole = next((m for m in reversed(rest) if good and same_kind(m, good[0]) and m.numeral.value > 0), None)
    if len(good) < 2 or whole is None or not whole.numeral.counted:
        return None
    firm = [m for m in good if not (_GRADE.search(m.label) or [""])[0].startswith("基本")] or good
    top, together = firm[0], sum((m.numeral.value for m in good), Fraction(0))
    stated, decimals, base = rate.numeral.written, rate.numeral.decimals, whole.numeral.value
    if not top.numeral.value <= together <= base:
        return None
    values = (together, sum((m.numeral.value for m in firm), Fraction(0)), *(m.numeral.value for m in firm))
    judged = [(value, judge(stated, decimals, value, base)) for value in values]
    value, result = next(((v, j) for v, j in judged if j.verdict == HOLDS), judged[0])
    return _made(page, min(whole.start, good[0].start), rate, value, base, result)


def _of_one_grade(
    page: Page, graded: list[tuple[Mention, re.Match[str] | None]], rate: Mention, grade: str
) -> Claim | None:
    """基本满意10件 … 基本满意率3.3%: the rate of one grade alone, over all that were asked."""
    part = next((m for m, found in reversed(graded) if found and found[0].startswith(grade)), None)
    rest = [m for m, found in graded if found is None]
    whole = next((m for m in reversed(rest) if part and same_kind(m, part) and m.numeral.counted), None)
    if part is None or whole is None or not part.numeral.value <= whole.numeral.value or not whole.numeral.value:
        return None
    result = judge(rate.numeral.written, rate.numeral.decimals, part.numeral.value, whole.numeral.value)
    return _made(page, min(part.start, whole.start), rate, part.numeral.value, whole.numeral.value, result)


def _written(rate: Mention) -> str:
    return show(rate.numeral.written, rate.numeral.decimals)


def _of_parts(page: Page, amounts: list[Mention], part: Mention, rate: Mention, name: re.Match[str]) -> Claim | None:
    """办结5894件，办结率99.3% of 受理5935件: the whole is the amount that fits, else the one right before the part."""
    wholes = [
        m
        for m in amounts
        if m is not part and same_kind(m, part) and m.numeral.value >= part.numeral.value and m.numeral.value > 0
    ]
    stated, decimals = rate.numeral.written, rate.numeral.decimals
    judged = [
        (whole, judge(stated, decimals, part.numeral.value, whole.numeral.value, counted=whole.numeral.counted))
        for whole in reversed(wholes)
    ]
    fit = next(((whole, j) for whole, j in judged if j.verdict == HOLDS), None)
    place = amounts.index(part)
    alone = len({whole.numeral.value for whole in wholes}) == 1 and amounts[-1] is part
    if (
        fit is None
        and alone
        and place
        and judged[0][0] is amounts[place - 1]
        and rate.clause - part.clause <= 1
        and (not _QUALIFIED.search(name["name"]) or _of_the_same(name, part, wholes[0]))
        and part.numeral.counted
        and wholes[0].numeral.counted
        and _plain_name(name, part)
    ):
        fit = judged[0]
    if fit is None:
        return _more_than_all(page, amounts, place, rate, name)
    whole, result = fit
    return _made(page, min(whole.start, part.start), rate, part.numeral.value, whole.numeral.value, result)


def _of_the_same(name: re.Match[str], part: Mention, whole: Mention) -> bool:
    """办结560件，其中按时办结548件，按时办结率: the whole is what was closed, the part says all that the rate says."""
    return name["name"] in part.label and name["stem"] in whole.label and name["name"] not in whole.label


def _more_than_all(page: Page, amounts: list[Mention], place: int, rate: Mention, name: re.Match[str]) -> Claim | None:
    """受理390件，办结623件，办结率82.8%: what was carried over may explain the 623, but then not the rate."""
    part, whole = amounts[place], amounts[place - 1] if place else amounts[place]
    if (
        amounts[-1] is not part
        or rate.clause - part.clause > 1
        or part.clause - whole.clause > 1
        or not same_kind(whole, part)
        or not 0 < whole.numeral.value < part.numeral.value
        or rate.numeral.value > 1
        or not _TAKEN_IN.search(whole.label + whole.noun[:6])
        or not _plain_name(name, part)
    ):
        return None
    words = (
        f"{plain(part.numeral.value)}多于{plain(whole.numeral.value)}，{name['stem']}率却写{_written(rate)}%，请核实。"
    )
    return claim(page, "rate", whole.start, rate.end, _written(rate), "", "doubtful:differs", words)


def _made(page: Page, start: int, rate: Mention, part: Fraction, whole: Fraction, result: Judgement) -> Claim:
    """The claim on a rate of part over whole."""
    sum_ = f"{plain(part)}÷{plain(whole)}={quotient(part * 100 / whole, rate.numeral.decimals)}%"
    ending = {
        HOLDS: f"四舍五入为{result.computed}%，与文中一致。",
        "fails:truncated": f"四舍五入应为{result.computed}%，文中{_written(rate)}%是截尾。",
        "fails:impossible": f"应为{result.computed}%；以{plain(whole)}为基数，没有整数能得出文中的{_written(rate)}%。",
    }.get(result.verdict, f"应为{result.computed}%，文中写{_written(rate)}%。")
    mend = mended(page, start, rate.end, rate, f"{result.computed}%") if result.verdict in CERTAIN else ""
    return claim(
        page, "rate", start, rate.end, _written(rate), result.computed, result.verdict, f"{sum_}，{ending}", mend
    )


def _plain_name(name: re.Match[str], part: Mention) -> bool:
    """Whether the rate says no more than its part: 按时办结率 is not the rate of 办结."""
    words = part.label + part.noun
    return (
        name["stem"] in _PRESENT
        or name["name"] in _ALSO
        or all(char in words or char in "已共其中件案的总" for char in name["name"])
    )


def _grim(page: Page, base: Mention, rate: Mention, name: re.Match[str]) -> Claim | None:
    """A whole alone: which whole number gives the rate, if any does."""
    opinion = bool(_OPINION.search(name["name"]))
    if (
        not opinion
        and (not _DEED.search(name["name"]) or _OUTCOME.search(base.label))
        or base.numeral.family not in _SHOWN_UNITS
    ):
        return None
    number, stated, decimals = int(base.numeral.value), rate.numeral.written, rate.numeral.decimals
    if number <= 0 or stated > 100:
        return None
    part = possible(stated, decimals, number)
    score = page.text[rate.numeral.start - 4 : rate.numeral.start].find("度") >= 0
    if part is not None:
        verdict = HOLDS if opinion and not score else UNDECIDABLE
        near = show(Fraction(part * 100, number), decimals)
        tail = "与文中一致。" if verdict == HOLDS else "但文中没有写明这个数。"
        words = f"以{number}为基数，{part}÷{number}={near}%，{tail}"
        return claim(page, "rate", base.start, rate.end, _written(rate), near, verdict, words)
    words = base.label + base.noun[:6]
    close = not score and (_SURVEYED if opinion else _TAKEN_IN).search(words) and (opinion or not _DEED.search(words))
    if not close or decimals == 0 and number < 100 or not _rounds_nowhere(stated, decimals, number):
        return None
    guess = half_up(stated * number / 100, 0)
    options = "、".join(
        f"{k}÷{number}={show(Fraction(k * 100, number), decimals)}%"
        for k in sorted({int(guess) - 1, int(guess), int(guess) + 1})
        if 0 <= k <= number
    )
    return claim(
        page,
        "rate",
        base.start,
        rate.end,
        _written(rate),
        "",
        "fails:impossible",
        f"以{number}为基数，没有整数能得出{_written(rate)}%：{options}。",
    )


def _rounds_nowhere(stated: Fraction, decimals: int, number: int) -> bool:
    """Whether not even a truncated quotient gives the rate."""
    scale = 10**decimals
    low = int(stated * number / 100)
    return not any(
        int(Fraction(k * 100 * scale, number)) == stated * scale
        or half_even(Fraction(k * 100, number), decimals) == stated
        for k in (low - 1, low, low + 1, low + 2)
        if 0 <= k <= number
    )
