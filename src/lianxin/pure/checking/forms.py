"""公文格式: document numbers, the date of signing and the list of attachments as GB/T 9704-2012 writes them.

>>> from lianxin.pure.figures.layout import lay_out
>>> page = lay_out("按照《关于开展走访的通知》（清发[2026]05号）要求办理。\\n清水镇人民政府\\n二0二六年三月五日")
>>> [(claim.quote, claim.mend) for claim in find(page)]
[('[2026]05号', '〔2026〕5号'), ('二0二六年三月五日', '2026年3月5日')]

7.2.5: the year in full in 〔〕, the number without 第 and without leading noughts. 7.3.5.4: the day in Arabic figures,
no leading noughts. 7.3.4: no full stop behind the name of an attachment. All of it is style; the mend is exact.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from .dates.papers import papers

_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![判初终民刑合同协议号第])(?P<open>[“\[（【〖<{《〔])(?P<year>(?:19|20)\d{2})年?(?P<close>[”\]）】〗>}》〕])"
    r"(?P<word>第)?(?P<noughts>0*)(?P<number>[1-9]\d{0,4})号(?!楼|线|院|门|机|店|桌|床|令|公告)"
)
_CERTIFICATE = re.compile(
    r"(?:证|国用|集用|林证字|产权|合同|协议|许可|登记|注册|备案|检测|检验|鉴定|编号)字?[^，。；\n]{0,3}$"
)
_CHINESE = re.compile(
    r"(?P<year>[一二][零〇○Oo0九八][零〇○Oo0一二三四五六七八九]{2})年(?P<month>[元一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十廿]{1,3})日"
)
_MIXED = re.compile(r"[一二][0０OoＯ○〇零一二三四五六七八九]{3}年")
_RING = re.compile("[0０OoＯ○]")
_NOUGHTS = re.compile(r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_POINTED = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<sign>[./\-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})")
_IN_A_SENTENCE = re.compile(
    r"(?P<day>(?<![\d.])(?P<year>(?:19|20)\d{2})(?:年(?P<month>\d{2})月(?P<d>\d{2})日|\.(?P<m2>\d{1,2})\.(?P<d2>\d{1,2})(?:[日号](?!期))?))(?![\d.])"
)
_WIDE = re.compile("(?<![0-9０-９．.])[0-9．.]*[０-９][0-9０-９．.]*(?<![．.])")
_ALL_WIDE = re.compile("[０-９．.]+")
_NARROW = re.compile("[0-9]+")
_ATTACHED = re.compile(
    r"(?:^|\n)附件：(?:(?P<mark>1[.．、])[^\n。；，]{2,50}|[^\n。；，]{2,50})(?P<end>[。；，])?(?=\n|$)"
)
_NEXT = re.compile(r"\n\d{1,2}[.．、][^\n。；，]{2,50}(?P<end>[。；，])?(?=\n|$)")


def find(page: Page) -> Iterator[Claim]:
    """All claims about the form."""
    yield from _numbers(page)
    yield from _signing(page)
    yield from _years(page)
    yield from _attachments(page)
    yield from _dates(page)
    yield from _widths(page)


def _style(page: Page, start: int, end: int, mend: str, why: str) -> Claim:
    return claim(page, "format", start, end, page.quote(start, end), mend, "style:format", why, mend)


def _numbers(page: Page) -> Iterator[Claim]:
    """（2026）, [2026], „2026‟ for 〔2026〕; 05号 and 第5号 for 5号."""
    for found in _NUMBER.finditer(page.text):
        right = found["open"] == "〔" and found["close"] == "〕"
        if right and not found["word"] and not found["noughts"] or _is_certificate(page.text, found):
            continue
        why = [] if right else ["年份用六角括号〔〕括起"]
        why += ["顺序号前不加“第”"] if found["word"] else []
        why += ["顺序号不编虚位"] if found["noughts"] else []
        mend = f"〔{found['year']}〕{found['number']}号"
        yield _style(page, found.start(), found.end(), mend, f"发文字号：{'，'.join(why)}，应为{mend}。")


def _is_certificate(text: str, found: re.Match[str]) -> bool:
    """房权证[2010]第000247号: deeds, licences and contracts are numbered in their own way."""
    long = len(found["noughts"] + found["number"]) > 5
    return long or bool(_CERTIFICATE.search(text[max(0, found.start() - 12) : found.start()]))


def _signing(page: Page) -> Iterator[Claim]:
    """The signing date of each paper in Arabic figures, 月 and 日 without noughts."""
    for paper in papers(page):
        if not paper.signed or not paper.signed.day:
            continue
        start, end = paper.signed.start, paper.signed.end
        written = page.quote(start, end)
        year, month, day = paper.signed.year, paper.signed.month, paper.signed.day
        mend = f"{year}年{month}月{day}日"
        bare = unicodedata.normalize("NFKC", re.sub(r"\s", "", written))
        if _CHINESE.fullmatch(bare):
            mixed = "，且数字与汉字混用" if _RING.search(bare[:4]) else ""
            yield _style(page, start, end, mend, f"成文日期用阿拉伯数字{mixed}，应为{mend}。")
        elif (found := _NOUGHTS.fullmatch(bare)) and (found["month"][0] == "0" or found["day"][0] == "0"):
            yield _style(page, start, end, mend, f"成文日期的月、日不编虚位，应为{mend}。")
        elif _POINTED.fullmatch(bare) and start - paper.start > len(paper.title) + 60:
            yield _style(page, start, end, mend, f"成文日期写全年、月、日，应为{mend}。")


def _years(page: Page) -> Iterator[Claim]:
    """二0一二年, 二○一二年 elsewhere: a nought or a ring among Chinese numerals."""
    signed = {paper.signed.start for paper in papers(page) if paper.signed}
    for found in _MIXED.finditer(page.original):
        if not _RING.search(found[0]) or bisect_right(page.places, found.start()) - 1 in signed:
            continue
        mend = _RING.sub("〇", found[0])
        said = f"“{found[0]}”里的“{_RING.findall(found[0])[0]}”应为汉字“〇”：{mend}。"
        yield Claim("format", found[0], found.start(), found.end(), found[0], mend, "style:format", said, mend)


def _dates(page: Page) -> Iterator[Claim]:
    """2026.1.5 and 2026年01月05日 inside a sentence; tables and lists may write days as they like."""
    signed = {paper.signed.start for paper in papers(page) if paper.signed}
    for found in _IN_A_SENTENCE.finditer(page.text):
        start, end = found.span("day")
        month, day = int(found["month"] or found["m2"]), int(found["d"] or found["d2"])
        if start in signed or not (1 <= month <= 12 and 1 <= day <= 31) or not _is_sentence(page.text, start, end):
            continue
        if found["month"] and found["month"][0] != "0" and found["d"][0] != "0":
            continue
        mend = f"{found['year']}年{month}月{day}日"
        why = "月、日不编虚位" if found["month"] else "日期写全年、月、日"
        yield _style(page, start, end, mend, f"行文中{why}，应为{mend}。")


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether words stand before and behind a place, and a full stop further on."""
    ahead = text[max(0, start - 100) : start].rsplit("\n", 1)[-1]
    behind = text[end : end + 100].split("\n", 1)[0]
    line = ahead + behind
    return len(line) > 16 and (len(behind) == 100 or line[-1] in "。；，") and line.count("，") + line.count("。") > 1


def _widths(page: Page) -> Iterator[Claim]:
    """One number partly in full and partly in half width (２0户); and full-width figures in a text of half-width ones."""
    wide = list(_WIDE.finditer(page.original))
    mixed = [found for found in wide if not _ALL_WIDE.fullmatch(found[0])]
    for found in mixed:
        yield _narrowed(found, f"同一个数字里全角、半角混用，应为{unicodedata.normalize('NFKC', found[0])}。")
    whole = [found for found in wide if found not in mixed]
    if whole and len(_NARROW.findall(page.original)) > 2 * len(whole):
        yield _together(page, whole)


def _together(page: Page, whole: list[re.Match[str]]) -> Claim:
    """The full-width figures of the first sentence that has any, as one place with one mend."""
    start, stop = whole[0].span()
    at = bisect_right(page.places, start) - 1
    inside = next((page.place(a, b) for a, b in page.sentences if a <= at < b), (start, stop))
    end = max((found.end() for found in whole if found.end() <= inside[1]), default=stop)
    quote = page.original[start:end]
    mend = _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), quote)
    more = f"（文中共{len(whole)}处）" if len(whole) > 1 else ""
    said = f"数字“{whole[0][0]}”是全角，文中多用半角，请统一{more}。"
    return Claim("format", quote, start, end, quote, mend, "style:format", said, mend)


def _narrowed(found: re.Match[str], said: str) -> Claim:
    mend = unicodedata.normalize("NFKC", found[0])
    return Claim("format", found[0], found.start(), found.end(), found[0], mend, "style:format", said, mend)


def _attachments(page: Page) -> Iterator[Claim]:
    """附件：1.名单。 has a stop too many; 附件：1、 a wrong sign."""
    for found in _ATTACHED.finditer(page.text):
        if found["end"]:
            yield _stop(page, found.start("end"), found.end("end"))
        if found["mark"] and found["mark"].endswith("、"):
            start, end = found.span("mark")
            yield _style(page, start, end, "1.", "附件顺序号用阿拉伯数字和下脚点，应为“1.”。")
        place = found.end()
        while found["mark"] and (following := _NEXT.match(page.text, place)):
            if following["end"]:
                yield _stop(page, following.start("end"), following.end("end"))
            place = following.end()


def _stop(page: Page, start: int, end: int) -> Claim:
    """The stop with the word before it, so that something is left when it is mended."""
    kept = page.quote(start - 1, start)
    return _style(page, start - 1, end, kept, "附件名称后不加标点。")
