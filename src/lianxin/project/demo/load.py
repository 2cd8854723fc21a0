"""生成演示县: when the database is empty, with progress; three receipts are kept aside for the resident's page."""

import json
import sys
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from heapq import merge
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lianxin.base.orgs.models import Unit
from lianxin.project.demo import county as counties
from lianxin.project.demo import rooms
from lianxin.project.demo.days import moment
from lianxin.project.demo.lives import Lives
from lianxin.project.demo.shown import shown
from lianxin.pure.codes import new_secret
from lianxin.work.concerns import bulk
from lianxin.work.concerns.bulk import Story
from lianxin.work.concerns.models import Concern

SEED = 20240229
MONTHS = 14
PER_WORKDAY = 22.0
SLIPS = ("reply", "acknowledge", "close")  # the last deed of the stories whose receipts are printed


def load_if_empty() -> bool:
    """Load the demo county unless there are units already; whether it was loaded."""
    if Unit.objects.exists():
        return False
    load(until=timezone.now().replace(microsecond=0))
    return True


@transaction.atomic
def load(*, until: datetime, seed: int = SEED) -> None:
    """生成演示县, all or nothing, up to the moment `until`; says what it does."""
    began = time.monotonic()
    first = first_day(timezone.localdate(until))
    _say("生成演示县(虚构的单位、人员和诉求)· the demo county: everything in it is invented")
    county = counties.build(
        random=Random(seed), at=moment(first - timedelta(days=3), 9 * 60), told=_Progress("单位", 25)
    )
    _say(f"  单位 {Unit.objects.count()} 个 · units({time.monotonic() - began:.0f} 秒)")
    lives = Lives(county, seed=seed + 1, until=until)
    everyday = lives.stories(first, per_workday=PER_WORKDAY)
    stories = list(merge(everyday, shown(lives), key=lambda story: story.deeds[0].at))
    stories, slips = _with_slips(stories, Random(seed + 2))
    bulk.load(stories, told=_Progress("诉求", len(stories)))
    _say(f"  诉求 {len(stories)} 件 · concerns({time.monotonic() - began:.0f} 秒)")
    for number, (name, fill) in enumerate(rooms.fillers().items()):
        fill(county, until, Random(seed + 10 + number))
        _say(f"  {name}({time.monotonic() - began:.0f} 秒)")
    transaction.on_commit(lambda: _keep(slips))


def first_day(today: date) -> date:
    """The first day of the first of the fourteen months that end with this one."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _with_slips(stories: list[Story], random: Random) -> tuple[list[Story], list[dict[str, str]]]:
    """The latest resident's story for each of SLIPS gets a secret; returns the stories and code with secret."""
    slips = []
    for verb in SLIPS:
        for number in range(len(stories) - 1, -1, -1):
            story = stories[number]
            if story.deeds[0].verb == "submit" and story.deeds[-1].verb == verb and not story.secret:
                stories[number] = replace(story, secret=new_secret(random))
                slips.append({"code": story.code, "secret": stories[number].secret})
                break
    return stories, slips


def _keep(slips: list[dict[str, str]]) -> None:
    rows: list[dict[str, Any]] = []
    for slip in slips:
        concern = Concern.objects.get(code=slip["code"])
        rows.append({**slip, "title": concern.title, "status": concern.get_status_display()})
    file = settings.DATA / "demo.json"
    file.write_text(json.dumps({"slips": rows}, ensure_ascii=False, indent=1), encoding="utf-8")


class _Progress:
    """A line that counts up where a person looks on, and nothing where the output goes to a file."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done = what, total, 0

    def __call__(self, told: object) -> None:
        self.done = told if isinstance(told, int) else self.done + 1
        if sys.stdout.isatty():
            end = "\n" if self.done >= self.total else ""
            print(f"\r  {self.what} {self.done}/{self.total} ", end=end, flush=True)


def _say(line: str) -> None:
    print(line, flush=True)
