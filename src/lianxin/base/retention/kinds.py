"""保管期限表: what is kept how long after which event, why, and what happens then. The one place that says so.

Tables of rooms above are named by their labels, as in `protection/fields.csv`, so that this floor knows none of them.
Which fields go with which kind stands in `tables.csv`. A county makes a period longer or shorter between `least` and
`most`; a kind with `self_dated` carries its last day itself, by the lists of its room; one that is `swept` goes by the
hour in its own room and is never restricted: it never was a record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: 个人信息保护法 §19, §47: as short as the purpose needs; the length is a choice of ours, to be set by the county
OWN = _("个人信息保护法第十九条：最短必要；年限由县里定")
SHORT = _("个人信息保护法第十九条：最短必要")
ARCHIVE = _("国家档案局令第 8 号：信访材料有处理结果的 30 年，没有处理结果的 10 年")
SHARING = _("网络数据安全管理条例第十二条：提供、委托处理的记录至少保存 3 年")
NETWORK = _("网络安全法第二十一条：网络日志不少于六个月")


@dataclass(frozen=True)
class Kind:
    """一类记录: its word, after which event, how many months, on which basis, where it stands and which of them count.

    `table` is the table of the records, `dated` the day of the event in it, `only` which have come to that event, `key`
    what names a record for good, `concern` the way from it to a concern's code, where it hangs on one.
    """

    code: str
    label: str | Promise
    after: str | Promise
    what: str | Promise
    basis: str | Promise
    table: str = ""
    dated: str = ""
    months: int = 0
    least: int = 0
    most: int = 0
    key: str = "code"
    concern: str = ""
    only: Mapping[str, Any] = field(default_factory=dict)
    is_law: bool = False
    self_dated: bool = False
    swept: str | Promise = ""

    @property
    def is_set_here(self) -> bool:
        """Whether the county may set it."""
        return not self.self_dated and not self.swept


DETAILS = _("清除个人信息，保留编号、日期、单位和状态，数字不变")
CLOSED, UNDONE = {"status": "closed"}, {"status__in": ("declined", "voided")}

_ALL = (
    Kind("concern_contact", _("诉求人的电话、住址（登记、回访、补发都用这一份）"), _("办结"), DETAILS, OWN,
         "concerns.Concern", "closed_on", 36, 6, 120, concern="code", only=CLOSED),
    Kind("concern_content", _("诉求人的姓名，诉求的内容、答复、办理文字和佐证材料"), _("办结"), DETAILS, ARCHIVE,
         "concerns.Concern", "closed_on", 360, 120, 600, concern="code", only=CLOSED, is_law=True),
    Kind("concern_undone", _("不予受理、作废的诉求：诉求人、内容和佐证材料"), _("收到"), DETAILS, ARCHIVE,
         "concerns.Concern", "received_on", 120, 120, 360, concern="code", only=UNDONE, is_law=True),
    Kind("errand", _("代办：为谁办、电话、材料和结果"), _("回告"), DETAILS, OWN,
         "windows.Errand", "reported_on", 12, 1, 36, concern="concern__code", only={"status": "reported"}),
    Kind("household", _("离册的户：户主姓名、电话"), _("离册，按户册的规定"), DETAILS, SHORT,
         "households.Household", "keep_until", only={"erased_on": None, "valid_to__isnull": False}, self_dated=True),
    Kind("need", _("困难情况：原因、依据的文件、收入"), _("不再困难，按困难目录的规定"), DETAILS, SHORT,
         "households.Need", "keep_until", only={"erased_on": None}, self_dated=True),
    Kind("help_plan", _("帮扶计划：思路、结果和说明"), _("结束"), DETAILS, OWN, "helping.HelpPlan", "ended_on", 60, 12, 120),
    Kind("dispute", _("纠纷：当事人、经过、协议"), _("了结，按调解的规定"), DETAILS, SHORT,
         "disputes.Dispute", "keep_until", concern="concern__code", only={"erased_on": None}, self_dated=True),
    Kind("visit", _("走访：走访对象、记录、谈话"), _("走访"), DETAILS, OWN, "visits.Visit", "on", 60, 12, 120),
    Kind("response", _("联系卡上的留言和核实情况"), _("留言"), DETAILS, OWN, "cards.Response", "on", 36, 6, 120, key="pk"),
    Kind("writing", _("民情日记、调研报告的正文"), _("交出"), DETAILS, OWN,
         "writings.Writing", "submitted_on", 120, 36, 360, only={"submitted_on__isnull": False}),
    Kind("roll", _("投票的名册：姓名"), _("开箱"), DETAILS, OWN, "ballots.PollBox", "closed_on", 12, 3, 36),
    Kind("sheet", _("纸质答卷的扫描件"), _("收卷"), DETAILS, OWN, "sheets.SheetBatch", "on", 12, 3, 36, key="pk",
         only={"status": "accepted"}),
    Kind("audience", _("评议的参评名册"), _("评议结束"), DETAILS, OWN, "appraisals.Campaign", "finished_on", 36, 6, 120),
    Kind("talk", _("约谈的对象、内容"), _("谈话"), DETAILS, OWN, "rectification.Talk", "held_on", 60, 12, 120),
    Kind("opinion", _("座谈、征求意见的原话"), _("提出"), DETAILS, OWN, "gatherings.Opinion", "on", 60, 12, 120,
         concern="concern__code"),
    Kind("remark", _("评议意见的原话和答复"), _("汇总"), DETAILS, OWN, "opinions.Remark", "on", 60, 12, 120,
         concern="concern__code", only={"decided_on__isnull": False}),
    Kind("member", _("离队的志愿者：姓名、特长"), _("离队"), DETAILS, OWN, "volunteers.Member", "until", 24, 1, 60),
    Kind("expert", _("不再担任的志愿者和专家：姓名、电话"), _("不再担任"), DETAILS, OWN, "pairings.Expert", "ended_on", 24, 1, 60),
    Kind("contact", _("村组联系人：姓名、电话"), _("不再担任"), DETAILS, OWN, "stations.Contact", "until", 24, 1, 60),
    Kind("leave", _("请假的事由"), _("假期结束"), DETAILS, OWN, "pairings.Leave", "until", 24, 6, 60),
    Kind("absence", _("不到岗的事由"), _("假期结束"), DETAILS, OWN, "workdays.Absence", "until", 24, 6, 60),
    Kind("feedback", _("对系统和负担的意见建议"), _("提出"), DETAILS, OWN, "feedback.Feedback", "at", 36, 6, 120, key="pk"),
    Kind("export", _("带出个人信息的申请：事由、带出了哪些"), _("申请"), DETAILS, SHARING,
         "custody.ExportRequest", "at", 36, 36, 120, is_law=True),
    Kind("identity", _("承办单位知道诉求人的申请：事由"), _("申请"), DETAILS, SHARING,
         "custody.IdentityRequest", "at", 36, 36, 120, key="pk", is_law=True),
    Kind("import", _("导入台账时退回的行"), _("导入"), DETAILS, OWN, "concerns.ImportBatch", "at", 6, 1, 36, key="pk"),
    Kind("intake", _("导入名册时退回的行"), _("导入"), DETAILS, OWN, "intake.Taking", "at", 6, 1, 36, key="pk"),
    Kind("draft", _("没有确认的导入台账"), _("上传"), _("整份删除"), SHORT, swept=_("一天")),
    Kind("mail", _("邮件来信的正文和原件"), _("收到"), _("登记时当场清空；没人看的到期清空，放到一边的七天清空"), SHORT, swept=_("三十天")),
    Kind("batch", _("成批核对的文稿"), _("上传"), _("整份删除"), SHORT, swept=_("三十天")),
    Kind("joining", _("网上报名：称呼、电话"), _("报名"), _("答复时清空；没人答复的到期清空"), SHORT, swept=_("三十天")),
    Kind("look", _("查看个人信息的计次"), _("查看"), _("整行删除；看了什么在流水里，只有编号"), NETWORK, swept=_("一天")),
    Kind("parcel", _("手机离线传来的包"), _("收下"), _("收下时拆开删除；退回的只留一句话"), SHORT, swept=_("当时")),
    Kind("shelf", _("等着取的导出文件、PDF"), _("生成"), _("整个文件删除"), SHORT, swept=_("一小时")),
    Kind("notice", _("发给群众的通知"), _("—"), _("短信不存号码和内容，只记哪一步告知过，随诉求；答复在诉求里"), SHORT, swept=_("不存")),
    Kind("ballot", _("选票"), _("开箱"), _("开箱时按内容重排、换成新文件，封箱文件销毁"), SHORT, swept=_("当时")),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.code: kind for kind in _ALL}
