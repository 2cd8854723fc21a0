"""外来工单的演示: orders of the city's hotline, entered, answered, put aside and waiting; one number sent twice. All invented."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Posting, Unit
from lianxin.project.demo.county import County
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.levels.commands import Letter
from lianxin.work.levels.terms import Route, Wanted
from lianxin.work.workorders import commands, queries, reading
from lianxin.work.workorders.commands import Paper
from lianxin.work.workorders.models import Slip

BODY = "市12345热线"
MATTERS = (  # last digits, topic of the sender, what is said, place within the village
    ("0031", "市政设施", "文化广场西侧路灯有三盏不亮，晚上跳广场舞的老人看不清台阶。", "文化广场西侧"),
    ("0044", "农村供水", "近一周每天下午停水两三个小时，没有通知，想知道什么时候恢复正常。", "二组"),
    ("0052", "环境卫生", "村口垃圾桶满了几天没有人清运，天热有气味。", "村口"),
    ("0067", "公共交通", "早班车比时刻表晚二十多分钟，学生上学经常迟到。", "候车亭"),
    ("0078", "其他", "想咨询邻县一处景区的开放时间。", ""),
)
PAPER = """市12345政务服务便民热线转办单
工单编号：{number}  受理时间：{on} 09:12
诉求人：{name} 联系电话：{phone}
诉求类型：求助；办理时限：{due}前
事发地点：{place}
诉求内容：{text}
对方主题词：{topic}
办理要求：请核实办理，并将结果回复来电人。"""


def fill(county: County, until: datetime, random: Random) -> None:
    """Five orders as they were pasted from a chat; the second one comes again with the same number."""
    clerk = county.who(county.top, "county_clerk")
    town = county.townships[0]
    village = county.villages[town.path][0]
    slips = [_received(county, number, village, until) for number in range(len(MATTERS))]
    entered = [_entered(slips[number], number, village, county, until) for number in (0, 1)]
    _entered(_received(county, 1, village, until), 1, village, county, until)
    _answered(entered[0], county, until)
    commands.put_aside(slip=slips[4], reason="不是本县的事，已电话退回。", by=clerk, at=until)


def _number(number: int, until: datetime) -> str:
    return f"GD{localdate(until):%Y%m%d}{MATTERS[number][0]}"


def _received(county: County, number: int, village: Unit, until: datetime) -> Slip:
    clerk, (_digits, topic, text, where) = county.who(county.top, "county_clerk"), MATTERS[number]
    today = localdate(until)
    pasted = PAPER.format(
        number=_number(number, until), on=today, name="田小满", phone="13900000077", topic=topic, text=text,
        due=f"{today + timedelta(days=12 + number):%Y年%m月%d日}17时", place=f"{village.name}{where}",
    )  # fmt: skip
    found, form = reading.read(pasted.encode(), "", today, as_text=True)
    posting = Posting.objects.get(person=clerk.person_id, unit=county.top, role="county_clerk")
    return commands.receive(found=found, form=form, file_name="", unit=county.top, posting=posting, by=clerk, at=until)[
        0
    ]


def _entered(slip: Slip, number: int, village: Unit, county: County, until: datetime) -> Concern:
    """As the clerk confirms it: what was read, and the village that stands in it."""
    today, found = localdate(until), slip.found
    due = today + timedelta(days=12 + number)
    letter = Letter(
        BODY, queries.value_of(found, "number"), Route.PASSED_ON, Wanted.REPLY, due, today, channel="hotline"
    )
    paper = Paper(due_words=f"{due:%Y年%m月%d日}17时前", topic_words=MATTERS[number][1], kind_words="求助",
                  instructions="请核实办理，并将结果回复来电人。")  # fmt: skip
    asker = Asker(name=queries.value_of(found, "name"), phone=queries.value_of(found, "phone"))
    return commands.enter(
        slip=slip, letter=letter, paper=paper, unit=village, text=MATTERS[number][2], kind="help", asker=asker,
        place=MATTERS[number][3], by=county.who(county.top, "county_clerk"), at=until,
    ).concern  # fmt: skip


def _answered(concern: Concern, county: County, until: datetime) -> None:
    """Done by the bureau, and the answer goes back in the sender's own form."""
    clerk, bureau = county.who(county.top, "county_clerk"), county.departments["县住建局"]
    topic = Topic.objects.filter(parent__isnull=False, valid_to=None).order_by("code").first()
    assert topic is not None
    concerns.classify(
        concern=concern, topic=topic, kind="help", handling="time_limit", stance="能办，三天内换灯。",
        responsible="县住建局城建股股长", by=clerk, at=until,
    )  # fmt: skip
    concerns.assign(concern=concern, to=bureau, by=clerk, at=until)
    worker = county.who(bureau, "department_clerk")
    concerns.acknowledge(concern=concern, by=worker, at=until)
    concerns.reply(concern=concern, text="已更换广场西侧路灯三盏，当晚亮灯。", by=worker, at=until)
    concerns.close(concern=concern, outcome="solved", by=clerk, at=until)
    order = queries.orders(clerk).get(concern=concern)
    commands.answer(
        order=order, findings="已更换广场西侧路灯三盏，当晚亮灯，已电话告知来电人。", contact="县群工办值班员",
        contact_phone="0000-1234567", by=clerk, at=until,
    )  # fmt: skip
