"""套话: what everybody writes and nobody copied.

A short list is shipped; an index of many texts learns more (`grown`), an office adds and removes.

>>> START.is_all_of("为群众办实事、做好事、解难事,")
True
>>> START.is_all_of("为群众办实事、做好事、解难事,全年走访群众三百余户")
False
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from .folding import is_letter, packed

OWN = 8  # so many letters beside the idiom make a passage of one's own
SHORTEST, LONGEST = 8, 40  # a longer passage in many texts is a copied one


class Idioms:
    """A list of idioms as compared; a passage that is nearly nothing else is forgiven whole, another counts whole."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        folded = (trimmed(packed(one)[0]) for one in phrases)
        self.phrases = tuple(sorted({one for one in folded if len(one) >= 4}, key=lambda one: (-len(one), one)))
        self._joined = "\n".join(self.phrases)

    def __len__(self) -> int:
        return len(self.phrases)

    def has_piece(self, gram: str) -> bool:
        """Whether a folded piece of a text is a piece of an idiom."""
        return gram in self._joined

    def is_all_of(self, passage: str) -> bool:
        """Whether fewer than 8 letters of a folded passage are not idiom, or it is a piece of one."""
        core = trimmed(passage)
        if not core or not self.phrases:
            return False
        if len(core) >= SHORTEST and core in self._joined:
            return True
        rest = passage
        for one in self.phrases:
            if one in rest:
                rest = rest.replace(one, "，")
        return rest != passage and sum(map(is_letter, rest)) < OWN


def trimmed(passage: str) -> str:
    """Without the signs at its ends."""
    first, last = 0, len(passage)
    while first < last and not is_letter(passage[first]):
        first += 1
    while last > first and not is_letter(passage[last - 1]):
        last -= 1
    return passage[first:last]


def grown(gram: str, texts: Sequence[str], least: int) -> str:
    """The longest passage around a piece that at least so many of the folded texts share; "" where it is no idiom.

    One text of each origin is given. What holds a figure or is longer than 40 characters is no idiom.

    >>> grown("小事不出村", ["甲,小事不出村,大事不出镇。", "乙,小事不出村,大事不出镇!", "丙:小事不出村,丁"], 2)
    '小事不出村,大事不出镇'
    """
    held = [(text, text.find(gram)) for text in texts if gram in text]
    if len(held) < least:
        return ""
    left, right = 0, len(gram)
    for step in (1, -1):
        while right - left <= LONGEST + 4:
            at = right if step > 0 else left - 1
            near = Counter(text[place + at] for text, place in held if 0 <= place + at < len(text))
            char, many = near.most_common(1)[0] if near else ("", 0)
            if many < least:
                break
            held = [
                (text, place) for text, place in held if text[place + at : place + at + 1] == char and place + at >= 0
            ]
            left, right = (left, right + 1) if step > 0 else (left - 1, right)
    text, place = held[0]
    found = trimmed(text[place + left : place + right])
    fits = SHORTEST <= len(found) <= LONGEST and not any(char.isdigit() for char in found)
    return found if fits else ""


NONE = Idioms()

#: what stands in texts from everywhere: fixed phrases of the field, none of them anybody's own
SHIPPED = """以习近平新时代中国特色社会主义思想为指导
深入学习贯彻习近平新时代中国特色社会主义思想
深入学习贯彻党的二十大精神
全面贯彻落实党的二十大精神
坚持以人民为中心的发展思想
全心全意为人民服务的根本宗旨
全心全意为人民服务的宗旨
不忘初心、牢记使命
增强“四个意识”、坚定“四个自信”、做到“两个维护”
深刻领悟“两个确立”的决定性意义
一切为了群众、一切依靠群众
从群众中来、到群众中去
党的群众路线教育实践活动
党员干部直接联系群众制度
干部直接联系群众制度的
关于做好新形势下群众工作的意见
关于做好新形势下群众工作的
为群众办实事、做好事、解难事
为群众办实事、办好事、解难事
为民办实事、做好事、解难事
我为群众办实事
问政于民、问需于民、问计于民
联系服务群众“最后一公里”
打通服务群众“最后一公里”
小事不出村、大事不出镇、矛盾不上交
件件有着落、事事有回音
件件有回音、事事有着落
群众的获得感、幸福感、安全感
群众最关心、最直接、最现实的利益问题
群众反映强烈的突出问题
解决群众急难愁盼问题
人民群众日益增长的美好生活需要
人民群众对美好生活的向往
先进基层党组织和优秀共产党员
基层党组织开展创先争优活动
基层党组织战斗堡垒作用和党员先锋模范作用
充分发挥党支部的战斗堡垒作用和党员的先锋模范作用
“五个好”、“五带头”的争创
密切党群干群关系
加强和创新社会治理
坚持和发展新时代“枫桥经验”
共建共治共享的社会治理格局
谁主管、谁负责
分级负责、归口办理
公平、公正、公开的原则
一级抓一级、层层抓落实
取得了一定的成绩，但也存在一些问题和不足
取得了一些成绩，但离上级的要求还有一定差距
现将有关情况总结如下
现将工作开展情况汇报如下
现将工作情况总结如下
在县委、县政府的正确领导下
在市委、市政府的正确领导下
在镇党委、政府的正确领导下
各位领导、同志们
特此报告
""".strip().splitlines()
START = Idioms(SHIPPED)
