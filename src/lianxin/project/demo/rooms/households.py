"""户册的演示数据: the registers of three villages and a school, a dozen households in need, one need long ended."""

from datetime import date, datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo import names
from lianxin.project.demo.county import County
from lianxin.work.households import commands
from lianxin.work.households.models import Household

GROUPS = ("一组", "二组", "三组", "四组", "五组")
#: number of the household in the register, causes, basis, what is the matter, days since, days until the review
NEEDS = (
    (1, ("illness", "no_labour"), "minimum_living", "户主常年吃药，家里只有一个劳力，要供两个孩子上学。", 400, 5),
    (4, ("disability",), "disabled", "户主左腿残疾，能做手工活，想在家加工。", 310, 90),
    (7, ("no_skill", "no_funds"), "survey", "想养猪，缺仔猪钱，也没学过防疫。", 160, 200),
    (9, ("disaster",), "disaster_relief", "七月大雨冲塌偏房一间，已搭临时住处。", 130, 40),
    (12, ("schooling",), "pupil_aid", "两个孩子同时在外上学，学费靠借。", 80, 280),
    (15, ("old_age",), "destitute", "一人独住，腿脚不便，邻居代买粮油。", 500, 150),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """户册 and needs of the first villages of the first township, by their workers, all at `until`."""
    town = county.townships[0]
    for number, village in enumerate(county.villages[town.path][:3]):
        worker = county.who(village, "station_worker")
        register = _register(village, worker, 18 - 3 * number, until, random)
        for place, causes, basis, note, since, review in NEEDS[: len(NEEDS) - 2 * number]:
            if place < len(register):
                _need(register[place], causes, basis, note, since, review, worker, until)
        if number == 0:
            _long_ended(register[2], worker, until)
    school = county.schools[0]
    _register(school, county.who(school, "school_clerk"), 4, until, random)


def _register(unit: Unit, by: Actor, count: int, at: datetime, random: Random) -> list[Household]:
    return [
        commands.register_household(
            unit=unit, group=GROUPS[n * len(GROUPS) // count], door=f"{n + 1}号", head_name=names.person(random),
            phone=names.phone(random) if n % 3 else "", members=random.randrange(1, 7), by=by, at=at,
        )
        for n in range(count)
    ]  # fmt: skip


def _need(
    household: Household,
    causes: tuple[str, ...],
    basis: str,
    note: str,
    since: int,
    review: int,
    by: Actor,
    at: datetime,
) -> None:
    today = localdate(at)
    income = 9600 if basis == "minimum_living" else None
    commands.note_need(
        household=household, causes=causes, basis=basis, note=note, since=today - timedelta(days=since),
        review_on=today + timedelta(days=review), income_yuan=income, by=by, at=at,
    )  # fmt: skip


def _long_ended(household: Household, by: Actor, at: datetime) -> None:
    """A need that ended three years ago and whose particulars are due to be erased."""
    then = date(localdate(at).year - 4, 3, 1)
    need = commands.note_need(
        household=household,
        causes=("no_job",),
        basis="survey",
        note="厂子停工，一时没有收入。",
        since=then,
        by=by,
        at=at,
    )
    commands.end_need(need=need, reason="在镇上找到工作", until=then + timedelta(days=300), by=by, at=at)
