"""演示县的名字: units and people, all invented, put together by chance from parts."""

from collections.abc import Iterator
from random import Random

TOWNSHIPS = (
    "清水镇", "白沙镇", "柳河镇", "石门镇", "松岭镇", "云台镇", "双桥镇", "古井镇", "青峰镇", "大营镇", "马店镇", "平川镇",
    "龙泉镇", "杏林镇", "新集镇", "沙岗乡", "东塬乡", "梅坡乡", "长湾乡", "芦塘乡", "红土乡",
    "城东街道", "城西街道", "南湖街道", "北关街道",
)  # fmt: skip
DEPARTMENTS = (
    "县住建局", "县自然资源局", "县农业农村局", "县水利局", "县人社局", "县教育局", "县卫健局", "县医保局", "县交通运输局",
    "县公安局", "县生态环境局", "县民政局", "县残联", "县应急管理局", "县消防救援大队", "县市场监管局", "县司法局", "县城管局",
    "县发改局", "县财政局", "县文旅局", "县行政审批局", "县退役军人局", "县林业局", "县供电公司", "县供热办", "县纪委监委",
)  # fmt: skip
SCHOOLS = ("县第一中学", "县第二中学", "县实验小学")

_CLANS = "张王李赵刘陈杨孙马高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"  # noqa: E501
_PLACES = ("家庄", "家湾", "家沟", "家铺", "家营", "家店", "家楼", "家寨")
_NATURE = "柳槐杏桃梨枣松柏石沙泉井塔竹荷菊枫桑榆梧"
_GROUND = ("湾", "坡", "桥", "岭", "沟", "塬", "铺", "营", "树", "坪", "峪", "滩")
_SIDES = ("东", "西", "南", "北", "上", "下", "前", "后")
_STREETS = (
    "幸福",
    "光明",
    "和平",
    "向阳",
    "春晖",
    "文昌",
    "育才",
    "建设",
    "朝阳",
    "安康",
    "金桂",
    "翠竹",
    "银杏",
    "惠民",
)
_GIVEN = "伟芳秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香玉春红建国志华海燕永福生德胜素珍梅秋菊云龙长青小山河文学田石"


def villages(random: Random, count: int, *, town: bool) -> Iterator[str]:
    """`count` different names of villages, or of communities for a town."""
    pool: list[str] = []
    if town:
        pool = [f"{street}{side}社区" for street in _STREETS for side in ("", "里", "苑")]
    else:
        pool = [f"{clan}{place}村" for clan in _CLANS for place in _PLACES]
        pool += [f"{side}{nature}{ground}村" for side in ("", *_SIDES) for nature in _NATURE for ground in _GROUND]
    yield from random.sample(pool, count)


def person(random: Random) -> str:
    """A person's name."""
    return random.choice(_CLANS) + "".join(random.choice(_GIVEN) for _ in range(random.choice((1, 2, 2))))


def phone(random: Random) -> str:
    """A number that nobody has: 1390000 and four digits."""
    return f"1390000{random.randrange(10000):04d}"


def desk_phone(random: Random) -> str:
    """A telephone on an office desk, unlike any resident's."""
    return f"0000-800{random.randrange(10000):04d}"
