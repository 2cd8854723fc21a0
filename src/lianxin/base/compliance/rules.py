"""规定: the five prohibitions of 国办函〔2026〕12号 and the ten burden rules of this program, each with what keeps it.

The sentences of the prohibitions are those of the text; JF-1 to JF-10 are ours, drawn from the texts that `source` names.
An absolute rule cannot be broken by a setting: there is no field for it. `kept_by` are the tests that keep it so.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BAN_LIST = _("国办函〔2026〕12号《政务移动互联网应用程序规范化管理办法》")
RELIEF = _("《整治形式主义为基层减负若干规定》")
SHARING = _("《政务数据共享条例》")

NO_FIELD = "tests/house/test_vocabulary.py::TestNobodyIsWatched"
NO_TRACE = "tests/work/test_compliance.py::TestFigures"
NOT_SOLD = "tests/work/test_compliance.py::TestNothingIsSold"
NOT_FORCED = "tests/work/test_compliance.py::TestNothingIsForced"


@dataclass(frozen=True)
class Rule:
    """一条规定: code, sentence, where it stands, whether nobody at all may allow an exemption, which tests keep it."""

    code: str
    sentence: str | Promise
    source: str | Promise
    is_absolute: bool
    kept: str | Promise
    kept_by: tuple[str, ...] = ()

    @property
    def is_ban(self) -> bool:
        return self.code.startswith("BAN")

    @property
    def label(self) -> str | Promise:
        """禁令一 … 禁令五, or JF-1 …"""
        return LABELS.get(self.code, self.code)


LABELS: dict[str, str | Promise] = {
    "BAN-1": _("禁令一"), "BAN-2": _("禁令二"), "BAN-3": _("禁令三"), "BAN-4": _("禁令四"), "BAN-5": _("禁令五"),
}  # fmt: skip

_ALL = (
    Rule("BAN-1", _("不得设置打卡签到、积分排名、统计在线时长等。"), BAN_LIST, True,
         _("数据表里没有这样的栏，也不能加：加了，检查不过。"), (NO_FIELD,)),
    Rule("BAN-2", _("不得强制推广下载、考核安装使用率。"), BAN_LIST, True,
         _("没有要下载的程序，登录和使用次数不是任何指标的来源。"), (NO_TRACE,)),
    Rule("BAN-3", _("不得将点赞量、转发量、学习时长等作为考评依据。"), BAN_LIST, True,
         _("没有点赞、转发、时长的栏，指标的来源只能是事情的结果。"), (NO_FIELD, NO_TRACE)),
    Rule("BAN-4", _("不得随意或重复要求基层填表报数交材料。"), BAN_LIST, False,
         _("要基层做的每一件事都有依据、频次和限额；超出的要有人批准例外，写明理由，在这里用红字列出。")),
    Rule("BAN-5", _("不得用于从事经营性活动。"), BAN_LIST, True,
         _("没有收费、广告、交易的栏，也没有这样的页面。"), (NOT_SOLD,)),
    Rule("JF-1", _("不要求签到、照片、定位和在线时长；附件都可以不交，也不影响任何得分。"), BAN_LIST, True,
         _("附件和照片的栏都可以空着，没有定位的栏。"), (NO_FIELD, NOT_FORCED)),
    Rule("JF-2", _("不给人员排名；单位之间只按结果分档比较，默认不开。"), BAN_LIST, True,
         _("没有名次的栏；分档只看办理结果。"), (NO_FIELD,)),
    Rule("JF-3", _("日志、日记、照片、登录、“收到”的多少，不能作为指标。"), RELIEF, True,
         _("指标登记时就核对数的是哪张表；痕迹的表登记不进去。"), (NO_TRACE,)),
    Rule("JF-4", _("工作日到岗由站里一次确认，只记例外，不要每人每天报。"), BAN_LIST, True,
         _("每站每次一条确认，没有每人每天的记录。"), ("tests/work/test_compliance.py::TestOneWordForAStation",)),
    Rule("JF-5", _("新表先把已有的填好；同一期内同一项只报一次。"), SHARING, False,
         _("表里先填好已有的；重复的项要先说明理由。")),
    Rule("JF-6", _("每次收集写明依据、用途、频次和截止，并占用单位每月的限额。"), RELIEF, False,
         _("不写全不能发出；超过限额的要批准例外。")),
    Rule("JF-7", _("人人都能对系统和负担提意见建议。"), BAN_LIST, True,
         _("每一页都有“意见建议”，不能关掉。"), ("tests/web/test_regulations.py::TestEverybodyMaySpeakUp",)),
    Rule("JF-8", _("督查抽看已有的记录，不因此要求新的报送；按批准的计划进行，每个单位有次数上限。"), RELIEF, False,
         _("没有批准文号的督查不能开始；次数到了上限不能再排。")),
    Rule("JF-9", _("文稿超过 4000 字、5000 字时提醒。"), RELIEF, True,
         _("总结写成时数字数，超过就提醒。"), ("tests/work/test_compliance.py::TestLongPapers",)),
    Rule("JF-10", _("交给村（社区）办的，不在责任清单上的要写理由，并计入报表。"), RELIEF, False,
         _("不写理由交不出去，件数有统计。")),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}


def rule_words(codes: tuple[str, ...] | list[str]) -> str:
    """禁令四、JF-6: the labels of some rules in a row."""
    return "、".join(str(RULES[code].label) for code in codes if code in RULES)
