"""地名: the names of places and parties in a text, found by their last characters (村, 路, 小区, 公司 …).

A name is what stands before such an ending, back to a character that no name holds (的, 在, 被 …), to punctuation
or to the name before it. What is everybody's (物业公司, 公交站, 区政府) is no name.

>>> [(one.core, one.ending, one.level.name) for one in names("反映清水镇石桥村村口路灯不亮")]
[('清水', '镇', 'AREA'), ('石桥', '村', 'AREA')]
>>> [one.full for one in names("家住锦绣花园小区,物业公司不管")]
['锦绣花园']

Names without such an ending are not seen here; a `Lexicon` knows those that other texts give with one.
"""

import re
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """层次: how narrowly a name says where: an area, a line through it, a point."""

    AREA = 1
    LINE = 2
    POINT = 3


_AREAS = "街道 镇 社区 新村 村"
_LINES = "路 街 大道 巷 国道 高速 弄 湖 河 洲 桥 站 港"
_POINTS = (
    "小区 新城 国际城 之城 家园 花园 花苑 公园 学校 中学 小学 大学 学院 幼儿园 公司 集团 医院 卫生院 广场 大厦 公寓 市场 商场 "
    "超市 酒店 影楼 工厂 水库 项目部 安置房 城 苑 园 府 湾 郡 组 厂 院 校区 中心 门诊 工地 楼盘 山庄 别墅 寨 庄 屯 岛"
)
LEVELS = {
    **dict.fromkeys(_POINTS.split(), Level.POINT),
    **dict.fromkeys(_LINES.split(), Level.LINE),
    **dict.fromkeys(_AREAS.split(), Level.AREA),
}
LONGEST = 6

_ENDING = re.compile("|".join(sorted(LEVELS, key=len, reverse=True)))
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
#: characters that no name of a place holds
_NEVER = frozenset(
    "的在是了我们你您他她它有于及与和对将被把由从到为向往请求就不也还都又这那该其此个各某任何么吗呢吧啊之以而且并或若但却等"
    "来去上下内外中前后旁边近间时年月日号点分第因所已未要能可会让使给无没非常每关致条找距离进出全跨"
)
#: what comes before such an ending and is no name: everybody's company, station, road
_EVERYBODYS = """
物业 公交 垃圾 区政 公交线 级政 火车 安置 十字 国务 地铁 配套 搅拌 加油 省政 地方政 感谢政 影响 严重影响
快速 高架 水泥 变电 公交车 大型 断头 政务 商业 农贸 综合 实验 国际 供水 燃气 电力 工业 步行 营销 服务 公共
同一 生活 公办 公立 普惠 普惠性 私立 民办 培训 物流 房地产 卫生服务 妇幼保健 立交 跨线 行天 人行天 过街天
检察 人民检察 高级 汽车 高铁 机场 客运 充电 停车 开发 开发商 居民 业主 村民 市政 乡村 农村 高档 老旧 新建
附近 公园 街道 社区 小区 学校 医院 建材 批发 全国文明 文明 先进 级公 美丽 党委政 县政 镇政 县委县政 当地政
呼吁政 相信政 配合政 盼政 工程 建筑 装修 置业 旅游 中介 外包 建设 投资 保险 科技 劳务 水务 自来水 污水处理
热力 天然气 电网 有限 股份 违建 情况 设置 属地 监督 物业管理 物业服务
"""
_COMMON = frozenset(_EVERYBODYS.split())
_COMMON_ENDS = ("公交", "政", "物业", "垃圾", "加油", "搅拌", "有限")
_LEADING = re.compile(
    "(感谢|严重影响|影响|造成|进入|请求|咨询|投诉|反映|举报|建议|希望|关于|位于|住|家住|本人|我是|一名|业主|市民|居民|购买|买|"
    "开发商|知道|以及|作为|随着|由于|根据|按照|现|现在|目前|区|县|市|镇|乡|街道|村|社区|路|省|步|说说|恳请|请问|商品房|询问)+"
)
#: the district that a name stands in, of which two names of the same district must not be made alike: 经开区泉水公园
_WITHIN = re.compile("[\u4e00-\u9fff]{1,3}(?:开发区|新区|区|县|市)(?=[\u4e00-\u9fff]{2})")
#: an ending that goes on in this way is none: 城管, 村民, 道路
_GOES_ON = {"城": "市管区建乡", "村": "民委", "组": "民委织长合成干", "路": "况人线由径费基程政过桥", "站": "在着出"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: from `start` its core to `middle`, then its ending to `end`."""

    start: int
    middle: int
    end: int
    core: str
    ending: str

    @property
    def level(self) -> Level:
        return LEVELS[self.ending]

    @property
    def full(self) -> str:
        return self.core + self.ending


def names(text: str) -> list[Name]:
    """The names in a normal text, in order."""
    found: list[Name] = []
    for run in _CHINESE.finditer(text):
        words, offset, last = run.group(), run.start(), 0
        for hit in _ENDING.finditer(words):
            start = _start(words, hit, last)
            core = words[start : hit.start()]
            if start < 0 or len(core) < 2 or core in _COMMON or core.endswith(_COMMON_ENDS):
                continue
            found.append(Name(offset + start, offset + hit.start(), offset + hit.end(), core, hit.group()))
            last = hit.end()
    return found


def _start(words: str, hit: "re.Match[str]", last: int) -> int:
    """Where the name before this ending begins; -1 where the ending is the beginning of another word."""
    follows = words[hit.end() : hit.end() + 1]
    if follows and follows in _GOES_ON.get(hit.group(), ""):
        return -1
    if hit.group() == "府" and words[: hit.start()].endswith("政"):
        return -1
    start = hit.start()
    while start > last and hit.start() - start < LONGEST and words[start - 1] not in _NEVER:
        start -= 1
    for lead in (_WITHIN, _LEADING):
        leading = lead.match(words, start, hit.start())
        start = leading.end() if leading else start
    return start
