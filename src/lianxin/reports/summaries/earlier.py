"""对照以前的文稿: a text against the earlier ones of the same unit (F112).

Four questions that a careful superior asks: does the figure that you give for last time agree with what you wrote last
time; have figures been carried over unchanged; has one jumped; and what became of what you promised. None of the
answers proves a fault (records are corrected late, months can be alike), so all of them are doubtful.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxin.pure.checking.quantities import Quantity, quantities
from lianxin.pure.figures import Claim
from lianxin.pure.figures.layout import Page, lay_out
from lianxin.pure.periods import Period

JUMP, JUMP_LEAST = 3, 20  # three times as many or a third, and by at least twenty: worth a question, no more
CARRIED_LEAST = 3  # fewer equal figures in two texts happen by chance
PROMISES_MOST = 5
_LAST_YEAR = re.compile(r"去年同期|上年同期|去年同月|同期|去年")
_BEFORE = re.compile(r"上月|上个月|上季度|上期")
_PLANS = re.compile(
    r"下一?步(?:工作)?(?:打算|计划|安排|思路|措施)|今后(?:工作)?(?:打算|计划|方向)|(?:下月|下季度|明年)工作(?:打算|计划|安排)"
)
_HEADING = re.compile(r"(?m)^\s*[一二三四五六七八九十]{1,3}、[^\n。]{0,30}")
_ATTACHED = re.compile(r"附件[：:\d]|附件$|附表")  # what comes behind the text is no promise
_MARKS = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[是要、]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．])")
_WHO_AND_WHEN = re.compile(r"(?:责任|牵头|配合|完成|负责)(?:单位|部门|人|领导|时限|时间|期限)?[：:]")
#: words that every plan is full of: they do not tell one promise from another
_EMPTY = re.compile(
    "进一步|加强|继续|不断|认真|切实|工作|落实|做好|抓好|推进|推动|开展|提高|提升|完善|强化|深入|扎实|积极|全面|确保|力争|同时|"
    "以及|对于|相关|有关|各项|情况|问题|及时|组织|建立|健全|机制|制度|群众|服务|干部|方面|本月|下月|月底|年底|之前|完成"
)


@dataclass(frozen=True)
class Earlier:
    """以前的一份: its record, title, the period it tells of and its text."""

    ref: str
    title: str
    period: Period | None
    text: str


def check_earlier(text: str, earlier: Sequence[Earlier], period: Period | None = None) -> list[Claim]:
    """What a text says otherwise than the earlier ones of its unit, in the order of the text.

    `period` is that of the text; without it only figures carried over and promises are looked at. `earlier` may come in
    any order; those of the same period, or of a later one, are passed over.
    """
    page = lay_out(text)
    told = [q for q in quantities(page) if not q.is_change]
    before = [one for one in earlier if period is None or one.period is None or one.period.last < period.first]
    read = [(one, quantities(lay_out(one.text))) for one in before]
    found = [
        *_otherwise(told, read, period),
        *_jumps(told, read, period),
        *_carried_over(told, read, period),
        *_promises(page, _latest(before)),
    ]
    return sorted(found, key=lambda claim: (claim.start, claim.end))


Read = Sequence[tuple[Earlier, list[Quantity]]]


def _otherwise(told: Iterable[Quantity], read: Read, period: Period | None) -> Iterator[Claim]:
    """去年同期43件 where last year's text says 41件."""
    if period is None:
        return
    for one in told:
        than = _compared_with(one, period)
        if than is None:
            continue
        for old, theirs in read:
            if old.period != than:
                continue
            same = [q for q in theirs if _subject(q) == _subject(one) and q.numeral.family == one.numeral.family]
            own = [q for q in same if not q.is_other_time and not q.is_change]
            if own and not any(_agree(q, one) for q in own):
                said = f"《{old.title}》写的是{own[0].text}，这里写{one.text}。"
                yield _claim("earlier", one, own[0].text, "doubtful:earlier", said)
                break


def _compared_with(one: Quantity, period: Period) -> Period | None:
    last = one.clause[-16:]
    if _LAST_YEAR.search(last):
        return period.year_before()
    return period.previous() if _BEFORE.search(last) else None


def _subject(one: Quantity) -> str:
    """What is counted; 比去年同期43件 names nothing itself, but what its sentence names first."""
    return one.key or re.split(r"[，；]", one.clause)[0]


def _agree(one: Quantity, other: Quantity) -> bool:
    if one.numeral.exact and other.numeral.exact:
        return one.numeral.value == other.numeral.value
    return one.numeral.admits(other.numeral.value) or other.numeral.admits(one.numeral.value)


def _jumps(told: Iterable[Quantity], read: Read, period: Period | None) -> Iterator[Claim]:
    """受理360件 after 受理36件 the month before."""
    last = next((r for r in read if period is not None and r[0].period == period.previous()), None)
    if last is None:
        return
    old, theirs = last
    before = _unique(theirs)
    for key, one in _unique(told).items():
        other = before.get(key)
        if other is None or one.numeral.form != "number":
            continue
        few, many = sorted((one.numeral.value, other.numeral.value))
        if few > 0 and many >= JUMP * few and many - few >= JUMP_LEAST:
            said = f"《{old.title}》为{other.text}，这里为{one.text}，相差{_times(many / few)}倍，请核对。"
            yield _claim("earlier", one, other.text, "doubtful:jump", said)


def _times(value: Fraction) -> str:
    return f"{float(value):.1f}".removesuffix(".0")


def _unique(found: Iterable[Quantity]) -> dict[tuple[str, str], Quantity]:
    """The quantities of the text's own period that are told of once."""
    kept: dict[tuple[str, str], list[Quantity]] = {}
    for one in found:
        if not one.is_other_time and not one.is_change and one.key:
            kept.setdefault((one.key, one.numeral.family), []).append(one)
    return {key: ones[0] for key, ones in kept.items() if len({q.numeral.value for q in ones}) == 1}


def _carried_over(told: Sequence[Quantity], read: Read, period: Period | None) -> Iterator[Claim]:
    """Several figures that stand unchanged in the text before: as if it had been copied with its numbers."""
    now = _unique(told)
    for old, theirs in read:
        if period is not None and old.period not in (period.previous(), period.year_before()):
            continue
        same = [one for key, one in now.items() if _is_telling(one) and _same(one, _unique(theirs).get(key))]
        if len(same) < max(CARRIED_LEAST, len(now) // 3):
            continue
        listed = "、".join(f"{one.key}{one.text}" for one in same[:4])
        said = f"与《{old.title}》相同的数字有{len(same)}个（{listed}{'等' if len(same) > 4 else ''}），请核对是不是沿用了旧数。"
        yield _claim("earlier", same[0], "", "doubtful:repeated", said)
        return


def _is_telling(one: Quantity) -> bool:
    """A figure that two periods do not share by chance: ten or more, and not 100 %."""
    if one.numeral.form == "percent":
        return one.numeral.decimals > 0 and one.numeral.value < 1
    return one.numeral.counted and one.numeral.value >= 10


def _same(one: Quantity, other: Quantity | None) -> bool:
    return other is not None and one.numeral.value == other.numeral.value


def _latest(before: Sequence[Earlier]) -> Earlier | None:
    dated = [(one.period.last, place) for place, one in enumerate(before) if one.period is not None]
    return before[max(dated)[1]] if dated else next(iter(before), None)


def _promises(page: Page, old: Earlier | None) -> Iterator[Claim]:
    """What the text before promised and this one does not speak of."""
    if old is None:
        return
    told = page.text
    plans = _HEADING.search(told)
    cut = _plans_of(told)
    practice = told[: cut[0]] if cut else told
    silent = [
        line for head, line in _pledged(old.text)
        if not (_is_spoken_of(line, practice) or head and _is_spoken_of(head, practice))
    ]  # fmt: skip
    for line in silent[:PROMISES_MOST]:
        first, last = page.place(0, 1) if plans is None else page.place(plans.start(), plans.end())
        said = f"《{old.title}》的打算“{_short(line)}”，这一份没有交代做了没有。"
        yield Claim(
            "promise", page.original[first:last], first, last, "", _short(line), "doubtful:promise", said
        )  # fmt: skip


def promises_of(text: str) -> list[str]:
    """The sentences of a text's last part, 下步打算, that name something to be done."""
    return [line for _head, line in _pledged(text)]


def _pledged(text: str) -> list[tuple[str, str]]:
    """Each promise with the heading it stands under; who does it by when is no promise of its own."""
    clean = lay_out(text).text
    cut = _plans_of(clean)
    found, head = [], ""
    for paragraph in clean[cut[1] :].split("\n") if cut else ():
        if _ATTACHED.match(paragraph.strip()):
            break
        lines = [_MARKS.sub("", line.strip()) for line in re.split(r"[。；]", paragraph)]
        if len(lines) == 1 and len(lines[0]) <= 30:
            head = lines[0]
        found += [
            (head, line)
            for line in lines
            if len(line) >= 8 and len(_words(line)) >= 2 and not _WHO_AND_WHEN.match(line)
        ]
    return found


def _plans_of(text: str) -> tuple[int, int] | None:
    """Where the part on what is to be done begins, and where its heading ends."""
    found = [m for m in re.finditer(r"(?m)^[^\n。]{0,30}$", text) if _PLANS.search(m[0])]
    return (found[-1].start(), found[-1].end()) if found else None


def _words(line: str) -> set[str]:
    """The pairs of characters that carry a line's meaning."""
    kept = re.sub(r"[的了在和与及为对把将要等是以]", " ", _EMPTY.sub(" ", line))
    runs = re.findall(r"[\u4e00-\u9fff]{2,}", kept)
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


def _is_spoken_of(line: str, text: str) -> bool:
    """Whether a third of what a line speaks of is found again."""
    words = _words(line)
    return sum(word in text for word in words) * 3 >= len(words)


def _short(line: str) -> str:
    return line if len(line) <= 40 else line[:39] + "…"


def _claim(kind: str, one: Quantity, computed: str, verdict: str, explain: str) -> Claim:
    return Claim(kind, one.text, one.start, one.end, one.text, computed, verdict, explain)
