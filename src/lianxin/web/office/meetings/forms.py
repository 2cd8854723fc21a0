"""会议的填写. Forms read and check what was typed; they never save."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.pure.workdays.calendar import WEEKDAYS
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.work.meetings.terms import Counted, MeetingKind, Rhythm

SUBJECT_HELP = _("同一件事每次写一样的字，如“群众工作”；开了几次自动数。")


class PlanForm(TodayForm):
    """安排会议."""

    kind = forms.ChoiceField(label=_("类别"), choices=MeetingKind.choices)
    title = forms.CharField(label=_("名称"), max_length=80, help_text=_("如 第四季度调度会。"))
    subject = forms.CharField(label=_("专题"), max_length=40, required=False, help_text=SUBJECT_HELP)
    held_on = DateField(label=_("哪天开"), lean="future")
    starts = forms.TimeField(label=_("几点"), required=False, help_text=_("如 9:00。"))
    place = forms.CharField(label=_("地点"), max_length=80, required=False)
    chaired_by = forms.CharField(label=_("主持人"), max_length=60, required=False)


class HeldForm(TodayForm):
    """开会的情况: how many, which units, what was reported."""

    people = forms.IntegerField(label=_("参加人数"), min_value=1, max_value=99_999)
    units_present = forms.CharField(
        label=_("参加单位"), max_length=400, required=False, help_text=_("写单位，不写个人名单。")
    )
    chaired_by = forms.CharField(label=_("主持人"), max_length=60, required=False)
    subject = forms.CharField(label=_("专题"), max_length=40, required=False, help_text=SUBJECT_HELP)
    heard = long_text(_("听取的汇报"), _("哪些单位汇报了什么，可以不写。"), rows=3, required=False)


class HoldForm(HeldForm):
    """登记开会: of one that was planned."""

    field_order = ("held_on",)

    held_on = DateField(label=_("哪天开的"))


class RegisterForm(HeldForm):
    """登记一次已开的会."""

    field_order = ("kind", "title", "held_on", "people", "subject", "place")

    kind = forms.ChoiceField(label=_("类别"), choices=MeetingKind.choices)
    title = forms.CharField(label=_("名称"), max_length=80)
    held_on = DateField(label=_("哪天开的"))
    place = forms.CharField(label=_("地点"), max_length=80, required=False)


class MoveForm(TodayForm):
    """改期."""

    held_on = DateField(label=_("改到哪天"), lean="future")
    reason = forms.CharField(label=_("为什么改期"), max_length=120)


class ReasonForm(TodayForm):
    """一句理由."""

    reason = forms.CharField(label=_("理由"), max_length=120)


class MinutesForm(TodayForm):
    """会议纪要."""

    text = long_text(_("纪要"), _("议题和议定事项会自动印在后面，不用再写一遍。"), rows=12, most=20000)


class PutForm(forms.Form):
    """列入议题."""

    text = forms.CharField(label=_("议什么"), max_length=200)


class DecideForm(TodayForm):
    """议定事项."""

    decision = long_text(_("议定什么"), rows=2, most=400)
    handler = UnitField(label=_("承办单位"))
    owner = forms.CharField(label=_("责任人"), max_length=60, required=False)
    due_on = DateField(label=_("办理期限"), lean="future")


class NoteForm(forms.Form):
    """说明进展."""

    text = long_text(_("办到哪一步"), rows=2, most=400)


class FinishForm(TodayForm):
    """办完."""

    result = long_text(_("办得怎么样"), rows=2, most=400)
    on = DateField(label=_("完成日期"), required=False, help_text=_("不填就是今天。"))


class SeriesForm(TodayForm):
    """确定定期会议."""

    title = forms.CharField(label=_("名称"), max_length=60, help_text=_("如 群众工作月例会。"))
    kind = forms.ChoiceField(label=_("类别"), choices=MeetingKind.choices, initial=MeetingKind.MONTHLY)
    rhythm = forms.ChoiceField(
        label=_("多久一次"), choices=Rhythm.choices, widget=forms.RadioSelect, initial=Rhythm.NTH_WEEKDAY,
        help_text=_("遇到节假日顺延到下一个工作日。"),
    )  # fmt: skip
    nth = forms.TypedChoiceField(label=_("第几个"), choices=[(n, n) for n in range(1, 5)], coerce=int, initial=1)
    weekday = forms.TypedChoiceField(label=_("星期"), coerce=int, initial=0, choices=())
    day = forms.IntegerField(label=_("或者每月几日"), min_value=1, max_value=28, initial=5)
    starts = forms.TimeField(label=_("几点"), required=False)
    place = forms.CharField(label=_("地点"), max_length=80, required=False)
    since = DateField(label=_("自哪天起"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(n, word) for n, word in enumerate(WEEKDAYS)]
        cast(forms.ChoiceField, self.fields["weekday"]).choices = days


class UntilForm(TodayForm):
    """停开."""

    until = DateField(label=_("最后一天"), lean="future")


class BudgetForm(TodayForm):
    """确定限额."""

    unit = UnitField(label=_("单位"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2999)
    counted = forms.ChoiceField(label=_("限什么"), choices=Counted.choices, widget=forms.RadioSelect)
    most = forms.IntegerField(label=_("最多"), min_value=0, max_value=99_999)

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path))
        cast(UnitField, self.fields["unit"]).offer(found)
