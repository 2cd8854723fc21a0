"""走访任务的词汇: how things are counted, periods, states, why a record does not count, permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class Subject(models.TextChoices):
    """谁的任务."""

    PEOPLE = "people", _("人员")
    UNITS = "units", _("单位")


class QuotaStatus(models.TextChoices):
    DRAFT = "draft", _("草稿")
    APPROVED = "approved", _("已审定")
    WITHDRAWN = "withdrawn", _("已废止")


QUOTA_FLOW = Flow(
    "quota_set",
    {
        "change": ((QuotaStatus.DRAFT,), None),
        "approve": ((QuotaStatus.DRAFT,), QuotaStatus.APPROVED),
        "withdraw": ((QuotaStatus.APPROVED,), QuotaStatus.WITHDRAWN),
    },
)
QUOTA_VERBS: dict[str, str | Promise] = {"change": _("修改条款"), "approve": _("审定"), "withdraw": _("废止")}


class CountUnit(models.TextChoices):
    """数什么; the codes of pure.quota."""

    DAYS = "days", _("天，不同的日子，同一天只算一天")
    RUN = "run", _("天，连续的日子，取最长的一段")
    NIGHTS = "nights", _("夜，不同的夜晚")
    OCCASIONS = "occasions", _("次或篇，一条记录算一次")
    HOUSEHOLDS = "households", _("户，不同的户")
    PLACES = "places", _("个单位，不同的村、社区或单位")
    STANDING = "standing", _("个联系点，现在仍在联系的")
    LASTING = "lasting", _("个联系点，每个至少联系几个月")


#: the measure word after the number; "" = that of the measure itself
UNIT_WORDS: dict[str, str | Promise] = {
    "days": _("天"), "run": _("天"), "nights": _("夜"), "occasions": "", "households": _("户"), "places": _("个单位"),
    "standing": _("个联系点"), "lasting": _("个联系点"),
}  # fmt: skip


class PeriodKind(models.TextChoices):
    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")
    HALF_YEAR = "half_year", _("每半年")
    YEAR = "year", _("每年")
    TERM = "term", _("每学期")
    SCHOOL_YEAR = "school_year", _("每学年")
    CUSTOM = "custom", _("自定起止")


class Part(models.TextChoices):
    """任职不满一期的怎样算."""

    DAYS = "days", _("按任职天数折算，四舍五入")
    HALF = "half", _("满半期的全算，不满的不算")
    WHOLE = "whole", _("不折算")


class Sharing(models.TextChoices):
    """一次走访能不能几条都算 (M127)."""

    SHARED = "shared", _("也可同时算在别的条款里")
    FIRST = "first", _("同一次走访只算列在最前的一条")
    WITHIN = "within", _("只在较宽的一条之内算")


#: why a record does not count; the codes of pure.quota.Why
WHYS: dict[str, str | Promise] = {
    "kind": _("这一类不算在本条里"),
    "where": _("去的不是本条所说的单位"),
    "post": _("那时还没有、或已不担任这项职务"),
    "taken": _("已经算在“%(of)s”里，同一次只算一条"),
    "not_within": _("没有算进“%(of)s”，所以这里也不算"),
    "no_link": _("不是去自己的联系点"),
    "again": _("同一天、同一户或同一个单位已经算过"),
    "broken": _("不在最长的一段连续日子里"),
    "ended": _("联系已经结束"),
    "short": _("联系时间不够长就结束了"),
    "no_household": _("没有写是哪一户"),
}
VIEW = permission("quota.view", _("查看走访任务的规定"))
EDIT = permission("quota.edit", _("制定走访任务"))
TEAM = permission("quota.team", _("查看本单位人员的任务进度"), weighed_at=("home",))

event("quota_set.drafted", _("起草走访任务“%(title)s”第%(version)s版"), private=("title",))
event("quota_set.changed", _("修改走访任务草稿"), private=())
event("quota_set.approved", _("审定走访任务“%(title)s”第%(version)s版，自%(valid_from)s起施行"), private=("title",))
event("quota_set.withdrawn", _("废止走访任务“%(title)s”：%(why)s"), private=("title", "why"))
event("quota_set.dropped", _("删去走访任务草稿“%(title)s”"), private=("title",))
event("quota_member.named", _("列入走访任务人员，自%(since)s起"), private=())
event("quota_member.ended", _("不再列入走访任务人员，最后一天%(until)s"), private=())
event("school_term.set", _("设定%(year)s第%(number)s学期：%(first)s 至 %(last)s"), private=())
event("term_check.done", _("检查联系群众制度执行情况，抽看已有记录 %(sampled)s 条"), private=("found",))
