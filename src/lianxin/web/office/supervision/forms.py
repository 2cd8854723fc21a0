"""督办积案的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.work.concerns.models import Concern
from lianxin.work.supervision.models import LadderStep
from lianxin.work.supervision.terms import LEADS, Fact


def below(by: Actor, today: date) -> "QuerySet[Unit]":
    """One's own unit and those below it."""
    return Unit.objects.valid(today).filter(within("path", by.own_path))


class Dated(forms.Form):
    """What has a day to come: its dates lean to the future."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            if isinstance(one, DateField):
                one.today = today


class IssueForm(Dated):
    """督办."""

    codes = forms.CharField(widget=forms.HiddenInput, max_length=3000, required=False)
    title = forms.CharField(
        label=_("督办事项"), max_length=80, required=False, help_text=_("几件一起督办的，写一个总的名称。")
    )
    to = UnitField(label=_("责任单位"), help_text=_("写单位名称，会自动提示。"))
    demand = long_text(_("督办要求"), most=4000)
    answer_by = DateField(label=_("回复期限"), lean="future")

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        cast(UnitField, self.fields["to"]).offer(below(by, today))

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.issue` takes them."""
        return {name: self.cleaned_data[name] for name in ("title", "to", "demand", "answer_by")}


class TextForm(Dated):
    """报进展, 催办, 回复: what is said."""

    text = long_text(_("内容"), _("责任单位和督办单位都会看到。"), most=4000)


class AskAgainForm(TextForm):
    """退回再办: what is missing, and if need be a new day."""

    answer_by = DateField(label=_("新的回复期限"), lean="future", required=False)


class ConcludeForm(Dated):
    """办结督办."""

    conclusion = long_text(_("督办结论"), most=4000)
    reason = long_text(_("提前结束的理由"), _("全部办结并经群众确认的不用写。"), rows=2, required=False, most=4000)


class ReasonForm(forms.Form):
    """列为积案."""

    reason = long_text(_("理由"), rows=3, most=4000)


class LeadForm(Dated):
    """领导包案."""

    leader = forms.ChoiceField(label=_("包案领导"), help_text=_("被反映的人员不能包案。"))
    plan = long_text(_("化解方案"), rows=5, most=4000)
    review_on = DateField(label=_("下次研究日期"), lean="future")

    def __init__(self, *args: Any, concern: Concern, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        roles = [role.code for role in ROLES.values() if LEADS.code in role.grants]
        paths = {*ancestors(concern.unit_path), *ancestors(concern.handler_path)}
        held = Posting.objects.valid(today).filter(
            within("unit__path", by.own_path), role__in=roles, unit__path__in=paths, person__is_active=True
        )
        self.held = {str(one.pk): one for one in held.select_related("person", "unit").order_by("-unit__path", "pk")}
        cast(Any, self.fields["leader"]).choices = [("", gettext("请选择")), *(
            (pk, f"{one.unit.name} {ROLES[one.role].label} {one.person.name}") for pk, one in self.held.items()
        )]  # fmt: skip

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.lead` takes them."""
        return {**self.cleaned_data, "leader": self.held[self.cleaned_data["leader"]]}


class NoteForm(Dated):
    """包案进展."""

    text = long_text(_("进展"), rows=4, most=4000)
    review_on = DateField(label=_("下次研究日期"), lean="future", required=False)


class CorrectForm(Dated):
    """限期整改通知."""

    to = UnitField(label=_("整改单位"))
    upper = UnitField(label=_("督促整改的上级单位"), required=False, help_text=_("不写就是它的上一级单位。"))
    fact = forms.ChoiceField(label=_("整改事由"), choices=Fact.choices, widget=forms.RadioSelect,
                             help_text=_("件数由系统从记录里数，清单随通知保存。反映具体单位和人员的不计。"))  # fmt: skip
    measures = long_text(_("整改要求"), most=4000)
    answer_by = DateField(label=_("整改期限"), lean="future")

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        for name in ("to", "upper"):
            cast(UnitField, self.fields[name]).offer(below(by, today))

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.correct` takes them."""
        typed = dict(self.cleaned_data)
        return {**typed, "upper": typed["upper"] or typed["to"].parent or typed["to"]}


class StepForm(forms.Form):
    """提醒阶梯的一级."""

    days = forms.IntegerField(label=_("天数"), min_value=-60, max_value=60, help_text=_("负数是提前，正数是过后。"))
    in_workdays = forms.BooleanField(label=_("按工作日算"), required=False)
    enabled = forms.BooleanField(label=_("启用这一级"), required=False)

    def __init__(self, *args: Any, step: LadderStep, **kwargs: Any) -> None:
        first = {"days": step.days, "in_workdays": step.in_workdays, "enabled": step.enabled}
        super().__init__(*args, **{**kwargs, "initial": first})
