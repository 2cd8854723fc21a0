"""一年的联系群众: the years of one official (004) and of a bureau's leaders (000-2), brought about by commands, invented people."""

from datetime import date, timedelta
from typing import Any

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.queries import actor_for
from lianxin.work.cards.commands import issue_card
from lianxin.work.helping.commands import enter_fund
from lianxin.work.pairings.commands import pair
from lianxin.work.visits.commands import FoundMatter, record_stay, record_visit
from tests.conftest import NOON
from tests.work.household_scenes import household_made
from tests.work.visit_scenes import LAMP, MENDED
from tests.work.writing_scenes import draft_made, handed_in

FIRST, LAST = date(2026, 6, 1), date(2026, 11, 3)
SUMMER = date(2026, 6, 1)  # 92 days until the last of August
NAMES = ("岳清泉", "温明渠", "沈长堤", "鲁安澜", "程远帆", "褚小溪")
YEAR = (date(2026, 1, 1), date(2026, 11, 3))


def day(number: int) -> date:
    """So many days into the summer."""
    return SUMMER + timedelta(days=number)


def year_of_one(town: Any) -> None:
    """孟校 of the school at 石桥村: 92 different days under entries for 119, 4 households, 4 cards, 2 diaries, 17 nights …"""
    by, there = town.teacher, {"unit": town.shiqiao, "by": town.teacher, "at": NOON}
    for start in range(0, 32, 4):  # eight times 蹲点, four days each
        record_visit(kind="squat", on=day(start), until=day(start + 3), **there)
    for number in range(30, 92):  # one entry a day, the first two within the last 蹲点
        record_visit(kind="random", on=day(number), **there)
    for number in (0, 1, 40, 41, 42, 91):  # further entries of the same days
        record_visit(kind="errand", on=day(number), **there)
    record_visit(kind="phone", on=date(2026, 9, 20), **there)  # no visit: a day by itself that must not count
    for start, groups in ((5, "一二"), (20, "三四五"), (50, "六七"), (70, "八一二")):
        for name in groups:
            record_visit(kind="forum", on=day(start), group=f"{name}组", households=6, **there)
    for number in range(4):
        home = household_made(town, door=f"{number + 1}号", head_name="王石李陈"[number] + "家有")
        pair(kind="household", person=town.people["teacher"], household=home, since=day(3), over_why="四户住在一处",
             by=town.officer, at=NOON)  # fmt: skip
        issue_card(household=home, person=town.people["teacher"], by=town.worker, at=NOON)
        for twice in (10, 60):
            record_visit(kind="household", household=home, on=day(number + twice), **there)
    record_visit(kind="household", on=day(80), findings=[MENDED, LAMP], disciplines={"plain": True}, **there)
    dormitory = {"person": town.people["teacher"], "unit": town.school, "by": by, "at": NOON}
    record_stay(on=date(2026, 9, 7), until=date(2026, 9, 17), **dormitory)
    record_stay(on=date(2026, 10, 12), until=date(2026, 10, 19), **dormitory)
    for number, (kind, title) in enumerate((
        ("research", "取水情况调研"), ("field_report", "三组取水"), ("field_report", "村小的操场"), ("suggestion", "换支管"),
    )):  # fmt: skip
        handed_in(town, to=town.school, kind=kind, title=title, by=by, on=day(60 + number))
    for number in range(2):
        draft_made(town, kind="diary", title=f"日记{number}", by=by, on=day(10 * number))


def year_of_a_bureau(town: Any) -> list[Person]:
    """六名班子成员 of 县水利局: 306 visits, 270 nights, 58 problems solved, 280,000 yuan."""
    leaders = []
    for number, name in enumerate(NAMES):
        person = orgs.create_person(username=f"shuili{number}", name=name, password="Lianxin-2026", by=SYSTEM, at=NOON)
        post = orgs.post(
            person=person,
            unit=town.water_bureau,
            role="department_head",
            valid_from=date(2026, 1, 1),
            by=SYSTEM,
            at=NOON,
        )
        leaders.append((person, actor_for(post)))
    matters = iter([FoundMatter(text=f"{n}号井的水泵坏了。", answer="当天换上了备用泵。") for n in range(58)])
    for number in range(51):
        for place, (_person, actor) in enumerate(leaders):
            along = [leaders[(place + 1) % 6][0]] if number % 10 == 0 else []  # gone together: still one visit
            found = [matter] if number >= 40 and (matter := next(matters, None)) else []
            where = town.shiqiao if number % 2 else town.shahe
            on = date(2026, 1, 5) + timedelta(days=5 * number)
            record_visit(kind="household", unit=where, on=on, people=along, findings=found, by=actor, at=NOON)
    for person, actor in leaders:
        record_stay(person=person, unit=town.shahe, on=date(2026, 4, 1), until=date(2026, 5, 1), by=actor, at=NOON)
        record_stay(person=person, unit=town.shiqiao, on=date(2026, 7, 1), until=date(2026, 7, 16), by=actor, at=NOON)
    for amount, use in ((180_000, "换主管两公里"), (100_000, "打机井一眼")):
        enter_fund(
            unit=town.shahe, home=town.water_bureau, on=date(2026, 8, 3), amount_yuan=amount, source="省级水利补助", use=use,
            by=town.water, at=NOON,
        )  # fmt: skip
    return [person for person, _actor in leaders]
