"""评议的速度: a 21-item answer in by the web page, and the statistics page of a great many released ballots.

    python -m bench.appraisal                    100,000 ballots (some minutes, most of them for casting)
    python -m bench.appraisal --ballots 5000     smaller

In one process, through the whole of Django, with the settings of a real installation: what is answered is on the disk.
Beside it stands what LimeSurvey took on such a machine (1,095 ms for the answer, 2,000 ms for the statistics).
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any
from urllib.parse import urlencode

from bench.apart import measured

SECTIONS = ("学习", "服务", "效率", "纪律", "作风", "廉洁")  # six aspects, 21 items (000-1)
ITEMS, ANSWERS, AT_ONCE, ROUNDS = 21, 200, 5_000, 15
WORDS = ("青山在东边看着我们", "大河从门前向西流去")


def main(words: Sequence[str] = ()) -> int:
    """Measure in a process of its own."""
    return measured("appraisal", __doc__, words, run, counted="ballots", count=100_000)


def run(ballots: int) -> int:
    """Set up, measure, print."""
    from lianxin.project.starting import start_django

    start_django()
    from lianxin.project import prepare

    prepare.migrate()
    prepare.static()
    clerk = _county()
    print(f"── 评议 ── 6 个方面 {ITEMS} 题，{ballots} 张票\n")
    print(f"  {'':<40}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}  目标")
    _answers(clerk)
    _statistics(clerk, ballots)
    return 0


def _county() -> Any:
    """One county with one clerk; returns the actor."""
    from django.utils import timezone

    from lianxin.base.orgs import commands as orgs
    from lianxin.base.orgs.permissions import SYSTEM
    from lianxin.base.orgs.queries import actor_for

    at = timezone.now()  # noqa: TID251
    unit = orgs.create_unit(name="定安县", kind="county", parent=None, by=SYSTEM, at=at)
    person = orgs.create_person(username="xian", name="周敏", password="Lianxin-2026", by=SYSTEM, at=at)  # noqa: S106
    first = timezone.localdate(at)
    return actor_for(orgs.post(person=person, unit=unit, role="county_clerk", valid_from=first, by=SYSTEM, at=at))


def _box(clerk: Any, mode: str, size: int) -> Any:
    """A poll of six aspects and 21 items, three layers."""
    from django.utils import timezone

    from lianxin.base.orgs.models import Unit
    from lianxin.pure import polling, questions
    from lianxin.work.ballots import commands

    words = (("satisfied", "满意", 100), ("fairly", "基本满意", 60), ("dissatisfied", "不满意", 0))
    scale = questions.Scale("three", "满意度", tuple(questions.Option(c, w, s, c) for c, w, s in words))
    sections = tuple(
        questions.Section(f"s{n}", word, tuple(
            questions.Item(f"q{n}_{k}", f"{word}第 {k} 项", scale="three") for k in range(1, 4 + (n < 3))
        ))
        for n, word in enumerate(SECTIONS)
    )  # fmt: skip
    form = questions.Form("机关作风评议", sections=sections, scales=(scale,))
    groups = tuple(
        polling.Group(f"g{n}", label, questions.Sheet(form), size)
        for n, label in enumerate(("服务层", "基层", "协作层"))
    )
    at = timezone.now()  # noqa: TID251
    day = timezone.localdate(at)
    poll = polling.Poll("县直机关作风评议", mode, groups)
    return commands.prepare(poll=poll, unit=Unit.objects.get(), opens_on=day, closes_on=day, by=clerk, at=at), at


def _chosen(form: Any, chance: Random) -> dict[str, dict[str, list[str]]]:
    options = [one.code for one in form.scales[0].options]
    return {"": {item.code: [chance.choices(options, (6, 3, 1))[0]] for item in form.items}}


def _answers(clerk: Any) -> None:
    """一份答卷投进来: the one request that puts it in, and the whole way of four pages."""
    from django.test import Client
    from django.urls import reverse

    from lianxin.pure import polling
    from lianxin.work.ballots import commands

    box, at = _box(clerk, polling.SLIPS, 2 * ANSWERS)
    codes = commands.print_slips(box=box, group="g0", count=2 * ANSWERS, by=clerk, at=at)
    commands.open_box(box=box, passphrases=WORDS, by=clerk, at=at)
    client, address, chance = Client(), reverse("public:ballot", args=[box.code]), Random(1)
    form = box.poll.groups[0].sheet.form
    slips = iter(codes)

    def filled(step: str, token: str, chosen: dict[str, list[str]]) -> None:
        data = {"token": token, "step": step, **{f"a-{name}": value[0] for name, value in chosen.items()}}
        answer = client.post(
            address, urlencode(data), content_type="application/x-www-form-urlencoded"
        )  # as browsers do
        assert answer.status_code == 200

    def whole() -> None:
        token, chosen = next(slips), _chosen(form, chance)[""]
        assert client.get(address).status_code == 200
        assert client.post(address, {"token": token}).status_code == 200
        filled("review", token, chosen)
        filled("send", token, chosen)

    _print("一份答卷投进来 · an answer in", _timed(ANSWERS, lambda: filled("send", next(slips), _chosen(form, chance)[""])),
           "≤ 10 (LimeSurvey 1,095)")  # fmt: skip
    _print("从打开到投出四页 · the whole way, 4 pages", _timed(ANSWERS // 4, whole), "")
    _print(
        "同一张再投 · the same slip again",
        _timed(ANSWERS // 4, lambda: filled("send", codes[0], _chosen(form, chance)[""])),
        "",
    )


def _statistics(clerk: Any, ballots: int) -> None:
    """统计页: so many ballots cast, released, counted once; then its page."""
    from django.test import Client
    from django.urls import reverse

    from lianxin.base.orgs.models import Person
    from lianxin.pure import polling
    from lianxin.work.ballots import box as boxes
    from lianxin.work.ballots import commands
    from lianxin.work.results import commands as results

    box, at = _box(clerk, polling.OPEN, ballots)
    commands.open_box(box=box, passphrases=WORDS, by=clerk, at=at)
    box.refresh_from_db()
    chance, form = Random(2), box.poll.groups[0].sheet.form
    began = time.monotonic()
    for start in range(0, ballots, AT_ONCE):
        part = [(_chosen(form, chance), {}) for _each in range(min(AT_ONCE, ballots - start))]
        boxes.cast_papers(box=box, group=f"g{start // AT_ONCE % 3}", ballots=part, channel=polling.SCREEN)
    _say("投进票箱 · cast", began, ballots)
    began = time.monotonic()
    box = commands.close_box(box=box, passphrases=WORDS, by=clerk, at=at)
    _say("截止开箱 · opened, sorted, released", began, ballots)
    began = time.monotonic()
    result = results.settle(box=box, by=clerk, at=at)
    _say("计票 · counted", began, ballots)
    client = Client()
    client.force_login(Person.objects.get(username="xian"))
    address = reverse("results:result", args=[result.code])

    def page() -> None:
        assert client.get(address).status_code == 200

    _print(f"{ballots} 张票的统计页 · statistics page", _timed(ROUNDS, page), "≤ 100 (LimeSurvey 2,000)")


def _timed(rounds: int, do: Callable[[], None]) -> tuple[float, float, float]:
    """Median, 95th percentile and the processor's own time of one, in milliseconds; the first is not counted."""
    do()
    walls, cpu = [], time.process_time()
    for _each in range(rounds - 1):
        began = time.perf_counter()
        do()
        walls.append(1000 * (time.perf_counter() - began))
    cpu = 1000 * (time.process_time() - cpu) / len(walls)
    return statistics.median(walls), sorted(walls)[int(0.95 * (len(walls) - 1))], cpu


def _print(name: str, found: tuple[float, float, float], aim: str) -> None:
    wide = sum(2 if ord(char) > 0x2E80 else 1 for char in name)
    half, most, cpu = found
    print(f"  {name}{' ' * max(1, 40 - wide)}{half:>9.1f}{most:>9.1f}{cpu:>9.1f}  {aim}", flush=True)


def _say(name: str, began: float, ballots: int) -> None:
    seconds = time.monotonic() - began
    print(f"  {name}: {seconds:.1f} s, {ballots / seconds:,.0f} /s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
