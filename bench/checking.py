"""核对的速度: the checker over made-up office texts of two lengths, and over floods of one sign. Assertions: tests/pure.

    python -m bench.checking            about half a minute on one processor

A text four times as long should cost about four times as much; the floods are what a pattern that tries every place
anew would cost minutes for.
"""

import time
from random import Random

from lianxin.pure.checking import check

SHORT, LONG = 50_000, 200_000
FLOODS = ("1", "a", "_", "、", "一", "（", "“", "占", "其中", "9、", "1人", "三个", "1件占5%，", "从1件增加到2件，")
_PLACES = ("东桥", "西岭", "南坪", "北塬", "柳湾", "石门", "青山", "双河")
_THINGS = (("诉求", "件"), ("纠纷", "起"), ("困难户", "户"), ("意见建议", "条"), ("隐患", "处"))


def text(length: int, seed: int = 8) -> str:
    """A report of about so many characters: headings, count words, sums, rates, comparisons and plain sentences."""
    random, lines, size, part = Random(seed), [], 0, 0
    while size < length:
        part += 1
        lines.append(f"{part % 90 + 1}. {random.choice(_PLACES)}镇群众工作情况")
        for _ in range(5):
            lines.append(_paragraph(random))
        size += sum(map(len, lines[-6:])) + 6
    return "\n".join(lines)[:length]


def _paragraph(random: Random) -> str:
    thing, unit = random.choice(_THINGS)
    whole = random.randrange(40, 900)
    done = random.randrange(20, whole)
    then = random.randrange(30, 900)
    turn = "增加" if whole > then else "减少"
    a, b = random.randrange(1, 40), random.randrange(1, 40)
    places = random.sample(_PLACES, 3)
    return (
        f"今年以来，{random.choice(_PLACES)}镇登记{thing}{whole}{unit}，比去年同期的{then}{unit}{turn}{abs(whole - then)}{unit}；"
        f"办结{done}{unit}，办结率{done * 100 / whole:.1f}%。其中，{places[0]}村{a}{unit}、{places[1]}村{b}{unit}，"
        f"两村合计{a + b}{unit}。突出三项措施：建台账、明责任、抓回访。一是逐户登记，干部分片走访，当场答复；"
        f"二是按月会商，难事由{places[2]}镇牵头办理；三是到期提醒，超期说明原因。群众代表普遍认为，办事比往年方便，"
        "答复也更清楚，仍有少数道路、饮水方面的困难需要上级部门支持。"
    )


def measured(words: str) -> tuple[float, int]:
    """Seconds of the processor for one text, and the number of claims found."""
    began = time.process_time()
    found = check(words)
    return time.process_time() - began, len(found.claims)


def main() -> int:
    """Print the table."""
    print("\n核对 · checking texts")
    seconds = {}
    for length in (SHORT, LONG):
        seconds[length], claims = measured(text(length))
        print(f"  {length:>7} 字 · characters {seconds[length]:6.2f} s  {claims:>6} claims")
    print(
        f"  {LONG // SHORT} 倍长的文本用时 {seconds[LONG] / seconds[SHORT]:.1f} 倍 · times as long, times the seconds"
    )
    floods = {flood: measured((flood * LONG)[:LONG])[0] for flood in FLOODS}
    worst = max(floods, key=lambda flood: floods[flood])
    print(
        f"  {len(floods)} 种单一字符 {LONG} 字: 最慢“{worst}” {floods[worst]:.2f} s · floods of one sign, the slowest"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
