"""Made-up office texts, well formed by construction, and the faults that pasting puts into them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

HAN = "零一二三四五六七八九十"
VERBS = ["走访", "梳理", "公示", "登记", "回访", "核实", "汇总", "通报", "讨论", "答复"]
THINGS = [
    "院坝诉求",
    "灌溉水渠",
    "路灯线路",
    "校车站点",
    "低保名册",
    "河道垃圾",
    "产业台账",
    "护林点位",
    "便民窗口",
    "邻里纠纷",
]
PLACES = [
    "石桥村",
    "白沙村",
    "柳林组",
    "集镇片区",
    "学校门口",
    "卫生院旁",
    "水库下游",
    "茶山一带",
    "老街两侧",
    "养老院",
]
HEADS = ["健全机制", "走村入户", "办理诉求", "化解纠纷", "改进作风", "公开结果", "建强队伍", "服务产业"]
COUNTED = ["项措施", "个环节", "个方面", "个步骤"]


@dataclass(frozen=True)
class Scene:
    """A text, and the same text with one fault in it."""

    right: str
    wrong: str
    fault: str


def sentence(chance: random.Random) -> str:
    """One sentence without any number."""
    verb, thing, place = chance.choice(VERBS), chance.choice(THINGS), chance.choice(PLACES)
    return f"{place}的{thing}由联系干部逐户{verb}，{chance.choice(VERBS)}后{chance.choice(HEADS)}"


def listed(chance: random.Random) -> str:
    """A paragraph that announces its items and lists them."""
    size = chance.randint(3, 5)
    items = [f"{HAN[i]}是{chance.choice(VERBS)}{chance.choice(THINGS)}" for i in range(1, size + 1)]
    return f"为此采取以下{HAN[size]}{chance.choice(COUNTED)}：{'；'.join(items)}。"


def document(chance: random.Random) -> str:
    """A summary with headings of one, two or three levels, each numbered from one on, and lists with their count words."""
    lines = ["清水镇群众工作总结", f"{sentence(chance)}。现将有关情况总结如下。"]
    heads = chance.sample(HEADS, chance.randint(3, 5))
    for i, head in enumerate(heads, 1):
        lines += [f"{HAN[i]}、{head}", f"{sentence(chance)}。{listed(chance)}"]
        for j in range(1, chance.choice([0, 3, 4]) + 1):
            lines.append(f"（{HAN[j]}）{chance.choice(VERBS)}{chance.choice(THINGS)}。{sentence(chance)}。")
            lines += [f"{k}. {sentence(chance)}。" for k in range(1, chance.choice([0, 0, 3]) + 1)]
    return "\n".join(lines) + "\n"


def _number_dropped(text: str, chance: random.Random) -> str:
    """二、 is gone, its heading stays."""
    return text.replace("\n二、", "\n", 1)


def _number_doubled(text: str, chance: random.Random) -> str:
    return text.replace("\n三、", "\n二、", 1)


def _heading_removed(text: str, chance: random.Random) -> str:
    """The whole line of 二、 is gone, and with it what it headed down to 三、."""
    return re.sub(r"\n二、.*?(?=\n三、)", "", text, count=1, flags=re.DOTALL)


def _item_removed(text: str, chance: random.Random) -> str:
    """The last item of a list that was announced."""
    lists = list(re.finditer(r"；[三四五]是[^；。]*。", text))
    one = chance.choice(lists)
    return text[: one.start()] + "。" + text[one.end() :]


def _item_lost(text: str, chance: random.Random) -> str:
    """An item out of the middle of a list."""
    one = chance.choice(list(re.finditer(r"二是[^；。]*；", text)))
    return text[: one.start()] + text[one.end() :]


def _count_changed(text: str, chance: random.Random) -> str:
    one = chance.choice(list(re.finditer(r"以下([三四五])", text)))
    other = chance.choice([HAN[n] for n in (2, 6, 7) if HAN[n] != one[1]])
    return text[: one.start(1)] + other + text[one.end(1) :]


FAULTS: dict[str, Callable[[str, random.Random], str]] = {
    "number dropped": _number_dropped,
    "number doubled": _number_doubled,
    "heading removed": _heading_removed,
    "last item removed": _item_removed,
    "middle item removed": _item_lost,
    "count word changed": _count_changed,
}


def scene(seed: int) -> Scene:
    """The scene of a number: always the same one."""
    chance = random.Random(seed)
    right = document(chance)
    fault = list(FAULTS)[seed % len(FAULTS)]
    return Scene(right, FAULTS[fault](right, chance), fault)
