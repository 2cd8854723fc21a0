"""纸质答卷识读的成绩: invented sheets by resolution and by what goes beyond the mission, and how fast they are read.

    python -m bench.sheets              400 sheets and 40 of each kind beyond, about two minutes on one processor
    python -m bench.sheets 100          fewer

All sheets are synthetic (tests/pure/marks_scenes): no real hand, scanner or telephone. Assertions: tests/pure/test_marks.
"""

import sys
import time
from collections import Counter, defaultdict

import cv2
import numpy as np
from tests.pure.marks_scenes import BEYOND, Scene, printed, scene

from lianxin.pure.marks.codes import PageCode
from lianxin.pure.marks.finding import code_of, lay_flat
from lianxin.pure.marks.reading import read_page

OURS, OTHERS = 48217730, 73155020


def measured(one: Scene) -> tuple[Counter[str], float]:
    """What became of one sheet, and the processor seconds of reading it."""
    began = time.process_time()
    picture = np.asarray(cv2.imdecode(np.frombuffer(one.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)
    flat = lay_flat(picture)
    code = code_of(flat, [PageCode(OURS, 1), PageCode(OTHERS, 1)]) if flat else None
    tally = Counter(sheets=1)
    if flat is None or code is None:
        tally["lost"] += 1
    else:
        tally["wrong campaign"] += code.number != one.number
        for item in read_page(flat, printed(one.number)[0]).items:
            if item.doubt:
                tally["asked"] += 1
                tally[item.doubt] += 1
            else:
                tally["right" if set(item.options) == one.truth[item.item] else "wrong"] += 1
    return tally, time.process_time() - began


def line(name: str, tally: Counter[str], seconds: float) -> str:
    """One row of the table."""
    items = tally["right"] + tally["wrong"] + tally["asked"]
    claimed = tally["right"] + tally["wrong"]
    right = f"{tally['right'] / claimed:.4%}" if claimed else "-"
    asked = f"{tally['asked'] / items:.2%}" if items else "-"
    return (
        f"{name:<10}{tally['sheets']:>7}{tally['lost']:>6}{tally['wrong campaign']:>8}{claimed:>9}{tally['wrong']:>7}"
        f"{right:>11}{asked:>9}{tally['sheets'] / max(seconds, 1e-6):>9.1f}"
    )


def main() -> None:
    """Print the table."""
    cv2.setNumThreads(1)
    sheets = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    spent: dict[str, float] = defaultdict(float)
    for n in range(sheets):
        one = scene(n, number=OURS if n % 4 else OTHERS)
        tally, seconds = measured(one)
        for name in ("all", one.what[one.what.index("dpi") - 4 : one.what.index("dpi")].strip() + " dpi",
                     "pencil" if "pencil" in one.what else "pen"):  # fmt: skip
            rows[name] += tally
            spent[name] += seconds
    for beyond in BEYOND:
        for n in range(max(1, sheets // 10)):
            tally, seconds = measured(scene(n, beyond=beyond))
            rows[beyond] += tally
            spent[beyond] += seconds
    print(
        f"{'':<10}{'sheets':>7}{'lost':>6}{'foreign':>8}{'claimed':>9}{'wrong':>7}{'right':>11}{'asked':>9}{'a second':>9}"
    )
    for name in sorted(rows, key=lambda one: (one in BEYOND, one != "all", one)):
        print(line(name, rows[name], spent[name]))
    doubts = {name: rows["all"][name] for name in ("faint", "double", "hidden", "blank")}
    print("asked because:", doubts)


if __name__ == "__main__":
    main()
