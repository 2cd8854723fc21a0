"""空话: which sentences of a measure can be checked later, and which are words without object, amount or date.

>>> [fault.words for fault in faults_of("进一步加强管理，切实提高认识。")]
['进一步', '加强', '切实', '提高认识']
>>> faults_of("12月20日前更换石桥村村口 6 盏路灯，每周五抽查 1 次。")
[]
>>> [fault.words for fault in vague_amounts("收集到了近几十条意见和建议")]
['近几十条']

A slogan beside a sentence that can be checked is let pass: nobody is scolded for a preamble. An amount that nobody can
count (近几十, 30余, 若干) is a fault wherever it stands; “至少 2 次” and “不少于 30 户” can be counted and are none.
What it does not do: it does not judge whether the measure helps, and it reads no laws.
"""

import re
from dataclasses import dataclass
from typing import Literal

from lianxin.pure.numerals import read

Kind = Literal["slogan", "amount", "date", "nothing"]
SAYING, LEAST_LEFT = 7, 6  # 个字
EXAMPLE = "12月20日前更换石桥村村口6盏路灯；每周五抽查1次，抽查结果贴在村务公开栏。"


@dataclass(frozen=True, slots=True)
class Fault:
    """一处空话: the words as they stand, where, and what is missing there."""

    words: str
    start: int
    kind: Kind


_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_LISTED = re.compile(
    r"^\s*(?:[(（]?(?:[一二三四五六七八九十]+|\d{1,2})[)）.．、]|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[，,、])\s*"
)
_SLOGAN = re.compile(
    r"进一步|不断|切实|高度重视|加强|强化|加大[^，。；、]{0,12}力度|提高[^，。；、]{0,6}(?:认识|意识|水平|能力|站位|质量|素质|效率)|"
    r"增强[^，。；、]{0,8}(?:意识|能力|观念|本领|自觉性|责任感)|提升[^，。；、]{0,8}(?:水平|能力|素质|质量|形象|效能|满意度)|"
    r"狠抓|抓好|抓实|抓紧|着力|努力|大力|认真|积极|牢固树立|牢记|树立|深化|深入|持续|继续|全面|充分|严格(?:要求|落实|执行|遵守|管理)?|"
    r"统一思想|端正态度|转变作风|改进作风|转变(?:观念|思想|工作作风)|真抓实干|凝心聚力|压实|夯实|筑牢|确保[^，。；、]{0,6}(?:到位|实效|落实|落地|见效)|"
    r"落到实处|取得[^，。；、]{0,6}(?:成效|实效|效果)|做好|做实|做细|完善|健全|规范|优化|注重|重视|引以为戒|举一反三|尽最大"
)
_VAGUE_DATE = re.compile(
    r"尽快|尽早|适时|近期|逐步|早日|及时|择机|下一步|今后|随时|不定期|定期|经常|常态化|长期|平时|一段时间|条件成熟"
)
_VAGUE_AMOUNT = re.compile(
    r"若干|一些|许多|很多|大量|大批|多次|数次|多名|多位|多项|多处|适量|适当数量|不少(?!于)|好几[个次名户条]|[一二三四五六七八][二三四五六七八九]十[个次名户条人件]|[百千万]余[个次名户条人件]|三五[个次名户条人件]"
)
_DATE = re.compile(
    r"\d{1,2}\s*月|[一二三四五六七八九十]{1,2}月|\d{1,2}\s*[日号](?:前|内|起|之前)|(?:本|这|当|次|下)(?:周|月|季度|学期|学年|年度|年)|"
    r"(?:月|季|年|学期)[底末初中](?:前)?|(?:\d{1,5}|[一二两三四五六七八九十]{1,5})\s*个?(?:工作日|日|天|周|星期|月|小时|分钟)(?:之)?内|"
    r"(?:国庆|春节|元旦|汛期|开学|放假|入冬|采暖期|期中|期末|验收|下班|冬季|雨季)(?:来临)?(?:之)?前|今明两天|(?:周|星期)[一二三四五六日天]"
)
_OFTEN = re.compile(
    r"每(?:天|日|周|[条件张份项位家户处]|旬|月|季度?|半年|年|学期|学年|两周|次|班|两个?月|星期|晚|人)|逐[月周日户人项]"
)
#: deeds whose result anybody can see
_HARD = re.compile(
    r"修(?:好|复|缮|理|剪|建|通|补)|维修|换新|检修|抢修|更换|调换|换成|换上|换掉|安装|装上|加装|增设|增开|设立|设置|新设|开设|开通|公布|公示|张贴|上墙|"
    r"印发|发放|下发|补发|清退|退还|退回|归还|结清|付清|拆除|疏通|硬化|粉刷|购置|购买|采购|配备|配齐|取消|停用|撤销|合并|改为|改成|"
    r"补录|补签|补齐|清运|清理|清除|清扫|消毒|检测|铺设|铺好|栽种|栽|砌|建成|新建|改建|划线|移走|挪|摆放|贴在|挂在|挂出|签订|签收|写进|编成|录入|"
    r"答复|回访|回电|搬|腾出|开放|召开|约谈|核销|移交|交回|晒出|送达|送到|上门|分段|派|"
    r"贴出|贴上|写明|写清|列明|放在|放到|摆上|摆到|印成|翻成|做成|画成|停收|补种|补装|缩到|缩至|减为|减到|增至|改到"
)
#: deeds that say something only with an amount, a date or a named object
_SOFT = re.compile(
    r"检查|抽查|自查|巡查|排查|核对|核查|走访|家访|培训|学习|听课|组织|开展|制定|修订|建立|落实|推进|整改|监督|宣传|教育|沟通|管理|服务|值班|轮流|"
    r"汇报|通报|测试|演练|批改|征求|收集|登记|记录|报告|审核|指导|谈心|完成|达到|降到|控制|减少|压缩|办结|办理|安排|批评|辅导|接待|缩短|延长|增加|调整|处理"
)
_EMPTY_OBJECT = re.compile(
    r"(?:好|各项|各类|相关|有关|本职|自身|自己的?|全体|全面|日常|具体|的|了|及|和|与|工作|作风|意识|认识|水平|能力|力度|管理|服务|建设|素质|责任|"
    r"制度|机制|思想|态度|质量|效率|形象|纪律|学习|监督|教育|领导|沟通|协调|落实|问题|措施|方法|方式|思路|氛围|环境|体系|矛盾|人员|干部|职工|关系|感|心上|心里|首位|第一位|实处|群众|冷暖)*"
)
#: things one can point at: a sentence without a slogan that names one can be checked
_THING = re.compile(
    r"窗口|大厅|罚单|须知|告知单|指南|清单|名单|名册|台账|牌|表格|公示栏|公开栏|意见箱|登记簿|联系册|收据|票据|合同|收费|账目|路灯|机耕路|公路|村道|桥|井|"
    r"水管|水泵|水龙头|电线|变压器|厕所|教室|宿舍|食堂|操场|校门|站台|候车|车位|校车|垃圾|河道|沟渠|卫生室|村委会|活动室|座椅|护栏|扶手|栏杆|楼道|电梯|锅炉|"
    r"叫号机|电话|热线|材料|押金|补贴|工资|押金|课本|作业|餐|药"
)
_ABSTRACT = re.compile(
    r"思想|作风|精神|态度|意识|认识|工作|问题|原因|根源|责任|职责|落实|改进|改正|改善|整改|批评|群众|路线|满意|实效|成效|效果|形式主义|官僚主义|出发点|落脚点|"
    r"重视|行动|上级|部署|会议|贯彻|履行|参谋|助手|奉献|勤奋|自律|廉洁|廉政|全力以赴|攻坚克难|立行立改|即知即改|立说立行|多措并举|标本兼治|常抓不懈|虚心|接受|"
    r"从严|从实|克服|困难|畏难|情绪|懒散|振奋|扎实|坚决|到位|坚持|以.{2,4}(?:为中心|为本)|因材施教|接地气|多下基层|基层|制度|机制|目标|要求|标准|服务|学习|教育|"
    r"管理|监督|领导|组织|协调|配合|氛围|方法|能力|水平|质量|效率|形象|团结|同志|大局|事业|发展|改革|创新|解放|密切|联系|关系|作用|方面|各项|各种|各方|已|将|在|的|"
    r"和|与|把|对|上|好|要|做到|做|抓|注意|今后|以后|争取|力争|年底前|见到|明显|见成效|真正|保证|打造|队伍|建设|过硬|严肃|对待|心|人民|宗旨|党|政治|纪律|规矩|吸取|教训|杜绝|类似|再次|发生|习惯|差距|先进|矛盾|成绩|不足|"
    r"利益|规章|观念|实践|实质|全局|经验|优势|潜力|形势|任务|使命|担当|干劲|本职|岗位"
)
#: numbers that are names, not amounts
_NAMES = re.compile(
    r"四个意识|四个自信|两个维护|两个确立|两学一做|三会一课|三严三实|八项规定|一岗双责|四风|一把手|第一责任人|第一时间|第一|一系列|一定|一步|进一步|统一|一线|"
    r"一件一件|一个一个|一步一个脚印|一律|一流|一致|唯一|万无一失|一丝不苟|一视同仁|一如既往|一件事|一个|一种|一支|一套|一批|一切|一体|万众一心|一条心|一盘棋|一站式|三心二意|百分之百|"
    r"[一二三四五六七八九十\d]{1,3}月(?:[一二三四五六七八九十\d]{1,3}[日号])?|[一二三四五六七八九十\d]{1,3}[日号](?:前|内)|\d{4}\s*年|(?:周|星期)[一二三四五六日]"
)
_AT_LEAST = ("至少", "以上", "最多", "至多", "以内", "以下", "超过", "不到")
_LASTING = ("分钟", "小时", "天")
_MORE_MEASURES = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]+)\s*(?:遍|趟|页|课时|学时|字|回|桶|袋|箱|平方|车|排|段|倍|瓶|盒|柜|格|岗)"
)


def faults_of(measure: str) -> list[Fault]:
    """The faults for which a measure is to be written anew; none where a sentence of it can be checked later."""
    amounts = vague_amounts(measure)
    faults: list[Fault] = []
    for sentence, start in _sentences(measure):
        if _can_be_checked(sentence):
            return amounts
        faults += _slack_words(sentence, start)
    return sorted(amounts + faults, key=lambda fault: fault.start)


def vague_amounts(text: str) -> list[Fault]:
    """近几十条, 30余户, 若干: amounts that cannot be counted (M203); 至少, 以上, 不少于 can."""
    found = [Fault(one.group(), one.start(), "amount") for one in _VAGUE_AMOUNT.finditer(text)]
    for number in read(text):
        before = text[max(0, number.start - 2) : number.start]
        if (
            number.exact
            or number.form == "range"
            or number.hedge in _AT_LEAST
            or before in ("不少", "少于", "不低", "低于", "不超")
        ):
            continue
        if not any(word in number.text for word in _AT_LEAST) and not _overlaps(number.start, found):
            hedge = re.search(r"(?:将近|接近|近|大约|约|上)$", text[: number.start])
            first = hedge.start() if hedge else number.start
            found.append(Fault(text[first : number.end], first, "amount"))
    return sorted(found, key=lambda fault: fault.start)


def _overlaps(start: int, found: list[Fault]) -> bool:
    return any(one.start <= start < one.start + len(one.words) for one in found)


def _sentences(text: str) -> list[tuple[str, int]]:
    """Sentences with their offsets, their list numbers taken off."""
    found = []
    for one in _SENTENCE.finditer(text):
        listed = _LISTED.match(one.group())
        skip = listed.end() if listed else 0
        if one.group()[skip:].strip():
            found.append((one.group()[skip:], one.start() + skip))
    return found


def _can_be_checked(sentence: str) -> bool:
    """Whether somebody else could say later that it was done."""
    if _has_object(sentence, _HARD) or "《" in sentence or _has_amount(sentence):
        return True
    if _SLOGAN.search(sentence) or _VAGUE_DATE.search(sentence):
        others = [one for one in _clauses(sentence) if not (_SLOGAN.search(one) or _VAGUE_DATE.search(one))]
        return any(_is_bound(one) and _says_something(one) for one in others)
    does_in_time = bool(_SOFT.search(sentence)) and _has_time(sentence)
    return bool(_THING.search(sentence)) or does_in_time or _says_something(sentence)


def _clauses(sentence: str) -> list[str]:
    return re.split(r"[，,、：:]", sentence)


def _has_time(text: str) -> bool:
    return bool(_DATE.search(text) or _OFTEN.search(text))


def _is_bound(text: str) -> bool:
    return _has_time(text) or bool(_THING.search(text))


def _says_something(text: str) -> bool:
    """Whether enough is left once the words are taken off that fit every year and every unit.

    A string of sayings of four or six characters each (以身作则，率先垂范) says nothing by itself.
    """
    if all(len(one.strip()) <= SAYING for one in _clauses(text)) and not _is_bound(text):
        return False
    left = re.sub(r"[，,、：:“”\s]", "", text)
    return len(_ABSTRACT.sub("", left)) >= max(LEAST_LEFT, len(left) * 0.6)


def _has_amount(sentence: str) -> bool:
    bare = _NAMES.sub(lambda one: "　" * len(one.group()), sentence)
    if _MORE_MEASURES.search(bare):
        return True
    return any(
        (number.measure or not number.hanzi) and (number.exact or number.hedge in _AT_LEAST)
        for number in read(bare)
        if number.form != "ordinal" and (number.form != "date" or number.measure in _LASTING)
    )


def _has_object(sentence: str, deeds: re.Pattern[str]) -> bool:
    """A deed with something after it, or before it, that is more than 工作 and 水平."""
    for clause in _clauses(sentence):
        for deed in deeds.finditer(clause):
            after = _EMPTY_OBJECT.sub("", clause[deed.end() :]).strip()
            before = re.search(r"(?:把|将|对|给|为|向|在)(.+)$", clause[: deed.start()])
            if len(after) >= 2 or (before and len(_EMPTY_OBJECT.sub("", before[1]).strip()) >= 2):
                return True
    return False


def _slack_words(sentence: str, start: int) -> list[Fault]:
    found = [Fault(one.group(), start + one.start(), "slogan") for one in _SLOGAN.finditer(sentence)]
    found += [Fault(one.group(), start + one.start(), "date") for one in _VAGUE_DATE.finditer(sentence)]
    return found or [Fault(sentence.strip()[:20], start, "nothing")]
