"""座谈的演示数据: two meetings with opinions of every outcome, a sheet from paper and web, a study with its chain."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.concerns.commands import register_finding
from lianxin.work.concerns.terms import Channel
from lianxin.work.gatherings import commands
from lianxin.work.gatherings.commands.sheets import Asked
from lianxin.work.gatherings.models import Opinion

SAID = (
    ("巷子里的路灯天黑了才亮，能不能早一点。", "已经调到天黑前半小时亮，从今天起。"),
    ("下水道每年夏天堵，盼着彻底修一次。", ""),
    ("想有个晒谷的场子，现在晒在路上不安全。", ""),
    ("村里开会总在农忙，能不能改到晚上。", "以后改到晚上七点半开。"),
    ("办证要跑三个地方，能不能在一处办完。", ""),
)
WRITTEN = ("建议公示低保评议的过程", "卫生室周末没有人", "希望多办几次夜校", "公交站没有棚子")


def fill(county: County, until: datetime, random: Random) -> None:
    """座谈、征求意见、专题研究, by commands."""
    town = county.townships[0]
    village = next(iter(county.villages[town.path]), town)
    clerk, worker = county.who(town, "township_clerk"), county.who(village, "station_worker")
    opinions = _talk(county, village, worker, until)
    opinions += _talk(county, town, clerk, until)
    _three(county, village, worker, until)
    written = _sheet(village, worker, until, random)
    _before_visit(town, clerk, until, random)
    _study(county, clerk, [*opinions, *written], until)
    for text, source, channel in (
        ("走访时看到三组的桥栏断了一截，孩子上学从那里过。", "走访石桥村三组", Channel.VISIT),
        ("网友留言问医保卡丢了在哪里补。", "镇政府公众号留言", Channel.ONLINE_COMMENT),
    ):
        register_finding(source=source, text=text, kind="help", unit=village, channel=channel, by=worker, at=until)


def _talk(county: County, unit: Unit, actor: Actor, until: datetime) -> list[Opinion]:
    """恳谈会 with one of each outcome; returns what became no concern."""
    today, left = localdate(until), []
    talk = commands.hold(
        unit=unit, kind="talk", title=f"{unit.name}群众恳谈会", held_on=today - timedelta(days=4), people=36,
        place=f"{unit.name}文化广场", units_present="各组村民、两家合作社、村小学", chaired_by="驻村干部", by=actor, at=until,
    )  # fmt: skip
    for number, (text, answer) in enumerate(SAID):
        opinion = commands.note_opinion(gathering=talk, text=text, answer=answer, by=actor, at=until)
        if number == 1:
            commands.raise_opinion(opinion=opinion, text=text, kind="help", unit=unit, by=actor, at=until)
            continue
        if number == 2:
            commands.promise_study(opinion=opinion, handler=unit, due_on=today + timedelta(days=5), by=actor, at=until)
        elif number == 4:
            office = county.departments["县行政审批局"]
            commands.promise_study(
                opinion=opinion, handler=office, due_on=today + timedelta(days=9), by=actor, at=until
            )
        left.append(opinion)
    return left


def _three(county: County, village: Unit, worker: Actor, until: datetime) -> None:
    """村“两委”会 and 帮扶会 with what they decided, 政策宣讲会 with what was asked."""
    today = localdate(until)
    by: dict[str, Any] = {"by": worker, "at": until}
    council = commands.hold(
        unit=village, kind="council", title="冬修水渠议事", held_on=today - timedelta(days=6), people=14,
        of_which={"delegates": 6, "committee": 5, "needy": 2}, chaired_by="村支书", **by,
    )  # fmt: skip
    commands.agree(gathering=council, text="东渠先清淤，各组出工", handler=village, owner="村主任",
                   due_on=today + timedelta(days=6), decided_by="到会村民代表", **by)  # fmt: skip
    done = commands.agree(gathering=council, text="申请水泥二十吨", handler=county.departments["县水利局"],
                          due_on=today + timedelta(days=2), **by)  # fmt: skip
    commands.finish_resolution(resolution=done, text="水泥已经运到村口。", **by)
    helping = commands.hold(
        unit=village, kind="help", title="帮扶会：种养技术", held_on=today - timedelta(days=11), people=23,
        of_which={"needy": 11, "firms": 2}, **by,
    )  # fmt: skip
    commands.agree(gathering=helping, text="开春前办一期茶园管护班", handler=county.departments["县农业农村局"], owner="农技站",
                   due_on=today + timedelta(days=40), **by)  # fmt: skip
    told = commands.hold(
        unit=village, kind="policy", title="医保缴费政策宣讲会", held_on=today - timedelta(days=3), people=41,
        of_which={"needy": 9}, place=f"{village.name}文化广场", **by,
    )  # fmt: skip
    for text, answer in (("在外地打工的孩子怎么缴", "用手机就能缴，村站可以帮着操作。"),
                         ("去年缴过，今年还要不要带户口簿", "不用，报身份证号就行。")):  # fmt: skip
        commands.note_question(gathering=told, text=text, answer=answer, **by)
    commands.note_question(gathering=told, text="慢性病药能不能在村卫生室拿", handler=county.departments["县医保局"],
                           owner="待遇科", due_on=today + timedelta(days=5), **by)  # fmt: skip


def _sheet(unit: Unit, actor: Actor, until: datetime, random: Random) -> list[Opinion]:
    """家长会上发的征求意见表, tallied from paper."""
    sheet = commands.draw_up(
        unit=unit, title="村务公开征求意见表", about="大约三分钟，不写姓名。", by=actor, at=until,
        questions=[Asked("村务公开栏您看得明白吗？", ("明白", "有些不明白", "没看过")),
                   Asked("公开得及时吗？", ("及时", "一般", "不及时")), Asked("您最想看到公开什么？")],
    )  # fmt: skip
    commands.enter_returns(
        sheet=sheet, handed_out=50, returned=43, counts={1: [24, 12, 7], 2: [20, 16, 7]}, texts=WRITTEN, by=actor, at=until
    )  # fmt: skip
    return list(sheet.opinions.all())


def _before_visit(unit: Unit, actor: Actor, until: datetime, random: Random) -> None:
    """走访企业前的网上问卷, open now."""
    today = localdate(until)
    sheet = commands.draw_up(
        unit=unit, title="走访企业前的需求问卷", about="我们来之前先听您说，不用准备材料。", by=actor, at=until,
        questions=[Asked("最急的是哪一样？", ("用工", "用电", "贷款", "物流")), Asked("还有什么要我们带回去办的？")],
        visit_on=today + timedelta(days=6), visit_to="开发区企业",
    )  # fmt: skip
    sheet = commands.open_sheet(sheet=sheet, closes_on=today + timedelta(days=5), by=actor, at=until)
    for _each in range(7):
        texts = ["夏天错峰用电能不能提前三天说"] if random.random() < 0.3 else []
        commands.answer_sheet(sheet=sheet, chosen={1: random.randrange(4)}, texts=texts, at=until)


def _study(county: County, clerk: Actor, opinions: list[Opinion], until: datetime) -> None:
    """专题研究 of what several opinions point at, decided and put into measures."""
    town, today = county.townships[0], localdate(until)
    by: dict[str, Any] = {"by": clerk, "at": until}
    study = commands.begin_study(
        unit=town, title="便民服务就近办", question="群众多次说办事跑得远、跑得多，哪些能放到村里办？", **by
    )
    used = [commands.link_opinion(opinion=one, study=study, **by) for one in opinions[-6:]]
    commands.conclude_study(
        study=study,
        text="群众跑得最多的是证明、医保和补贴三类。其中十一项不需要到镇里见面办，可以由村站代收代送。",
        **by,
    )
    decision = commands.decide(
        study=study, title="十一项事项由村站代收代送", body="镇党政联席会议", decided_on=today, used=used[:4],
        number=f"清政〔{today.year}〕18号", **by,
    )  # fmt: skip
    village = county.villages[town.path][0]
    for text, handler, days in (
        ("印发代收代送清单", town, 3),
        ("培训村站工作人员", village, 6),
        ("在村口公示清单", village, 12),
    ):
        commands.agree_measure(
            study=study, text=text, handler=handler, due_on=today + timedelta(days=days), decision=decision, **by
        )
