"""整改与约谈的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.vague import EXAMPLE
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, PlainSelect, UnitField, long_text, shape
from lianxin.web.ui.rooms import LinesField
from lianxin.work.rectification.terms import ISSUE, Rating, Source, TalkKind

MEASURE_HELP = format_lazy("{} {}", _("写清做什么、做多少、到哪天。例如："), EXAMPLE)


def _evidence() -> forms.CharField:
    return long_text(
        _("佐证说明"),
        _("在哪里能看到，如文件名称、张贴地点。没有可不填，不要求照片。"),
        rows=2,
        most=500,
        required=False,
    )


class IssueForm(TodayForm):
    """下达整改: everything but the section and the reason is asked for."""

    source = forms.ChoiceField(label=_("来源"), choices=Source.choices)
    source_label = forms.CharField(
        label=_("来源说明"), max_length=120, help_text=_("如 2026年第三季度评议、11月3日督查。")
    )
    problem = long_text(_("问题"), _("只写事，不写提意见的人。"), rows=3)
    measure = long_text(_("整改措施"), MEASURE_HELP, rows=4)
    owner = UnitField(label=_("责任单位"))
    section = forms.CharField(
        label=_("责任部门"), max_length=60, required=False, help_text=_("单位里的科室、教研组等。")
    )
    person = forms.CharField(label=_("责任人"), max_length=60)
    supervisor = forms.CharField(label=_("监督责任人"), max_length=60, help_text=_("不能和责任人是同一个人。"))
    starts_on = DateField(label=_("开始时间"), lean="future", help_text=_("如 今天、12.1。"))
    ends_on = DateField(label=_("完成时间"), lean="future", help_text=_("如 12.20、12月20日。"))
    outside_reason = long_text(
        _("交清单外单位的理由"),
        _("只有把责任清单以外的事交给村、社区时才写，会计入统计。"),
        rows=2,
        most=300,
        required=False,
    )

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        here = Unit.objects.none()
        for root in by.grants.get(ISSUE.code, ()):
            here = here | Unit.objects.valid(today).filter(within("path", root))
        cast(Any, self.fields["owner"]).offer(here)


class ProgressForm(TodayForm):
    """记进展."""

    text = long_text(_("进展"), _("做到哪一步了。想记再记，次数不计入任何数字。"), rows=3)


class ReportForm(TodayForm):
    """报整改完成."""

    text = long_text(_("完成情况"), _("做了什么、结果怎样，数量照实写。"), rows=3)
    evidence = _evidence()


class CheckForm(TodayForm):
    """销号."""

    note = long_text(_("核查情况"), _("怎样看的、看到什么，如 12月18日到大厅看过，单页已摆出。"), rows=3)
    evidence = _evidence()


class SendBackForm(TodayForm):
    """退回再改."""

    reason = long_text(_("还有什么没改好"), rows=3)
    measure = long_text(_("下一轮措施"), _("不变的可不填。"), required=False, rows=3)
    ends_on = DateField(label=_("下一轮完成时间"), lean="future", help_text=_("原来的完成时间保留，不会改掉。"))


class AgainForm(TodayForm):
    """再改一轮."""

    measure = long_text(_("这一轮的措施"), MEASURE_HELP, rows=4)
    ends_on = DateField(label=_("这一轮的完成时间"), lean="future", help_text=_("原来的完成时间保留，不会改掉。"))


class ExtendForm(TodayForm):
    """延长时限."""

    until = DateField(label=_("延长到"), lean="future")
    reason = long_text(_("理由"), rows=2, most=300)


class TellForm(TodayForm):
    """反馈建议者."""

    how = forms.CharField(label=_("怎样告诉的"), max_length=120, help_text=_("如当面、电话、公示栏、意见回执。"))


class HearForm(TodayForm):
    """代记评价."""

    rating = forms.ChoiceField(label=_("建议者的评价"), choices=Rating.choices, widget=forms.RadioSelect)
    words = long_text(_("他的话"), rows=2, most=500, required=False)


class ReasonForm(TodayForm):
    """撤销, 取消."""

    reason = long_text(_("理由"), rows=2, most=300)


class PlanForm(TodayForm):
    """安排约谈、谈心."""

    kind = forms.ChoiceField(label=_("类别"), choices=TalkKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("名称"), max_length=80, help_text=_("如 自查自纠约谈、四查四看谈心。"))
    until = DateField(label=_("谈完时间"), lean="future")
    source = forms.ChoiceField(label=_("因什么安排"), choices=[("", _("不填")), *Source.choices], required=False)
    source_label = forms.CharField(label=_("来源说明"), max_length=120, required=False)


def staff_of(unit_path: str, today: date) -> list[tuple[str, str]]:
    """Those who may be named as talkers: staff of the unit and below, by key and name with their unit."""
    found = Posting.objects.valid(today).filter(within("unit__path", unit_path), person__is_active=True)
    rows = found.order_by("unit__path", "person__name").values_list("person_id", "person__name", "unit__name")
    return [(str(key), f"{name}（{unit}）") for key, name, unit in dict.fromkeys(rows)]


class PairForm(TodayForm):
    """约谈分工: one talker with those whom he talks to."""

    talker = forms.ChoiceField(label=_("谈话人"), widget=PlainSelect())
    layer = forms.CharField(
        label=_("谈话对象的层次"), max_length=40, required=False, help_text=_("如 科室负责人、其他人员。")
    )
    names = LinesField(label=_("谈话对象"), rows=6, most=60, required=True, help_text=_("一行一个姓名。"))

    def __init__(self, *args: Any, staff: Iterable[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        shape(self, "talker", choices=[("", "——"), *staff])

    def clean_talker(self) -> Person:
        return Person.objects.get(pk=int(self.cleaned_data["talker"]))


class HoldForm(TodayForm):
    """记约谈."""

    held_on = DateField(label=_("谈话日期"))
    topics = long_text(_("谈话内容"), _("只有谈话双方能看，不进流水。"), rows=6, most=4000)
    agreed = long_text(_("商定的措施"), _("要整改的，记下后可以下达整改事项。"), required=False, rows=3)


class PaperHeldForm(TodayForm):
    """登记纸质约谈记录."""

    held_on = DateField(label=_("谈话日期"), help_text=_("约谈记录表留在纸上，这里只记谈过了。"))


class NoticeForm(TodayForm):
    """拟整改情况通报."""

    title = forms.CharField(label=_("名称"), max_length=80, help_text=_("如 2026年第三季度整改情况通报。"))
    intro = long_text(_("开头的话"), _("数量写准数，可不填。"), rows=3, most=600, required=False)
    codes = forms.MultipleChoiceField(label=_("通报哪些整改"), widget=forms.CheckboxSelectMultiple)


class PublishForm(forms.Form):
    """核看发布."""

    is_read = forms.BooleanField(label=_("我已通读全文，没有个人信息"), required=False)
