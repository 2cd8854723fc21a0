"""投票的演示数据: an appraisal in a hall, closed on the spot and called back; a blind poll whose credentials are taken now.

All names and votes are drawn by chance. The blind poll is left out where the demo is not served securely.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo import names
from lianxin.project.demo.county import County
from lianxin.pure import polling
from lianxin.pure.questions import Answers, Form, Sheet, Subject
from lianxin.work.ballots import box as voting
from lianxin.work.ballots import commands, credentials
from lianxin.work.ballots.commands.rolls import staff_of
from lianxin.work.ballots.rolls import Listed
from lianxin.work.ballots.terms import Stock
from lianxin.work.questionnaires.bank import PACKS

PASSPHRASES = ("清晨的石桥上有雾气", "傍晚的渡口点着灯")
ODDS = (60, 24, 10, 6, 4, 3)


def fill(county: County, until: datetime, random: Random) -> None:
    """现场评议一次, 盲签名投票一次."""
    town = county.townships[0]
    _hall(county, town, until, random)
    if credentials.is_served_securely():
        _blind(county, town, until)


def _hall(county: County, town: Unit, until: datetime, random: Random) -> None:
    officer, clerk = county.who(town, "township_clerk"), county.who(county.top, "county_clerk")
    today, by = localdate(until), dict[str, Any](by=officer, at=until)
    sheet = Sheet(_form("five_hearts"), (Subject("window", f"{town.name}便民服务大厅"),))
    groups = (
        polling.Group("served", "服务对象代表", sheet, 30),
        polling.Group("villages", "村（社区）代表", sheet, 18),
    )
    poll = polling.Poll(f"{town.name}便民服务大厅现场评议", polling.SLIPS, groups)
    box = commands.prepare(poll=poll, unit=town, opens_on=today, closes_on=today, is_on_site=True, **by)
    for group in groups:
        people = [Listed(names.person(random), town.name, str(n)) for n in range(1, group.size + 1)]
        commands.enter_roll(box=box, group=group.code, people=people, **by)
        commands.fix_roll(box=box, group=group.code, **by)
    came = {"served": (30, 26), "villages": (18, 15)}
    commands.hold_session(
        box=box, place=f"{town.name}政府三楼会议室", chair=officer.name, tellers="白鉴、石大山", present=came, **by
    )
    slips = {code: commands.print_slips(box=box, group=code, count=size, **by) for code, (_all, size) in came.items()}
    box = commands.open_box(box=box, passphrases=PASSPHRASES, **by)
    for code, size, papers in (("served", 19, 6), ("villages", 11, 4)):
        for slip in slips[code][:size]:
            voting.cast(box=box, token=slip, answers=_chosen(sheet, random), texts={})
        commands.account(
            box=box, group=code, stock=Stock.SLIPS, printed=len(slips[code]), handed_out=len(slips[code]),
            returned=len(slips[code]) - size, **by,
        )  # fmt: skip
        voting.cast_papers(box=box, group=code, ballots=[(_chosen(sheet, random), {}) for _each in range(papers)])
        commands.account(box=box, group=code, printed=papers + 2, handed_out=papers, unused=2, returned=papers, **by)
    box = commands.close_box(box=box, passphrases=PASSPHRASES, **by)
    called = commands.draw_call_back(roll=box.rolls.get(group="served"), by=clerk, at=until)
    commands.tell_call_back(called=called, took_part=called.drawn - 1, did_not=0, unreached=1, by=clerk, at=until)


def _blind(county: County, town: Unit, until: datetime) -> None:
    clerk: Actor = county.who(county.top, "county_clerk")
    today, by = localdate(until), dict[str, Any](by=clerk, at=until)
    people = staff_of(town, is_below=True, at=until)[:40]
    group = polling.Group(
        "staff", "乡镇和村干部", Sheet(_form("style"), (Subject("office", "县群众工作办公室"),)), len(people)
    )
    poll = polling.Poll("县群众工作办公室作风评议（乡镇评机关）", polling.BLIND, (group,))
    box = commands.prepare(
        poll=poll, unit=county.top, opens_on=today + timedelta(days=5), closes_on=today + timedelta(days=12), **by
    )
    commands.enter_roll(box=box, group="staff", people=people, **by)
    commands.fix_roll(box=box, group="staff", **by)
    commands.set_window(box=box, opens_on=today, closes_on=today + timedelta(days=3), **by)
    commands.publish_keys(box=box, **by)


def _form(code: str) -> Form:
    return PACKS[code].form


def _chosen(sheet: Sheet, random: Random) -> Answers:
    """One choice for each place, kinder than not."""
    chosen: Answers = {}
    for subject, item in sheet.places():
        if scale := sheet.form.scale_of(item):
            code = random.choices(scale.options, ODDS[: len(scale.options)])[0].code
            chosen.setdefault(subject.code if subject else "", {})[item.code] = [code]
    return chosen
