"""雷同比对的速度: an index of 10,000 generated texts: how long it takes to build, what one text's question costs, memory.

    python -m bench.overlaps                     10,000 texts (about a minute)
    python -m bench.overlaps --texts 2000        smaller

In one process, through the whole of Django, with the settings of a real installation. The texts have 500 to 1,500
characters; of every twenty the last takes three sentences of another, so that there is something to be found.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from bench.apart import measured
from lianxin.project import tables

ASKED, COPIED = 200, 20
SYLLABLES = "村镇县路灯水渠低保户桥学校医站井田林果茶坡沟院门墙电网阀管泵票证表册钱粮肥种苗雨雪风霜早晚春秋老幼妇婴"
BATCH = 1_000
AT = datetime(2026, 11, 2, 4, tzinfo=UTC)


def main(words: Sequence[str] = ()) -> int:
    """Measure in a process of its own."""
    return measured("overlaps", __doc__, words, run, counted="texts", count=10_000)


def run(texts: int) -> int:
    """Set up, index, ask, print."""
    from lianxin.project.starting import start_django

    start_django()
    from django.conf import settings

    from lianxin.base.orgs.permissions import SYSTEM
    from lianxin.reports.overlaps import commands, queries
    from lianxin.reports.overlaps.models import Fingerprint

    tables.make()
    clerk, kept, source = _library(texts)
    before = _megabytes()
    took, built = _timed(lambda: commands.refresh(by=SYSTEM, at=AT, with_findings=False))
    print(f"── 雷同比对 ── {built.changed} 篇，{sum(map(len, kept)) / 10_000:.0f} 万字", flush=True)
    print(f"  建索引：{took:.1f} 秒（每篇 {1000 * took / built.changed:.1f} 毫秒），指纹 {Fingerprint.objects.count()} 行，"
          f"内存多用 {_megabytes() - before:.0f} MB，数据库 {_size(settings.DATABASES['default']):.0f} MB")  # fmt: skip
    again, nothing = _timed(lambda: commands.refresh(by=SYSTEM, at=AT, with_findings=False))
    print(f"  没有改动时再更新一次：{again:.1f} 秒（{nothing.changed} 篇）")
    idioms = queries.idioms_of(clerk.own_path)
    near, whole, right = [], [], 0
    copies = sorted(source)[: ASKED // 2]
    asked = [*copies, *Random(5).sample(sorted(set(range(len(kept))) - source.keys()), ASKED - len(copies))]
    for n in asked:
        text, ref = kept[n], f"library:{n:012d}"
        near.append(_timed(partial(_looked_up, text, idioms))[0])
        seconds, alike = _timed(partial(queries.alike, text, by=clerk, idioms=idioms, but=ref))
        whole.append(seconds)
        right += n in copies and f"library:{source[n]:012d}" in {one.other.ref for one in alike}
    for name, rows in (("查索引", near), ("连同读出、逐段比对", whole)):
        print(f"  一篇的{name}：p50 {_ms(rows, 50):.1f} 毫秒，p95 {_ms(rows, 95):.1f} 毫秒（{len(rows)} 篇）")
    print(f"  抄了三句的 {len(copies)} 篇，找到出处 {right} 篇；内存最多用到 {_megabytes():.0f} MB")
    return 0


def _looked_up(text: str, idioms: Any) -> Any:
    from lianxin.reports.overlaps import index

    return index.near(index.values_of(text, idioms))


def _library(texts: int) -> tuple[Any, list[str], dict[int, int]]:
    """A county whose office put so many texts into the library, its clerk, which took of which."""
    from lianxin.base.orgs import commands as orgs
    from lianxin.base.orgs.permissions import SYSTEM
    from lianxin.base.orgs.queries import actor_for
    from lianxin.reports.overlaps.models import LibraryText

    county = orgs.create_unit(name="试算县", kind="county", parent=None, by=SYSTEM, at=AT)
    person = orgs.create_person(username="shisuan", name="周试", password="Lianxin-2026", by=SYSTEM, at=AT)
    posting = orgs.post(person=person, unit=county, role="county_clerk", valid_from=date(2026, 1, 1), by=SYSTEM, at=AT)
    kept, source = _written(texts)
    for start in range(0, len(kept), BATCH):
        LibraryText.objects.bulk_create(
            LibraryText(code=f"{n:012d}", unit=county, unit_path=county.path, title=f"材料{n}", origin="试算", is_shared=True,
                        on=date(2020, 1, 1) + timedelta(days=n % 2000), text=kept[n], by_name="周试", kept_on=date(2026, 1, 1))
            for n in range(start, min(start + BATCH, len(kept)))
        )  # fmt: skip
    return actor_for(posting), kept, source


def _written(texts: int) -> tuple[list[str], dict[int, int]]:
    """Texts of sentences made by chance, the same each time; which of them took three sentences of which."""
    chance = Random(20)
    kept: list[list[str]] = []
    source = {}
    for n in range(texts):
        own = [
            "".join(chance.choices(SYLLABLES, k=chance.randint(12, 36))) + "。"
            for _one in range(chance.randint(20, 60))
        ]
        if n % COPIED == COPIED - 1:
            source[n] = chance.randrange(len(kept))
            theirs = kept[source[n]]
            place = chance.randrange(len(theirs) - 3)
            own[3:6] = theirs[place : place + 3]
        kept.append(own)
    return ["".join(one) for one in kept], source


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result


def _ms(seconds: Sequence[float], percent: int) -> float:
    return 1000 * statistics.quantiles(seconds, n=100)[percent - 1]


def _megabytes() -> float:
    """The most memory that this process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size(database: dict[str, Any]) -> float:
    path = Path(str(database["NAME"]))
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*")) / 1024 / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
