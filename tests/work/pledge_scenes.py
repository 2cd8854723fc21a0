"""公开承诺: pledges, letters and practical help brought about by commands alone."""

from datetime import date
from decimal import Decimal
from typing import Any

from lianxin.work.pledges import commands
from lianxin.work.pledges.commands import Promise
from lianxin.work.pledges.models import Letter, Pledge, PracticalHelp
from tests.conftest import NOON

LAMPS = Promise("更换村口和三组路灯 12 盏", date(2026, 11, 30), "晚上从村口走到三组，路灯都亮")
OFFICE = Promise(
    "每周三在村部坐班，代办事项 5 个工作日内回告", date(2026, 12, 31), "坐班表贴在村部门口，代办登记簿可查"
)
IN_TIME = Promise(
    "诉求按时办结 90% 以上", date(2026, 12, 31), "看板上的按时办结率", "concern.on_time_rate", Decimal(90)
)
LETTER = (
    "一、按月检查山塘、桥梁和边坡，查一处记一处。\n二、来信来访在15个工作日内答复。\n三、每季度向村民公布一次办理情况。"
)


def drafted(town: Any, **changes: Any) -> Pledge:
    """石桥村's pledge of two items, as its worker wrote it."""
    fields = {
        "unit": town.shiqiao, "title": "石桥村2026年公开承诺", "year": 2026, "promises": [LAMPS, OFFICE], "by": town.worker,
        "at": NOON,
    }  # fmt: skip
    return commands.draft(**{**fields, **changes})


def shown(town: Any, pledge: Pledge | None = None, approver: str = "head", **changes: Any) -> Pledge:
    """On the public board: sent to the head, approved, published by the township."""
    pledge = commands.submit(pledge=pledge or drafted(town, **changes), by=town.worker, at=NOON)
    pledge = commands.approve(pledge=pledge, by=getattr(town, approver), at=NOON)
    return commands.publish(pledge=pledge, by=town.officer, at=NOON)


def kept(town: Any, **changes: Any) -> Pledge:
    """Every item has its result; it waits for 评诺."""
    pledge = shown(town, **changes)
    for item in pledge.items.all():
        commands.settle_item(
            item=item, result="fulfilled", words="已全部做到，村部公开栏可查。", by=town.worker, at=NOON
        )
    pledge.refresh_from_db()
    return pledge


def letter_drafted(town: Any, **changes: Any) -> Letter:
    """A letter of the county about safety and letters of residents; nobody is asked yet."""
    fields = {
        "unit": town.county, "kind": "responsibility", "title": "2026年度安全与信访工作责任书", "text": LETTER, "year": 2026,
        "due_on": date(2026, 11, 20), "by": town.clerk, "at": NOON,
    }  # fmt: skip
    return commands.draft_letter(**{**fields, **changes})


def letter_open(town: Any) -> Letter:
    """Sent round: both townships, their three villages under them, and two people of 石桥村."""
    letter = letter_drafted(town)
    units = [town.shiqiao, town.qingshui, town.baisha, town.liuwan, town.shahe]
    commands.add_parties(letter=letter, units=units, by=town.clerk, at=NOON)
    commands.add_people(
        letter=letter, unit=town.shiqiao, people=[("石小桥", "网格员"), ("石老师", "护林员")], by=town.clerk, at=NOON
    )
    return commands.open_letter(letter=letter, by=town.clerk, at=NOON)


def practical_promised(town: Any, **changes: Any) -> PracticalHelp:
    """A road of 石桥村, promised in public by the township."""
    fields = {
        "unit": town.shiqiao, "title": "硬化三组机耕路", "goal": "硬化机耕路 800 米，农用车能开到地头", "year": 2026,
        "due_on": date(2026, 12, 20), "source": "meeting", "planned_yuan": Decimal("180000"),
        "source_words": "村民代表会议一致提出", "by": town.officer, "at": NOON,
    }  # fmt: skip
    return commands.promise(practical=commands.propose(**{**fields, **changes}), by=town.clerk, at=NOON)
