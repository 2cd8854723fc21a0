"""私人信息: names, telephones, identity numbers and addresses of private persons in a text that is going out.

>>> text = "村民李建国（电话139 0000 0001）反映，贫困户王芳因病住院；镇长张勇到场。"
>>> [(mark.kind, mark.text) for mark in private_marks(text)]
[('name', '李建国'), ('mobile', '139 0000 0001'), ('name', '王芳')]

Numbers are what `pure.redaction` knows. A name is private where a word says so (村民, 患者, 户主：, …老人) or where a
telephone or an identity number stands behind it; who is named with an office (镇长, 校长) is not, nor a name that is
masked already. Names of a roll can be handed in, and the names of the unit's leaders, which stay. What this does not
do: it recognises nobody who is named without such a word and stands on no roll; a person has to read the text.
"""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator

from lianxin.pure import redaction
from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page
from lianxin.pure.redaction import ADDRESS, CARD, IDENTITY, MOBILE, NAME, NUMBER, TELEPHONE, Mark

from .calling import PLAIN_SURNAME, name_end

_RESIDENT = re.compile(
    r"(?:村民|居民|市民|乡民|渔民|牧民|果农|菜农|茶农|蔗农|棉农|烟农|群众|农民工?|贫困户|脱贫户|监测户|监测对象|低保户|低保对象|低保家庭|五保户|五保老人|五保对象|特困户|"
    r"特困人员|特困对象|特困老人|困难户|困难群众|困难家庭|困难职工|困难党员|贫困党员|贫困群众|老党员|流动党员|帮扶对象|结对户|包联户|联系户|救助对象|优抚对象|"
    r"留守老人|留守儿童|留守妇女|空巢老人|孤寡老人|独居老人|失能老人|高龄老人|残疾老人|孤儿|残疾人|残疾户|残疾村民|患者|病人|伤者|死者|伤员|遇难者|失踪者|溺水者|逝者|受害人|受伤人|"
    r"遗属|家属|亲属|学生|同学|新生|考生|家长|高中生|初中生|小学生|大学生|研究生|男生|女生|男童|女童|儿童|幼儿|男孩|女孩|男孩子|女孩子|青年|小伙子?|信访人|信访群众|来访人|"
    r"来访群众|来信人|上访人|上访户|反映人|投诉人|举报人|检举人|控告人|申诉人|诉求人|来电人|来电群众|求助人|报案人|报警人|当事人|当事人一方|申请人|被申请人|原告|被告|上诉人|户主|业主(?![管方任向委路])|住户|租户|房主|房东|租客|买受人|"
    r"购房人|承包人|承包户|承租人|出租人|借款人|监护人|紧急联系人|家庭成员|被帮扶人|受助人|矫正人员|矫正对象|社区矫正对象|刑满释放人员|刑释人员|吸毒人员|戒毒人员|精神障碍患者|犯罪嫌疑人|嫌疑人|违法人员|违法行为人|肇事者|肇事司机|司机|驾驶员|乘客|务工人员|"
    r"返乡人员|退役军人|退伍军人|复员军人|下岗职工|退休职工|退休工人|退休教师|失业人员|代课老师|代课教师|民办教师|养殖户|种植户|种粮大户|养殖大户|种植大户|大户|经营户|个体户|摊主|店主|"
    r"摊贩|商户|农户|住户|邻居|孕妇|产妇|儿子|女儿|妻子|丈夫|老伴|孙子|孙女|父亲|母亲|其子|其女|其妻|其夫|其父|其母|其孙|其弟|其兄|户内成员|群众代表|居民代表|家长代表|学生代表|村民代表)"
    r"(?:姓名)?(?P<sign>[：:为是]?)[ \u3000\u00a0“（(]?"
)
_LABEL = re.compile(
    r"(?:姓名|信访人|投诉人|反映人|申请人|当事人|受访人|被访人|走访对象|被走访人|帮扶对象|户主姓名|学生姓名|患者姓名)"
    r"[：:][ \u3000\u00a0]{0,4}"
)
#: an elder or a couple named before the word
_CALLED = re.compile(
    r"(?<=[，。、；：（“\n为给对向与和同跟由被把将找访望问助到在经受据是有让请位名了着])"
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?=老人|同学|老汉|大爷|大娘|大妈|大叔|大婶|奶奶|爷爷|婆婆|阿姨|夫妇|夫妻|老两口|一家[老人，。的]|家属|家中|家里)"
)
#: a number of a person, its label, or man or woman right behind
_OF_A_PERSON = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4})(?=[，,（(：: \u3000]{1,2}"
    r"(?:[男女][，,、。；）) ]|(?:公民)?身份证|身份号码|手机号|住址|家住|现住|银行卡|联系电话|电话|手机))"
)
#: whoever a mobile number is given of, be it as the one to be called; an office keeps its holder's name
_REACHED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4})(?=[，,、（(：: \u3000]{0,2}(?:联系)?(?:电话|手机号?码?)?[：:为是 ]{0,2}"
    r"1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}(?!\d))"
)
_CONTACT = re.compile(r"(?:联系人|联络员|经办人|承办人|责任人|负责人)[：: ]?$")
_LIVES = re.compile(r"家住[^，。；\n]{1,12}的")
#: who says so himself
_MYSELF = re.compile(r"(?:我叫|本人叫|名叫|我名叫)[ \u3000]?")
#: what ends the name of a body or a place, and what makes one of the words before it
_BODY = re.compile(r"[局厂镇乡县市校院所站部科室处队组会厅司店库厕楼园]$")
_GOES_ON = re.compile(
    r"队(?!长)|厂|局|公司|集团|中心|超市|诊所|医院|学校|小学|中学|大学|煤矿|酒店|大厦|广场|花园|小区|社区|村|镇|部门"
)
#: a word whose last character is a surname: 如何, 环卫
_INSIDE = re.compile(r"[如任为几]何|[环警防保自守捍]卫|主任")
_MOST = 300
_LIST = 10  # findings of persons in one text, above which each is told once
_JOINED = re.compile(r"[、，,和与及跟同]{1,2}[ ]?|以及")
_OFFICE = (
    r"(?:书记|主任|镇长|乡长|县长|区长|市长|省长|州长|局长|处长|科长|股长|所长|站长|校长|院长|园长|组长|队长|社长|会长|行长|经理|董事长|主席|"
    r"委员|常委|部长|厅长|秘书长|调研员|科员|干部|支书|村长|网格员|民警|警官|法官|检察官|律师|主官|专干|社工|指导员|辅导员|特派员|专员|代表团|"
    r"调解员|联络员|联系人|负责人|经办人|承办人|责任人|值班人员|工作人员|校级领导|领导|局办|教导员|政委|厂长|班长|班主任|主持人|记者|作者|教授|专家|医生|护士)"
)
_POST = re.compile(_OFFICE)
_IN_OFFICE = re.compile(rf"{_OFFICE}(?:同志)?[：: ]?$")
_TITLED = re.compile(
    rf"(?:同志)?(?:任|担任|兼任|为|当选|代|副|原|党)?(?:党委|党组|支部|党支部|镇|县|村|党总支|常务)?副?{_OFFICE}"
)
# 王强，男，现任副局长
_HOLDS = re.compile(rf"[，,（(][^。；\n]{{0,16}}?(?:现任|担任|任|系)[^。；，\n]{{0,20}}?{_OFFICE}")
_HONOURED = re.compile(r"(?:最美|优秀|模范|先进|杰出|十佳)$")  # who is honoured in public is named in public
#: numbers of things: of a file, a firm, a contract; and those of persons
_OF_A_THING = re.compile(
    r"(?:工单|编号|案号|注册号?|信用代码|机构代码|文号|订单|诉求件?|转办件?|受理号?|批号|流水号?|发票|许可证?|备案|合同|产权|房产?证|"
    r"土地证|项目|批准|设备|车架|条码|单号)[^，。；\n]{0,8}$"
)
_OF_SOMEBODY = re.compile(
    r"(?:卡号?|账户?号?|帐户?号?|存折|证件|身份证?|护照|驾驶证?|残疾证|低保证?|户号|学号|考号|考证号?|社保号?|医保号?|号码|手机|电话|联系方式)"
    r"[^，。；\n]{0,6}$"
)
_IN_ONE_CELL = 7  # digits: fewer are no number of a person
_IN_FOURS = re.compile(r"\d{4}(?:[ \u00a0.\-]\d{4}){2,3}(?:[ \u00a0.\-]\d{1,3})?")
_ROOM_BEHIND = re.compile(r"[ ]?\d{3,4}号?(?:室|房)")
_IN_BLOCK = re.compile(r"[栋幢楼]|单元")
_ROOM = re.compile(r"(?:栋|幢|单元|号楼)[ \-]?\d{3,4}号?$|室$")
_OFFICE_ROOM = re.compile(r"(?:局|办公|中心|窗口|大厅|大楼|地点|公司|单位|会议|学校|医院)[^，。；\n]{0,10}$")
_HOME = re.compile(
    r"(?:住在?|住址|家住|现住|居住[于在]?|户籍地?|户籍所在地|家庭地址|家庭住址|住所|租住[于在]?|住处)[为是：:]?[ ]?[^，。；\n]{0,24}$"
)
_OFFICIAL_LINE = re.compile(
    r"(?:(?:值班|办公|咨询|举报|监督|热线|传真|服务|投诉|联系|报名|预约|信访|公开|单位|中心|拨打|致电|来电|客服)[^，。；\n]{0,8}"
    r"|[局科所站办委处室院队](?:直接|联系|公开)*[，：:（( ]{0,2}|(?:街道|公司|窗口|学校|支队|大队)[^，。；\n]{0,4}|[市县区镇乡村](?=[：:])"
    r"|联系人[：: ]{0,2}[^，。；\n]{0,6}[，、 ])"
    r"(?:联系)?(?:电话|热线|传真|号码|座机)?[为是：:（()）]{0,2}[ \u3000]{0,2}$"
)
_SAID = {
    NAME: "像是私人的姓名，对外发出前应当隐去。", MOBILE: "手机号码，对外发出前应当隐去。", IDENTITY: "身份证号码，对外发出前应当隐去。",
    TELEPHONE: "电话号码，如属私人，对外发出前应当隐去。", ADDRESS: "像是私人的住址，对外发出前应当隐去。",
    NUMBER: "像是个人的号码，对外发出前应当隐去。",
}  # fmt: skip


def find(page: Page) -> Iterator[Claim]:
    """Each personal detail of a private person as a doubtful place, with the redacted words as mend.

    Where there are many, each name or number only once, with how often it stands there.
    """
    marks = private_marks(page.original)
    times = Counter(mark.text for mark in marks)
    told: set[str] = set()
    for mark in marks:
        if len(marks) > _LIST and mark.text in told:
            continue
        told.add(mark.text)
        instead = redaction.blanked(mark.text, [Mark(0, len(mark.text), mark.kind, mark.text)])
        said = _SAID.get(mark.kind) or f"{redaction.LABELS[mark.kind]}，对外发出前应当隐去。"
        if len(marks) > _LIST and times[mark.text] > 1:
            said = f"{said[:-1]}；文中共{times[mark.text]}处。"
        yield Claim("person", mark.text, mark.start, mark.end, mark.text, "", "doubtful:person", said, instead)


def private_marks(text: str, names: Iterable[str] = (), leaders: Iterable[str] = ()) -> list[Mark]:
    """What names or reaches a private person, in the order of the text, none over another.

    `names` (a roll: requesters, households) are marked wherever they stand; `leaders` (the unit's own) never. A name
    that a word shows to be private is marked wherever the text says it again.
    """
    staying = {re.sub(r"\s", "", name) for name in leaders}
    roll = [name for name in names if re.sub(r"\s", "", name) not in staying]
    kept = [mark for mark in redaction.find(text, roll) if _is_private(text, mark)]
    taken = sorted((mark.start, mark.end) for mark in kept)
    spans = [(start, end) for start, end in _names(text) if re.sub(r"\s", "", text[start:end]) not in staying]
    for start, end in dict.fromkeys([*spans, *_again(text, {text[start:end] for start, end in spans})]):
        place = bisect_left(taken, (start, end))
        if all(end <= first or start >= last for first, last in taken[max(0, place - 1) : place + 1]):
            insort(taken, (start, end))
            kept.append(Mark(start, end, NAME, text[start:end]))
    return sorted(kept)


def _again(text: str, names: set[str]) -> Iterator[tuple[int, int]]:
    """Where names come again; one of two characters only where the words around read it as a name too."""
    known = sorted((name for name in names if not re.search(r"\s", name)), key=len, reverse=True)[:_MOST]
    if not known:
        return
    for found in re.finditer("|".join(map(re.escape, known)), text):
        reads = len(found[0]) > 2 or name_end(text, found.start()) == found.end()
        if reads and not _TITLED.match(text, found.end()):
            yield found.span()


def _is_private(text: str, mark: Mark) -> bool:
    """An address only where somebody lives, a landline unless it is an office's, a long number if it is a person's."""
    if "\t" in mark.text and all(len(cell) < _IN_ONE_CELL for cell in mark.text.split("\t")):
        return False  # a row of a table: the numbers of several cells
    before = text[max(0, mark.start - 40) : mark.start]
    if mark.kind == ADDRESS:
        room = _ROOM.search(mark.text) or _IN_BLOCK.search(mark.text) and _ROOM_BEHIND.match(text, mark.end)
        return bool(_HOME.search(before)) or bool(room) and not _OFFICE_ROOM.search(before[-14:])
    digits = re.sub(r"\D", "", mark.text)
    if mark.kind in (TELEPHONE, MOBILE, CARD, NUMBER) and (
        set(digits[:7]) == {"0"} or re.match(r"\.\d", text[mark.end : mark.end + 2])
    ):
        return False  # masked with noughts, or an amount
    if mark.kind == TELEPHONE:
        return not _OFFICIAL_LINE.search(before[-20:]) or bool(_RESIDENT.search(re.split("[。；\n]", before)[-1]))
    if mark.kind in (CARD, NUMBER):
        return _is_of_somebody(mark, digits, before[-20:])
    return True


def _is_of_somebody(mark: Mark, digits: str, before: str) -> bool:
    """A card or a number of a person, and not one of a contract, nor amounts written one behind the other."""
    if _OF_SOMEBODY.search(before):
        return True
    if "." in mark.text and not (mark.kind == CARD and _IN_FOURS.fullmatch(mark.text)):
        return False
    return not _OF_A_THING.search(before) and (mark.kind == CARD or 16 <= len(digits) <= 19)


def _names(text: str) -> Iterator[tuple[int, int]]:
    for found in _RESIDENT.finditer(text):
        if _HONOURED.search(text[max(0, found.start() - 4) : found.start()]):
            continue
        yield from _named_from(text, found.end())
    for words in (_LABEL, _MYSELF, _LIVES):
        for found in words.finditer(text):
            yield from _named_from(text, found.end())
    for found in _CALLED.finditer(text):
        start, end = found.span("name")
        if PLAIN_SURNAME.match(text[start]) and name_end(text, start) == end and not _is_body(text, start, end):
            yield start, end
    for found in (*_OF_A_PERSON.finditer(text), *_REACHED.finditer(text)):
        if span := _whole_name(text, *found.span("name"), is_reached=found.re is _REACHED):
            yield span


def _named_from(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The names one after another from a place: 王芳、李强和张大勇."""
    for _ in range(60):
        end = name_end(text, start)
        if not end or _TITLED.match(text, end) or _is_body(text, start, end) or _HOLDS.match(text[end : end + 50]):
            return
        yield start, end
        joined = _JOINED.match(text, end)
        if not joined:
            return
        start = joined.end()


def _is_body(text: str, start: int, end: int) -> bool:
    """村民向贵厂, 司机是雷峰车队的, 邱处长: the words name a firm, an office or a place, or nobody but the post."""
    given = text[start + 1 : end]
    return bool(_BODY.search(given) or _POST.fullmatch(given) or _GOES_ON.match(text, end))


def _whole_name(text: str, start: int, end: int, *, is_reached: bool) -> tuple[int, int] | None:
    """The name that ends exactly where the pattern says; nothing for officials and for words that are no name."""
    for begin in range(start, end - 1):
        if PLAIN_SURNAME.match(text[begin]) and name_end(text, begin) == end:
            before = text[max(0, begin - 12) : begin]
            in_office = _IN_OFFICE.search(before) and not (is_reached and _CONTACT.search(before))
            if in_office or _is_body(text, begin, end) or _HOLDS.match(text[end : end + 50]):
                return None
            return None if _INSIDE.match(text, max(0, begin - 1)) else (begin, end)
    return None
