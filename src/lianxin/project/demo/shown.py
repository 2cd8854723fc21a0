"""值得一看的几件: what each page should have to show whatever chance brought."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from lianxin.project.demo import days
from lianxin.project.demo.lives import Lives
from lianxin.project.demo.plot import Case, Plot
from lianxin.project.demo.problems import Problem
from lianxin.work.concerns.bulk import Story
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.terms import Channel, Kind

PAIR = (
    "石桥村村口往北的第三盏路灯从上周起不亮，晚上接孩子放学只能摸黑走，请来修一下。",
    "石桥村村口往北第三盏路灯不亮好几天了，晚上接孩子放学只能摸黑走，麻烦来修一下。",
)


def shown(lives: Lives) -> Iterator[Story]:
    """The special stories, in the order of their first deeds."""
    plots = sorted([*_walled(lives), *_pair(lives)], key=lambda plot: plot.began)
    for plot in plots:
        yield lives.told(plot)


def _problem(lives: Lives, topic: str, kind: str = "") -> Problem:
    return next(p for p in lives.problems if p.topic == topic and (not kind or kind in p.kinds))


def _walled(lives: Lives) -> Iterator[Plot]:
    """反映本镇和反映站长: hidden from the township, and from the person (条例 §28, §30)."""
    county = lives.county
    town = county.townships[0]
    village = county.villages[town.path][0]
    head = county.persons.get(f"{village.path} station_head") or county.persons[f"{village.path} station_worker"]
    conduct = _problem(lives, "干部作风")
    for ago, about in ((9, "unit"), (75, "unit"), (6, "person"), (140, "person")):
        at = _ago(lives, ago, 10 * 60 + ago)
        if about == "unit":
            case = Case(kind=Kind.COMPLAINT, about_unit=town,
                        text=f"反映{town.name}办公室收了申请材料两个月不给回音，问了三次都说经办人不在，请上级核实。")  # fmt: skip
            channel = Channel.WEB
        else:
            case = Case(kind=Kind.COMPLAINT, about_person=head,
                        text=f"反映{village.name}站长{head.name}分配修路工程时照顾亲戚，请核实并公开名单。")  # fmt: skip
            channel = Channel.LETTER_OR_VISIT
        unit = village if about == "unit" else town
        yield lives.plot(conduct, unit, channel, at, case)


def _pair(lives: Lives) -> Iterator[Plot]:
    """两件像是同一件: the same lamp, told by two neighbours a day apart."""
    town = lives.county.townships[0]
    village = lives.county.villages[town.path][0]
    lamp = _problem(lives, "道路路灯")
    for number, text in enumerate(PAIR):
        asker = Asker(name=("石秀兰", "石大勇")[number], phone=f"139000090{number + 1:02d}", address="石桥村一组")
        case = Case(text=text, place="石桥村村口", kind=Kind.HELP, asker=asker)
        channel = (Channel.WEB, Channel.HOTLINE)[number]
        yield lives.plot(lamp, village, channel, _ago(lives, 3 - number, 19 * 60 + 20), case)


def _ago(lives: Lives, number: int, minutes: int) -> datetime:
    return days.moment(localdate(lives.until) - timedelta(days=number), minutes)
