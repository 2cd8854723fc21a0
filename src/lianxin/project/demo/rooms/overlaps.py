"""雷同的演示数据: two diaries alike and explained, a report that waits for its author, a summary that took from elsewhere.

Beside them two texts in the library, what five offices all write (learned), and two phrases that offices added and took off.
"""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.drafting import COMPOSERS
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.project.demo.county import County
from lianxin.reports.documents import commands as documents
from lianxin.reports.overlaps import commands
from lianxin.reports.overlaps.models import Resemblance
from lianxin.work.writings import commands as writings

WALKED = (
    "沿主管走了一遍，从高位水池到最末一户，共有七处接头渗水，最重的在老磨坊背后，半天能接满一桶。"
    "几户人家把水缸挪到院门口，说夜里水才上得来。大家商量，先换磨坊背后那一段，其余的等秋收以后再动。"
)
ASKED = "这条支管铺下去二十多年了，图纸找不到，全靠两位老人记得走向。每家愿意出两个工，管材由村里想办法，挖沟的时候避开菜地。"
ELSEWHERE = (
    "水费公开的做法\n一、做法。把每月用水量、单价和收支贴在水房门口，谁家有疑问当场翻账。账目由两名村民代表轮流核对，签字以后才收钱。"
    "二、做到三个当面：抄表当面看、算账当面算、收费当面开票、有错当面退。"
    "三、成效。半年里没有一户因为水费吵架，拖了三年的旧欠也收齐了。群众说，看得见的账，交得明白。"
)
TAKEN = (
    "我镇今年换了四个村的供水支管，水通了，账也要清。{said}四、打算。把这套办法推到其余各村，入冬前先走一遍末端的农户。"
)
LAST_YEAR = (
    "去年我镇检修水池六座，清洗管道，给末端农户装了止回阀。入冬前把露在外面的管子包好，安排人守夜看水。"
    "下一步把水质检测的结果按月贴出来，群众一看就懂。"
)
IDIOM = "凡是上门的群众都要起身让座、倒上热水、听他把话说完"
OWN = (
    "村口的旧戏台漏雨，几位老人想在里头打牌下棋。量了尺寸，要换十二根檩条，木匠愿意先做后结账，材料从公路改线砍下来的杉木里挑。{idiom}。"
    "回来算了一笔账，缺口不大，准备下周在院坝会上把数目念给大家听，愿意凑份子的当场记名。路过豆腐坊，老板娘托我问一声，赶场天能不能在戏台前头支个摊子。",
    "后山的护林道被水冲断两处，采茶的人要绕一个多钟头。同施工的师傅看了，拿石笼填一填就能过三轮。{idiom}。"
    "另外两户人家为了界石争了好些年，约好清明前一起上山去量，村里带上老地契，谁也不许先动土。天黑前在茶山歇脚，采茶的大姐递过来一瓢凉水，说路通了请我们尝明前的头一锅。",
    "卫生室只有一张输液椅，赶集那天要排队。村医说隔壁小学有几把闲着的靠背椅，搬来擦一擦就好用。{idiom}。"
    "药柜的锁也换了新的，钥匙交给两个人轮流拿，夜里有急事先打门口写着的那个号码。血压计换了两节电池又能用，老人们排着队量，没量上的约到后天早饭以后。",
    "晒坝边上的变压器嗡嗡响，挨得近的三家睡不踏实。供电所的人来听了一夜，答应收完稻子就挪到沟对面去。{idiom}。"
    "顺路把歪了的两根电杆也记下来，牵牛花爬到线上的地方，请户主自己先割一割。稻子黄了七成，收割机师傅说要等露水干透才下田，机耕道上的两个坑先用碎石垫平。",
    "娃娃们放学要过一段没有栏杆的桥，下雨天家长都去接。村里找出上回修水渠剩的钢管，焊了半人高的扶手。{idiom}。"
    "桥头那盏灯瞎了一个月，换灯泡的钱从集体的小账里出，收据贴在公示栏左下角。放学的钟一响，值班的大叔就站到桥中间去，嗓门大，开三轮的隔着老远便减速。",
)


def fill(county: County, until: datetime, random: Random) -> None:
    """By commands, all at one moment: the journal takes nothing from before."""
    town, top = county.townships[0], county.top
    village = county.villages[town.path][0]
    clerk, worker = county.who(town, "township_clerk"), county.who(village, "station_worker")
    office = county.who(top, "county_clerk")
    _library(top, town, office, clerk, until)
    walk = "沿着水管走一遍", f"一早同水管员出门。{WALKED}回来在黑板上写了名单。"
    pipe = "支管的事再问一遍", f"晚上去了两位老人家里。{ASKED}记在本子上。"
    water = "到石桥村看水", f"上午到村，村里的同志陪着。{WALKED}下午回镇里报了料单。"
    for by, unit, days, (title, text) in (
        (worker, village, 30, walk),
        (worker, village, 25, pipe),
        (clerk, town, 12, water),
    ):
        _diary(by, unit, until, days=days, title=title, text=text)
    places = [one for held in county.villages.values() for one in held][1:]
    for place, text in zip(places, OWN, strict=False):
        said = text.format(idiom=IDIOM)
        _diary(county.who(place, "station_worker"), place, until, days=14, title="今天记的事", text=said)
    _diary(worker, village, until, days=1, kind="field_report", title="支管更换前的情况",
           text=f"一、情况\n{ASKED}\n二、建议\n先把走向画成图，再定挖沟的日子。")  # fmt: skip
    if "summary_topic" in COMPOSERS:
        said = ELSEWHERE.partition("\n")[2]
        documents.keep(unit=town, kind="summary_topic", title="清水镇水费公开情况小结", on=localdate(until) - timedelta(days=2),
                       text=TAKEN.format(said=said), by=clerk, at=until)  # fmt: skip
    commands.refresh(by=SYSTEM, at=until)
    for found in Resemblance.objects.filter(author_id=clerk.person_id, state="found"):
        commands.explain(
            found=found, reason="together", words="那天是和村里的同志一起走的，记的是同一件事。", by=clerk, at=until
        )


def _library(top: Unit, town: Unit, office: Actor, clerk: Actor, at: datetime) -> None:
    commands.keep_text(unit=top, title="水费公开的做法", origin="邻县经验材料", on=localdate(at) - timedelta(days=500),
                       text=ELSEWHERE, is_shared=True, by=office, at=at)  # fmt: skip
    commands.keep_text(unit=town, title="冬季供水工作总结", origin="本镇去年", on=localdate(at) - timedelta(days=330),
                       text=LAST_YEAR, by=clerk, at=at)  # fmt: skip
    commands.add_idiom(unit=top, text="一条渠管到底、一本账记到户", by=office, at=at)
    commands.add_idiom(unit=top, text="院坝里说事、当场给回音", by=office, at=at)
    why = "这是清水镇的原话，别处照搬的要看得出来"
    commands.remove_idiom(unit=top, text="院坝里说事、当场给回音", why=why, by=office, at=at)


def _diary(by: Actor, unit: Unit, at: datetime, *, days: int, title: str, text: str, kind: str = "diary") -> None:
    on = localdate(at) - timedelta(days=days)
    draft = writings.keep_draft(kind=kind, on=on, title=title, text=text, by=by, at=at)
    writings.submit(writing=draft, to=unit, by=by, at=at)
