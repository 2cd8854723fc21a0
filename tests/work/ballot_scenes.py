"""投票的场景: a poll, a box in each state, a vote; by commands alone."""

from datetime import date, datetime
from random import Random

from lianxin.pure import polling, questions
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import Stock
from tests.conftest import NOON

WORDS = ("青山在东边看着我们", "大河从门前向西流去")
OPENS, CLOSES = date(2026, 11, 2), date(2026, 11, 20)
OPTIONS = (
    questions.Option("satisfied", "满意", 100, "satisfied"),
    questions.Option("fairly", "基本满意", 60, "fairly"),
    questions.Option("dissatisfied", "不满意", 0, "dissatisfied"),
)
FORM = questions.Form(
    "机关作风评议",
    sections=(
        questions.Section("s1", "服务", tuple(
            questions.Item(f"q{n}", wording, scale="three")
            for n, wording in enumerate(("服务态度", "办事效率", "廉洁自律"), start=1)
        )),
        questions.Section("s2", "意见", (questions.Item("say", "您还有什么意见", kind=questions.TEXT),)),
    ),
    scales=(questions.Scale("three", "满意度", OPTIONS),),
)  # fmt: skip
SHEET = questions.Sheet(FORM)


def poll(mode: str = polling.SLIPS, sizes: tuple[int, ...] = (20, 12), **changes: object) -> polling.Poll:
    """Two layers, three questions and one remark."""
    labels = ("服务对象", "基层单位", "监督员", "干部职工")
    groups = tuple(polling.Group(f"g{n}", labels[n], SHEET, size) for n, size in enumerate(sizes))
    return polling.Poll("县住建局作风评议", mode, groups, **changes)  # type: ignore[arg-type]


def prepared(town, at: datetime = NOON, **changes: object) -> PollBox:
    """备好."""
    return commands.prepare(
        poll=poll(**changes), unit=town.county, opens_on=OPENS, closes_on=CLOSES, by=town.clerk, at=at
    )


def opened(town, slips: int = 8, at: datetime = NOON, **changes: object) -> tuple[PollBox, dict[str, list[str]]]:
    """投票中, with so many slips printed for each group: the box and the codes by group."""
    box = prepared(town, **changes)
    codes = {}
    if box.mode == polling.SLIPS and slips:
        for group in box.groups.all():
            codes[group.code] = commands.print_slips(
                box=box, group=group.code, count=min(slips, group.size), by=town.clerk, at=at
            )
    return commands.open_box(box=box, passphrases=WORDS, by=town.clerk, at=at), codes


def answers(random: Random) -> dict[str, dict[str, list[str]]]:
    """One choice for each question."""
    return {"": {f"q{n}": [random.choice(OPTIONS).code] for n in (1, 2, 3)}}


def settle(box: PollBox, by, at: datetime = NOON) -> None:
    """清点 so that it closes: every slip handed out, every sheet that was cast returned."""
    counts = boxes.turnout(box)
    for group in box.groups.prefetch_related("accounts"):
        papers = counts.get(group.code, {}).get(polling.PAPER, 0)
        for paper in group.accounts.all():
            if paper.stock == Stock.SLIPS:
                out = min(paper.printed, group.size)  # the rest was spoiled and printed anew
                commands.account(
                    box=box, group=group.code, stock=Stock.SLIPS, printed=paper.printed, handed_out=out,
                    spoiled=paper.printed - out, by=by, at=at,
                )  # fmt: skip
        if papers:
            commands.account(
                box=box, group=group.code, printed=papers, handed_out=papers, returned=papers, by=by, at=at
            )


def closed(box: PollBox, town, at: datetime = NOON) -> PollBox:
    """截止开箱, the paper settled before."""
    settle(box, town.clerk, at)
    return commands.close_box(box=box, passphrases=WORDS, by=town.clerk, at=at)
