"""题库: the field's fixed sets of questions, each with its scale and whom it is about; nothing is copied but the set phrases.

A pack is put into a questionnaire as it stands or item by item; what is approved is a copy, so that a bank that
changes later changes no questionnaire. Sources are the mechanisms' numbers in `about`'s comments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianxin.pure.questions import TEXT, Form, Item, Scale, Section
from lianxin.work.questionnaires.bank.scales import (
    APART,
    IS_SO,
    MARKED,
    MEMBER,
    REACHED,
    SCALES,
    SELF,
    THREE,
    two_way,
    with_unknown,
)

UNIT, PERSON, WINDOW, ONESELF, MATTER = "unit", "person", "window", "self", "matter"
ABOUT = {
    UNIT: _("评单位"),
    PERSON: _("评个人"),
    WINDOW: _("评窗口"),
    ONESELF: _("本人对照"),
    MATTER: _("问事情"),
}
SOME_OR_MANY = ("some", "many")


@dataclass(frozen=True)
class Pack:
    """题组: its code, name, whom it is about, what it is for, its sections and the scales that they need.

    `slot`: the items have a place `{goal}` for the unit's own goal (行业目标), to be filled when it is taken.
    `is_apart`: its items are indicators of their own and are never averaged (三满意).
    """

    code: str
    label: str
    about: str
    note: str
    sections: tuple[Section, ...]
    scales: tuple[Scale, ...]
    is_apart: bool = False
    slot: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of the pack."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def form(self) -> Form:
        """The pack as a questionnaire of its own."""
        return Form(self.label, self.note, self.sections, self.scales)


def _items(prefix: str, wordings: Iterable[str], scale: Scale | Sequence[Scale], *, each: bool) -> tuple[Item, ...]:
    found = list(wordings)
    scales = [scale] * len(found) if isinstance(scale, Scale) else list(scale)
    return tuple(
        Item(f"{prefix}{n}", wording, scale=scales[n - 1].code, each=each) for n, wording in enumerate(found, start=1)
    )


def _one(
    code: str, label: str, about: str, note: str, wordings: Iterable[str], scale: Scale | Sequence[Scale],
    **more: bool | str,
) -> Pack:  # fmt: skip
    """A pack of one section; about units, persons and windows each item is asked of every subject."""
    each = about in {UNIT, PERSON, WINDOW}
    items = _items(f"{code}_", wordings, scale, each=each)
    scales = (scale,) if isinstance(scale, Scale) else tuple(scale)
    return Pack(code, label, about, note, (Section(f"s_{code}", label, items),), scales, **more)  # type: ignore[arg-type]


def _two_ways(code: str, words: Sequence[tuple[str, str]]) -> list[Scale]:
    return [two_way(f"{code}_{n}", good, bad) for n, (good, bad) in enumerate(words, start=1)]


def _checks(
    code: str, checks: Sequence[tuple[str, str, str]], scale: Scale, *, each: bool, with_text: bool
) -> tuple[Section, ...]:
    """One section for each check: what is looked at, and for oneself what was found, asked of who found something."""
    found = []
    for n, (title, wording, problem) in enumerate(checks, start=1):
        items = [Item(f"{code}_{n}", wording, scale=scale.code, each=each)]
        if with_text:
            items.append(Item(f"{code}_{n}_text", problem, kind=TEXT, each=each, only_if=(f"{code}_{n}", SOME_OR_MANY)))
        found.append(Section(f"s_{code}_{n}", title, tuple(items)))
    return tuple(found)


# 四查四看 (M148): four checks, in each what is looked at
FOUR_CHECKS = (
    ("查思想", "看是否安心本职工作", "查出的思想方面的问题"),
    ("查工作", "看个人成绩是否突出", "查出的工作方面的问题"),
    ("查作风", "看是否能起到带头作用", "查出的作风方面的问题"),
    ("查纪律", "看是否遵纪守规", "查出的纪律方面的问题"),
)
# 自查四个方面 (M199)
FOUR_AREAS = (
    ("宗旨意识", "对照宗旨意识，看有没有问题", "宗旨意识方面的具体问题"),
    ("组织纪律", "对照组织纪律，看有没有问题", "组织纪律方面的具体问题"),
    ("业务水平", "对照业务水平，看有没有问题", "业务水平方面的具体问题"),
    ("为民服务", "对照为民服务，看有没有问题", "为民服务方面的具体问题"),
)
# 五看 (M170)
FIVE_LOOKS = (
    "是否积极参加创先争优活动",
    "是否热心联系和服务群众",
    "是否立足本职岗位，发挥党员先锋模范作用",
    "是否全面完成公开承诺",
    "是否达到“五带头”标准要求",
)
# 六方面 (M169)
SIX_SIDES = (
    "对创先争优活动是否重视",
    "创先争优活动是否联系实际",
    "公开承诺是否完成",
    "推动中心工作成效是否突出",
    "组织建设和队伍建设是否得到强化",
    "党组织“五个好”标准是否达到",
)
FIVE_GOOD = ("领导班子好", "党员队伍好", "工作机制好", "工作业绩好", "群众反映好")
FIVE_LEADS = ("带头学习提高", "带头争创佳绩", "带头服务群众", "带头遵纪守法", "带头弘扬正气")
FOUR_SIDES = ("活动目标是否达到", "发展思路是否清晰", "公开承诺事项是否完成", "工作措施是否得力")  # M151
FIVE_OR_NOT = (  # M152: 五…不…
    ("创先争优的目标行不行", "行", "不行"),
    ("影响范围广不广", "广", "不广"),
    ("发展分析透不透", "透", "不透"),
    ("承诺完成事项好不好", "好", "不好"),
    ("工作措施可行不可行", "可行", "不可行"),
)
THREE_OR_NOT = (  # M153, for opinions and what became of them
    ("评议事项到位不到位", "到位", "不到位"),
    ("评议事项合理不合理", "合理", "不合理"),
    ("评议事项有效没有效", "有效", "没有效"),
)
FOUR_ASKED = (  # M195: 四问
    ("对这件事，您高兴不高兴", "高兴", "不高兴"),
    ("对这件事，您满意不满意", "满意", "不满意"),
    ("对这件事，您赞成不赞成", "赞成", "不赞成"),
    ("对这件事，您答应不答应", "答应", "不答应"),
)
THREE_SATISFIED = ("群众对党员干部是否满意", "群众对党和政府是否满意", "党员对党组织是否满意")  # M197
FIVE_HEARTS = (  # M198
    "思想“真心”：真心实意，不做样子",
    "工作“热心”：主动招呼，主动服务",
    "态度“耐心”：听完再答，解释明白",
    "服务“用心”：一次说清，办得仔细",
    "方法“贴心”：替人着想，少让人跑",
)
PERSON_SIDES = ("理想信念", "表率作用", "组织纪律", "综合表现")  # M172
SECTOR = (
    "围绕“{goal}”目标，思路是否清楚",
    "围绕“{goal}”目标，措施是否得力",
    "围绕“{goal}”目标，群众是否得到实惠",
)  # M157
STYLE = (  # M144: 6 aspects, 21 items; the items are ours
    ("文风", ("发文少而管用，没有照抄照转", "文件简报短而明白", "不要求基层重复报材料", "讲话和汇报说真话、说实情")),
    ("会风", ("会议少开短开，不层层陪会", "会前有准备，会上议实事", "会议定的事有人办、有回音")),
    ("作风", ("到基层调研不打招呼、不搞陪同", "答应群众的事说到做到", "遇到难事不推诿、不拖延", "工作时间找得到人")),
    ("学风", ("学习联系本职工作", "业务政策讲得清、答得准", "注意听取一线和群众的经验")),
    ("服务", ("对来办事的人热情有礼", "一次告知要什么材料", "在说定的时限内办结", "办事结果主动告诉本人")),
    ("廉洁自律", ("不收礼品礼金，不吃请", "公务接待和用车守规定", "办事公道，不看人情关系")),
)
# 三问于民 (M141), for each of three layers: what is asked openly
LAYERS = {
    "service": ("服务层", "来办事、受服务的群众"),
    "base": ("基层", "基层单位和一线工作人员"),
    "partner": ("协作层", "有业务往来的部门和单位"),
}
THREE_ASKED = {
    "service": (
        "问政于民：对我们的工作，您觉得哪些做得好，哪些做得不好",
        "问需于民：您现在最需要我们办的是什么",
        "问计于民：您看怎样办才好",
    ),
    "base": (
        "问政于民：对我们的指导和管理，你们觉得哪里不合实际",
        "问需于民：你们最需要我们帮助解决的是什么",
        "问计于民：怎样改，基层才好办",
    ),
    "partner": (
        "问政于民：与我们配合时，哪里不顺",
        "问需于民：你们需要我们提供什么",
        "问计于民：怎样配合，事情办得更快",
    ),
}
OPEN_QUESTIONS = (
    "对我们的工作有什么意见",
    "目前最希望解决的问题是什么",
    "对改进工作有什么建议",
    "对领导班子和干部有什么话要说",
)


def _texts(code: str, title: str, wordings: Sequence[str]) -> tuple[Section, ...]:
    return (
        Section(
            f"s_{code}", title, tuple(Item(f"{code}_{n}", one, kind=TEXT) for n, one in enumerate(wordings, start=1))
        ),
    )


def _style() -> Pack:
    sections = tuple(
        Section(f"s_style_{n}", title, _items(f"style_{n}_", wordings, THREE_OR_UNKNOWN, each=False))
        for n, (title, wordings) in enumerate(STYLE, start=1)
    )
    return Pack(
        "style", "作风六方面二十一项", MATTER, "文风、会风、作风等六个方面征求意见。", sections, (THREE_OR_UNKNOWN,)
    )


def _or_not(code: str, label: str, about: str, note: str, lines: Sequence[tuple[str, str, str]]) -> Pack:
    ways = _two_ways(code, [(good, bad) for _wording, good, bad in lines])
    return _one(code, label, about, note, [wording for wording, _good, _bad in lines], ways)


THREE_OR_UNKNOWN = with_unknown(THREE)
_ALL = (
    _one("four_sides", "四个方面", UNIT, "评一个单位一年的工作。", FOUR_SIDES, REACHED),
    _or_not(
        "five_or_not",
        "五个“…不…”",
        UNIT,
        "目标行不行、范围广不广、分析透不透、承诺好不好、措施可行不可行。",
        FIVE_OR_NOT,
    ),
    _one("six_sides", "六方面（评组织）", UNIT, "评党组织。", SIX_SIDES, IS_SO),
    _one("five_good", "五个好", UNIT, "评党组织，按好、较好、一般、差计分。", FIVE_GOOD, MARKED),
    _one(
        "sector_goal",
        "行业目标",
        UNIT,
        "农村、街道社区、企业、学校医院、机关等各按自己的目标来评。",
        SECTOR,
        IS_SO,
        slot="goal",
    ),
    _one("five_looks", "五看（评个人）", PERSON, "群众评党员。", FIVE_LOOKS, IS_SO),
    _one("five_leads", "五带头", PERSON, "评党员，按好、较好、一般、差计分。", FIVE_LEADS, MARKED),
    _one("person_sides", "理想信念等四项（评个人）", PERSON, "民主评议党员的测评项目。", PERSON_SIDES, MEMBER),
    Pack(
        "four_checks",
        "四查四看",
        PERSON,
        "评个人：四查，每查一看。",
        _checks("four_checks", FOUR_CHECKS, IS_SO, each=True, with_text=False),
        (IS_SO,),
    ),
    _one("five_hearts", "五心", WINDOW, "来办事的人评窗口。", FIVE_HEARTS, THREE_OR_UNKNOWN),
    _one(
        "three_satisfied", "三满意", MATTER, "三个满意各算各的，不折分、不平均。", THREE_SATISFIED, APART, is_apart=True
    ),
    _or_not("four_asked", "四问", MATTER, "高兴不高兴、满意不满意、赞成不赞成、答应不答应。", FOUR_ASKED),
    _or_not("three_or_not", "到位、合理、有效", MATTER, "评意见办得怎样。", THREE_OR_NOT),
    _style(),
    *(
        Pack(
            f"three_asked_{code}",
            f"三问于民（{label}）",
            MATTER,
            f"问{who}。",
            _texts(f"three_asked_{code}", f"三问于民（{label}）", THREE_ASKED[code]),
            (),
        )
        for code, (label, who) in LAYERS.items()
    ),
    Pack("opinions", "征求意见表", MATTER, "只问意见，不打分。", _texts("opinions", "征求意见", OPEN_QUESTIONS), ()),
    Pack(
        "self_checks",
        "四查四看（本人对照）",
        ONESELF,
        "本人用，不公开、不汇总。",
        _checks("self_checks", FOUR_CHECKS, SELF, each=False, with_text=True),
        (SELF,),
    ),
    Pack(
        "four_areas",
        "自查四个方面",
        ONESELF,
        "宗旨意识、组织纪律、业务水平、为民服务，本人查找问题。",
        _checks("four_areas", FOUR_AREAS, SELF, each=False, with_text=True),
        (SELF,),
    ),
    Pack(
        "own_rating",
        "党员自我评价",
        ONESELF,
        "党员按五看评自己。",
        (
            Section(
                "s_own_rating",
                "党员自我评价",
                (
                    *_items("own_rating_", FIVE_LOOKS, MARKED, each=False),
                    Item("own_rating_text", "存在的不足和打算", kind=TEXT),
                ),
            ),
        ),
        (MARKED,),
    ),
)

PACKS: dict[str, Pack] = {pack.code: pack for pack in _ALL}


def scale_named(code: str) -> Scale | None:
    """A scale of the shelf, or one that a pack brings with it."""
    if code in SCALES:
        return SCALES[code]
    return next((one for pack in _ALL for one in pack.scales if one.code == code), None)
