"""字词标点: doubled words, common slips of the pen, signs that stand twice or alone. The form only, never the content.

>>> from lianxin.pure.figures.layout import lay_out
>>> [(claim.verdict, claim.quote, claim.mend) for claim in find(lay_out("截止目前，全镇的的矛盾，，化解了“大半。"))]
[('style:typo', '截止目前', '截至目前'), ('style:typo', '的的', '的'), ('style:punctuation', '，，', '，'), \
('style:punctuation', '“大半', '')]

Only slips that have no second reading are named (了了解 and 目的的 are right); a quotation that runs over several
paragraphs is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

_DOUBLED = re.compile(
    r"(?<![目有标])的的(?![确士哥])|(?<![甚不])了了(?![解结却然断之])|和和(?![谐美气睦平解顺田])|"
    r"(?<![一应相反面针绝核比校配查])对对(?![方口象外联手标面应策内比照接等])|(?<!一)把把(?!关)|"
    r"(?:进行){2}|(?:开展){2}|(?:以及){2}|(?:关于){2}|(?:通过){2}|(?:对于){2}|(?:我们){2}|(?:他们){2}|(?:其中){2}|(?:因为){2}|"
    r"(?:并且){2}|(?:为了){2}|(?:按照){2}|(?:根据){2}|(?:已经){2}|(?:目前){2}"
)
#: slips with one reading only, and what is meant
_SLIPS = {
    "布署": "部署",
    "按装": "安装",
    "既使": "即使",
    "座落": "坐落",
    "再接再励": "再接再厉",
    "一如继往": "一如既往",
    "相辅相承": "相辅相成",
    "不遣余力": "不遗余力",
    "迫在眉捷": "迫在眉睫",
    "因地治宜": "因地制宜",
    "因地置宜": "因地制宜",
    "融汇贯通": "融会贯通",
    "身体立行": "身体力行",
    "形式严峻": "形势严峻",
    "防犯": "防范",
    "基矗": "基础",
    "渡假": "度假",
    "帐目": "账目",
    "迫不急待": "迫不及待",
    "谈笑风声": "谈笑风生",
    "源源流长": "源远流长",
    "仗义直言": "仗义执言",
}
_SLIP = re.compile(f"(?:{'|'.join(_SLIPS)})(?![罪饰修配])")  # 预防犯罪 and 按装修图 hold no slip
_UNTIL = re.compile(r"截止(?=目前|今年|本月|去年|年底|\d{1,4}[年月])")
_EACH = re.compile(
    r"(?<![十第每])(?P<n>\d{1,3}|[二三四五六七八九]|十[一二三四五六七八九]?)各(?=方面|环节|层面|步骤|问题|特点|阶段|部分|重点)"
)
_TWICE = re.compile(r"(?P<first>[，、；：])[，、；：]+|(?<!。)。。(?!。)|[，、；：]。|(?<!。)。[，、；：]")
_EMPTY = re.compile(r"“”|《》|(?<![\d一二三四五六七八九十])（）")
_PAIRS = {"”": "“", "）": "（", "》": "《"}
_ITEM_END = re.compile(r"(?:^|[，。；：、！？”\s])[\da-zA-Z一二三四五六七八九十①-⑳]{1,3}$")
_SIGN = re.compile("[“”（）《》]")
_CALLED = {"“": "前引号", "”": "后引号", "（": "前括号", "）": "后括号", "《": "前书名号", "》": "后书名号"}
_MOST = 4


def find(page: Page) -> Iterator[Claim]:
    """Slips and signs, kind by kind."""
    yield from _typos(page)
    for found in list(_TWICE.finditer(page.text))[:_MOST]:
        start, end = found.span()
        once = found["first"] or ("。" if "。" in found[0] else found[0][0])
        words = f"标点“{found[0]}”连用，应留一个。"
        yield _said(page, "punctuation", start, end, once if len(set(found[0])) == 1 else "", "punctuation", words)
    for found in list(_EMPTY.finditer(page.text))[:_MOST]:
        words = f"{_CALLED[found[0][0]][1:]}里面是空的，请补上或删去。"
        yield claim(page, "blank", found.start(), found.end(), "", "", "blank", words)
    yield from _alone(page)


def _typos(page: Page) -> Iterator[Claim]:
    for found in _UNTIL.finditer(page.text):
        end = min(len(page.text), found.end() + 2)
        word = page.text[found.end() : end] if page.text[found.end()] not in "0123456789" else ""
        words = "“截止”是到期停止；说到某时为止用“截至”。"
        yield _said(page, "typo", found.start(), found.end() + len(word), f"截至{word}", "typo", words)
    for found in _SLIP.finditer(page.text):
        meant = _SLIPS[found[0]]
        yield _said(page, "typo", *found.span(), meant, "typo", f"“{found[0]}”疑为“{meant}”之误。")
    for found in _EACH.finditer(page.text):
        start, end = found.start(), found.end() + 2
        meant = f"{found['n']}个{page.text[found.end() : end]}"
        yield _said(page, "typo", start, end, meant, "typo", f"“{page.text[start:end]}”疑为“{meant}”之误。")
    for found in _DOUBLED.finditer(page.text):
        once = found[0][: len(found[0]) // 2]
        yield _said(page, "typo", *found.span(), once, "typo", f"“{once}”写了两遍。")


def _alone(page: Page) -> Iterator[Claim]:
    """Brackets and quotation marks without their partner; one may stand on a neighbouring line that the paper broke."""
    text = page.text
    open_: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    for found in _SIGN.finditer(text):
        sign, place = found[0], found.start()
        if sign in "“（《":
            open_.append((place, sign))
            continue
        depth = next(
            (i for i in range(len(open_) - 1, max(-1, len(open_) - 6), -1) if _belong(text, open_[i], place, sign)),
            None,
        )
        if depth is not None:
            del open_[depth]
        elif not (sign == "）" and _ITEM_END.search(text[max(0, place - 5) : place])) and not _in_latin(text, place):
            alone.append((place, sign))
    # each paragraph of a long quotation begins with a mark of its own
    alone.extend((p, sign) for p, sign in open_ if not (sign == "“" and (p == 0 or text[p - 1] == "\n")))
    for place, sign in sorted(alone)[:_MOST]:
        yield _one(page, place, sign)


def _belong(text: str, opening: tuple[int, str], place: int, sign: str) -> bool:
    """Whether a sign closes an opening: in the same paragraph, or near by."""
    start, opener = opening
    if opener != _PAIRS[sign] or place - start > 1500:
        return False
    return place - start <= 200 or "\n" not in text[start:place]


def _in_latin(line: str, place: int) -> bool:
    """An apostrophe (it’s) or a sign of feet is no quotation mark."""
    return line[place] == "”" and place > 0 and line[place - 1].isascii() and line[place - 1].isalnum()


def _one(page: Page, place: int, sign: str) -> Claim:
    opens = sign in "“（《"
    other = _PAIRS.get(sign) or next(close for close, opener in _PAIRS.items() if opener == sign)
    near = re.match(r"[^\n，。；]{0,8}", page.text[place + 1 : place + 9]) if opens else None
    end = place + 1 + len(near[0] if near else "")
    start = (
        place
        if opens
        else max(0, place - len((re.search(r"[^\n，。；]{0,8}$", page.text[max(0, place - 8) : place]) or [""])[0]))
    )
    words = f"{_CALLED[sign]}没有与它成对的{_CALLED[other]}。"
    return claim(page, "punctuation", start, end, sign, "", "style:punctuation", words)


def _said(page: Page, kind: str, start: int, end: int, mend: str, reason: str, words: str) -> Claim:
    return claim(page, kind, start, end, page.text[start:end], mend, f"style:{reason}", words, mend)
