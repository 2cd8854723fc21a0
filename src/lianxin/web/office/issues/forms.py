"""热点的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.web.office.issues.choices import TopicField
from lianxin.web.ui.fields import DateField, UnitField, long_text


class IssueForm(forms.Form):
    """What every form of the room knows: the day; `result` is what the command gave."""

    result: Any = None

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in cast(Any, self.fields).values():
            if isinstance(field, DateField):
                field.today = today
            if isinstance(field, UnitField):
                field.offer(Unit.objects.valid(today))


class ConfirmForm(IssueForm):
    """确认热点: its name."""

    name = forms.CharField(label=_("热点名称"), max_length=60, help_text=_("写清什么地方、什么事，一看就懂。"))
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class RenameForm(IssueForm):
    """改名."""

    name = forms.CharField(label=_("热点名称"), max_length=60)


class ReasonForm(IssueForm):
    """移出, 销号: why."""

    reason = forms.CharField(label=_("理由"), max_length=500)


class TakeInForm(IssueForm):
    """归入: which one and why."""

    code = forms.CharField(label=_("诉求编号"), max_length=12)
    reason = forms.CharField(label=_("归入理由"), max_length=500, help_text=_("说明为什么是同一件事。"))


class SourceForm(IssueForm):
    """源头措施."""

    measure = long_text(_("源头措施"), _("从源头上怎么办，使这类事不再发生。"), most=4000)


class AnalyseForm(IssueForm):
    """热点分析."""

    cause = long_text(_("原因分析"), _("为什么平时没有察觉、没有解决，根子在哪里。"), most=4000)
    action = long_text(_("落实办法"), most=4000)
    owner = UnitField(label=_("负责单位"))
    due_on = DateField(label=_("落实期限"), lean="future")


class ProjectForm(IssueForm):
    """每月一题."""

    name = forms.CharField(label=_("题目"), max_length=60)
    goal = long_text(_("目标"), _("要达到什么，用什么数字来看。"), rows=3, most=4000)
    topic = TopicField(label=_("分类"), required=False, help_text=_("这一类诉求按月计数，立题前后对照。"))
    owner = UnitField(label=_("牵头单位"))
    started_on = DateField(label=_("开始日期"))


class MeasureForm(IssueForm):
    """措施."""

    text = forms.CharField(label=_("措施"), max_length=300)
    owner = UnitField(label=_("负责单位"))
    due_on = DateField(label=_("完成期限"), lean="future")


class ResultForm(IssueForm):
    """措施完成, 收尾: what came of it."""

    result = long_text(_("完成情况"), rows=3, most=4000)


class HintsForm(IssueForm):
    """查相似: what is being typed."""

    text = long_text(_("反映的内容"), rows=5, most=4000)
    place = forms.CharField(label=_("具体地点"), max_length=120, required=False)
    unit = UnitField(label=_("属地单位"), required=False)
