"""标题里的人名: words in a title that read like the name of a person or a family.

>>> likely_names("张三与李小四宅基地界址")
['张三', '李小四']
>>> likely_names("王某家门前排水沟、陈家院墙")
['王某家', '陈家']
>>> likely_names("石桥村与柳湾村山林边界"), likely_names("三组水渠放水先后")
([], [])

A name is one of the usual surnames with one or two further characters, standing at the beginning or after a word that
joins (与, 和, 因 …), and followed by one that only follows people (与, 家, 等, 诉 …) or by nothing.

What this does not do: it knows no rare surnames and nobody by a description; a name in the middle of other words is
not seen. It is a brake for titles, not a filter for texts; names that are known are handed to `pure.redaction`.
"""

import re

_COMPOUND = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|令狐|慕容|司徒|司空"
_SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范方石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文庞樊殷施陶洪翟倪严牛温芦季俞"
    "章鲁葛伍韦申尤毕聂焦向柳邢岳齐莫庄辛管祝左涂祁耿詹关兰冉冷卜邬"
)
_BEFORE = r"(?:^|(?<=[与和跟同因及由、，。；：“‘\s（(]))"
_AFTER = r"(?=[与和跟同及诉家等户、，。；\s）)”’]|的|两|之间|宅基|承包|土地|房屋|房子|院墙|借款|欠|占|$)"
#: what ends a place or a thing, never the given name of a person in a title
_THINGS = set(
    "村组镇乡县市区路街巷桥塘河沟渠坝坡山地田林水电房墙店厂校院园场湾坪岭庄寨站所局委会队点口边界线井库堰树木石砂土粮款"
    "账权租债车门窗灯道面段处号楼层坟碑庙牌棚池港洲岛屯营铺里外上下前后东西南北中费用"
)
_STOP = {
    "和谐", "何时", "何处", "任何", "方面", "方案", "方便", "关于", "常年", "常见", "管理", "管道", "管护", "文件", "文明", "文化",
    "施工", "施肥", "洪涝", "温室", "白天", "高速", "许可", "应当", "向上", "向阳", "左右", "龙头", "康复", "易地", "江河", "林业",
    "林权", "林木", "田埂", "田间", "石料", "章程", "申请", "申报", "关系", "关闭", "史料", "温泉", "武装", "陆续", "齐全", "严重",
    "毛竹", "柳树", "杨树", "夏季", "夏收", "于是", "余款", "余留", "伍级", "汤池", "曾经", "钟表", "牛羊", "龙舟", "余额",
}  # fmt: skip
_PERSON = re.compile(rf"{_BEFORE}((?:{_COMPOUND})[一-鿿]{{1,2}}|[{_SINGLE}][一-鿿]{{1,2}}){_AFTER}")
_FAMILY = re.compile(
    rf"(?:(?:{_COMPOUND})|[{_SINGLE}])[某老]?某?家(?![村湾沟坝庄寨坪岭塘营铺界口庭长具属禽畜乡河山坡桥店])"
)
_SOMEBODY = re.compile(rf"(?:(?:{_COMPOUND})|[{_SINGLE}])某某?(?![一-鿿]*村)")


def likely_names(title: str) -> list[str]:
    """The words that read like names, in the order of the title, each once."""
    found: dict[int, str] = {}
    for pattern in (_FAMILY, _SOMEBODY, _PERSON):
        for hit in pattern.finditer(title):
            word = hit.group(1) if pattern is _PERSON else hit.group()
            start = hit.start(1) if pattern is _PERSON else hit.start()
            if word[-1] in _THINGS or word in _STOP or word[:2] in _STOP:
                continue
            if all(start >= at + len(kept) or start + len(word) <= at for at, kept in found.items()):
                found[start] = word
    return list(dict.fromkeys(found[at] for at in sorted(found)))
