"""演示县的文字: how residents write and how offices answer. Made up."""

from dataclasses import dataclass
from datetime import date
from random import Random

from lianxin.project.demo.problems import Problem

SPOTS = (
    "村口", "三组", "南头", "北街", "河边", "主街", "小学东侧", "卫生室旁边", "文化广场", "老供销社门口", "五组", "西头的巷子",
    "戏台前", "村委会后面", "加工厂附近", "桥头", "二组",
)  # fmt: skip
TOWN_SPOTS = ("3号楼", "东门", "南区", "菜市场旁", "6号楼", "北门外", "小广场", "二期", "11号楼", "后街")
SINCE = ("从上周起", "这半个月来", "最近", "从上个月起", "近来", "这些天", "从节后起", "这几个月")
LONG = ("半年", "一年多", "三个月", "快两年", "二十多天", "一个多月")
COUNT = ("五", "七", "八", "十二", "十五", "二十多")
GREETING = ("", "", "您好，", "领导您好，", "同志您好，", "反映一件事：", "向你们反映一个情况：")
PLEA = (
    "", "", "盼答复。", "希望尽快解决，谢谢。", "请帮忙解决。", "已经反映过一次，没有结果。", "麻烦核实处理。",
    "大家意见都很大。", "请给个准信。",
)  # fmt: skip
OPENING = (
    "您好，您反映的问题收悉。",
    "您好，来件收悉，感谢您的反映。",
    "接到您的诉求后，我们当天作了安排。",
    "您反映的情况已核实。",
)
CLOSING = (
    "如仍有问题，请拨打村站或本单位电话，我们随时再来。",
    "感谢您对我们工作的监督。",
    "后续如有反复，请随时联系我们。",
    "已当面向您说明，谢谢理解。",
    "请您留意近期的情况，有事再找我们。",
)
DECLINED = (
    "所反映事项已进入诉讼程序，请依照法律程序向人民法院提出，村站可协助联系法律援助。",
    "该事项属于企业自主经营范围，不属本级职责，建议拨打企业客服或向行业主管部门反映。",
    "反映的地点不在本县范围内，请向当地政府热线反映，所需联系电话已附后。",
    "该事项正在仲裁，依法不再受理，请等待仲裁结果。",
)
VOIDED = ("重复录入，原件照常办理。", "登记人试录，非群众诉求。", "群众当场说明系误会，要求撤回。")
SENT_BACK = (
    "经查不属本单位职责，建议交由{other}办理。",
    "该处设施由{other}管理，请改交。",
    "现场不在我单位管辖路段，应由{other}负责。",
)
EXTENDED = (
    "需采购配件，厂家发货要一周。", "连日降雨不能施工，待天晴后进行。", "需与施工单位协调开挖手续。", "专家鉴定尚未出结果。",
    "涉及三个单位会商，方案正在报批。",
)  # fmt: skip
REOPENED = (
    "群众反映问题又出现，请重新办理。",
    "评价不满意，答复与实际不符，请到现场核实。",
    "只答复未解决，请继续办理直至解决。",
)
UNHAPPY = (
    "根本没有解决。",
    "来人看了一眼就走了，没有下文。",
    "修好两天又坏了。",
    "答复说好了，其实没有动。",
    "没有人联系过我。",
    "拖得太久。",
)
HAPPY = ("", "", "", "很满意，谢谢。", "办得很快。", "问题解决了。", "态度好，讲得清楚。", "")
SO_SO = ("", "", "还可以，就是慢了点。", "解决了一部分。", "希望以后不要再坏。")
CALLED = ("电话回访，群众表示认可。", "回访时群众说已解决。", "回访未解决，已记录。", "回访两次，第二次接通。")

STANCES = (
    "反映属实，要求合理，按期办好。",
    "要求合理，先到现场核实，再定办法，按期给您准信。",
    "应当办，材料和人手要调配，期限内办结。",
    "要求合理，需几个单位一起办，由牵头单位负责到底。",
)
EXPLAINED = (
    "上门当面讲了规定和办理条件，留了办事指南，群众表示明白。",
    "电话里逐条解释了政策，群众没有异议。",
    "请到站里当面说明，念了条文，群众表示理解。",
)


@dataclass(frozen=True)
class Scene:
    """One occurrence of a problem: place, and the texts that come of it."""

    place: str
    text: str


def scene(random: Random, problem: Problem, village: str, *, town: bool, own_hand: bool) -> Scene:
    """The text about this problem at some spot of the village; with a greeting where the resident wrote it himself."""
    place = village + random.choice(TOWN_SPOTS if town else SPOTS)
    slots = {
        "place": place, "since": random.choice(SINCE), "long": random.choice(LONG), "count": random.choice(COUNT)
    }  # fmt: skip
    detail = random.choice(problem.details).format(**slots)
    body = random.choice(problem.texts).format(detail=detail, **slots)
    return Scene(place, (random.choice(GREETING) if own_hand else "") + body + random.choice(PLEA))


def answer(random: Random, problem: Problem, handler: str, place: str, on: date, *, solved: bool) -> str:
    """The unit's reply: what was done, or why it was not."""
    result = random.choice(problem.done) if solved else problem.told
    went = random.choice(("派人到", "会同村站到", "组织人员到", "安排专人到"))
    parts = (
        f"{on.month}月{on.day}日{handler}{went}{place}查看，{result}。",
        f"经{handler}现场核实（{place}，{on.month}月{on.day}日），{result}。",
        f"{handler}接件后与您取得联系并到{place}实地查看，{result}。",
    )
    return random.choice(OPENING) + random.choice(parts) + random.choice(CLOSING)


def class_texts(random: Random, handling: str, topic: str, handler: str) -> dict[str, str]:
    """What the class requires in writing; the rules cited are the county's own and invented."""
    if handling == "time_limit":
        return {"stance": random.choice(STANCES), "responsible": f"{handler}分管负责人"}
    if handling == "explain":
        return {"policy": f"《{topic}办理规定（县级）》", "article": f"第{random.choice('三四五六七八九')}条"}
    return {}
