"""标题: broken into lines of about equal length at places where the sense allows it."""

import math
import re

#: 156 mm hold twenty characters of 22 pt
TITLE_CHARACTERS = 20
#: a line may well end after these, and begin with those
_GOOD_AFTER = re.compile(
    r"(的|关于|、|，|：|》|”|年|月|和|与|及|并|第\S季度|季度|半年|年度|县|镇|乡|村|市|区|局|站|部|中心|委员会|办公室|人民政府)$"
)
_GOOD_BEFORE = re.compile(r"^(关于|工作|情况|总结|报告|通知|通报|方案|意见|函|《|“)")
#: and never between these: inside a number, before a closing mark, after an opening one
_BAD = re.compile(
    r"[0-9A-Za-z%.〔（《“]\|[0-9A-Za-z%.]|[〔（《“]\||\|[〕）》”、，。：]|[0-9]\|[年月日号]|\|(的|和|与|及)"
)
#: words of this trade that must not be torn apart
_WORDS = re.compile(
    r"群众|工作|服务|诉求|办理|情况|干部|党员|中心|联系|统计|总结|报告|通报|通知|方案|办法|实施|评议|整改|督查|考核|"
    r"委员会|办公室|人民政府|人民|政府|社会|组织|建设|运行|安排|第.季度|上半年|下半年|[0-9]+年|[0-9]+月|直接|基层|"
    r"走访|接访|信访|调解|纠纷|矛盾|志愿|活动|公开|承诺|满意|按时|意见|建议|问题|台账|明细|汇总|分析"
)


def title_lines(title: str) -> tuple[str, ...]:
    """The lines of a title, 词意完整、长短适宜 (GB/T 9704 7.3.1); breaks of the author's own are kept.

    >>> title_lines("清水镇人民政府关于2026年第三季度群众诉求办理工作情况的报告")
    ('清水镇人民政府关于2026年第三季度', '群众诉求办理工作情况的报告')
    """
    if "\n" in title:
        return tuple(line.strip() for line in title.splitlines() if line.strip())
    needed = math.ceil(width(title) / TITLE_CHARACTERS)
    lines, rest = [], title.strip()
    while needed > 1:
        cut = _best_cut(rest, target=width(rest) / needed)
        lines.append(rest[:cut])
        rest = rest[cut:]
        needed = max(needed - 1, math.ceil(width(rest) / TITLE_CHARACTERS))
    return (*lines, rest)


def width(text: str) -> float:
    """How many Chinese characters wide a text is: letters, digits and ASCII marks are half as wide."""
    return sum(0.5 if ord(character) < 0x2000 else 1.0 for character in text)


def _best_cut(text: str, *, target: float) -> int:
    """Where to break: near the target, after a word that closes, never inside a number or a quotation."""

    inside = {place for word in _WORDS.finditer(text) for place in range(word.start() + 1, word.end())}

    def cost(cut: int) -> float:
        off = abs(width(text[:cut]) - target)
        if _BAD.search(f"{text[cut - 1]}|{text[cut]}") or width(text[:cut]) > TITLE_CHARACTERS:
            off += 100
        if cut in inside:
            off += 50
        if _GOOD_AFTER.search(text[:cut]):
            off -= 3
        if _GOOD_BEFORE.search(text[cut:]):
            off -= 1
        return off

    return min(range(1, len(text)), key=cost)
