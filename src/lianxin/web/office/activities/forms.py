"""活动宣传的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.pure.ledgers.dates import BadDate, read_date
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.web.ui.rooms import LinesField
from lianxin.work.activities.models import Activity, Part, Turnout
from lianxin.work.activities.terms import ActivityKind, Method, PartKind
from lianxin.work.drives.models import Drive
from lianxin.work.volunteers.models import Team

MOST = 100_000_000


def number_of(label: Any, *, least: int = 1, required: bool = True, **more: Any) -> forms.IntegerField:
    """A whole number, not below `least`."""
    return forms.IntegerField(label=label, min_value=least, max_value=MOST, required=required, **more)


class DatesField(LinesField):
    """几个日期: one per line or separated by 、."""

    today = date.min

    def clean(self, value: Any) -> Any:
        lines = super().clean("\n".join(str(value or "").replace("、", "\n").split("\n")))
        try:
            found = [read_date(line, base_year=self.today.year) for line in lines]
        except BadDate as problem:
            raise ValidationError(_("看不懂其中的日期，请写成 2026-11-3 或 11月3日，一行一个。")) from problem
        return [one.day for one in found if one is not None]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(one.isoformat() for one in value) if isinstance(value, list) else value


class PlanForm(TodayForm):
    """活动计划: what, when, who is in charge."""

    title = forms.CharField(label=_("名称"), max_length=60)
    on = DateField(label=_("日期"), help_text=_("已经办过的写那天，接着登记结果。"))
    until = DateField(label=_("结束日期"), required=False, help_text=_("只有一天的不填。"))
    place = forms.CharField(label=_("地点"), max_length=80, required=False)
    contact = forms.CharField(label=_("联络人"), max_length=60, help_text=_("这个活动有事找谁，写姓名和单位、职务。"))
    contact_phone = forms.CharField(label=_("联络电话"), max_length=40, required=False)
    contact_dates = DatesField(
        label=_("约好联络的日期"), rows=2, most=24, help_text=_("一行一个，会出现在活动日历上。")
    )
    plan = long_text(_("活动方案"), _("几句话：做什么、谁来做、要准备什么。"), rows=4, required=False)
    partners = forms.CharField(label=_("合办单位"), max_length=200, required=False)
    cost_planned_yuan = number_of(_("预算（元）"), least=0, required=False)
    tag = forms.CharField(label=_("标签"), max_length=20, required=False, help_text=_("如 党员帮扶，方便以后一起找。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dates = self.fields["contact_dates"]
        assert isinstance(dates, DatesField)
        dates.today = kwargs["today"]


class NewForm(PlanForm):
    """计划活动."""

    field_order = ("unit", "kind")

    unit = UnitField(label=_("哪个单位办"))
    kind = forms.ChoiceField(label=_("类别"), choices=ActivityKind.choices, widget=forms.RadioSelect)
    in_steps = forms.BooleanField(
        label=_("按四步走：开题、实践、交流评价、总结"), required=False, help_text=_("专题调查可以用，不用也行。")
    )

    drive = forms.ModelChoiceField(
        label=_("属于哪次走访活动"), queryset=Drive.objects.none(), required=False, help_text=_("没有就不选。")
    )

    def __init__(self, *args: Any, here: Unit, drives: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, drive = self.fields["unit"], self.fields["drive"]
        assert isinstance(field, UnitField) and isinstance(drive, forms.ModelChoiceField)
        drive.queryset = drives
        field.offer(Unit.objects.valid(kwargs["today"]).filter(within("path", here.path)))


class PartForm(TodayForm):
    """登记一笔."""

    kind = forms.ChoiceField(label=_("类别"), choices=PartKind.choices, widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("内容"), max_length=60, help_text=_("如 集市宣传点、年历、防火的信。只写事和东西，不写人的姓名。")
    )
    number = number_of(_("数量"), help_text=_("宣传点按次，宣传车按台次，专栏按期，资料按份，信按封，事件按件。"))
    on = DateField(label=_("日期"), required=False, help_text=_("不填就是活动那天。"))
    place = forms.CharField(label=_("地点"), max_length=80, required=False)


class PeopleForm(TodayForm):
    """登记到场人次."""

    whom = forms.CharField(label=_("哪些人"), max_length=40, help_text=_("如 赶集群众、镇村调解员。不写姓名。"))
    people = number_of(_("人次"))
    method = forms.ChoiceField(label=_("怎么来的"), choices=Method.choices, widget=forms.RadioSelect)
    method_words = forms.CharField(
        label=_("怎么估的"), max_length=120, required=False, help_text=_("按份数和估计的要写，如 每份算一户两人看过。")
    )
    on = DateField(label=_("日期"), required=False, help_text=_("不填就是活动那天。"))


class ExpectedForm(TodayForm):
    """预计到场人次, of what is still planned."""

    whom = forms.CharField(label=_("哪些人"), max_length=40)
    people = number_of(_("预计人次"))


class HoldForm(TodayForm):
    """登记活动结果: what was planned stands here already; it is only set right."""

    on = DateField(label=_("哪天办的"))
    until = DateField(label=_("结束日期"))
    cost_yuan = number_of(_("实际开支（元）"), least=0, required=False)
    summary = long_text(_("活动小结"), rows=4, required=False)

    def __init__(self, *args: Any, parts: Iterable[Part], turnouts: Iterable[Turnout], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts, self.turnouts = list(parts), list(turnouts)
        for one in self.parts:
            label = f"{one.get_kind_display()}：{one.what}（{one.measure}）"
            self.fields[f"part_{one.pk}"] = number_of(label, least=0, required=False, initial=one.planned)
        for group in self.turnouts:
            self.fields[f"people_{group.pk}"] = number_of(
                _("%(whom)s（人次）") % {"whom": group.whom}, least=0, required=False, initial=group.planned
            )
            methods = [("", _("没有人来的不选")), *Method.choices]
            self.fields[f"method_{group.pk}"] = forms.ChoiceField(label=_("怎么来的"), choices=methods, required=False)
            self.fields[f"words_{group.pk}"] = forms.CharField(label=_("怎么估的"), max_length=120, required=False)

    @property
    def told(self) -> dict[str, Any]:
        """What the command takes."""
        given = self.cleaned_data
        return {
            **{key: given[key] for key in ("on", "until", "cost_yuan", "summary")},
            "quantities": {one.pk: given[f"part_{one.pk}"] or 0 for one in self.parts},
            "people": {
                one.pk: (given[f"people_{one.pk}"] or 0, given[f"method_{one.pk}"], given[f"words_{one.pk}"])
                for one in self.turnouts
            },
        }  # fmt: skip


class SumUpForm(forms.Form):
    """活动小结."""

    summary = long_text(_("活动小结"), rows=5, required=False)
    cost_yuan = number_of(_("实际开支（元）"), least=0, required=False)


class ReasonForm(forms.Form):
    """理由."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class StepForm(TodayForm):
    """专题调查的一步."""

    text = long_text(_("做了什么、得出什么"), rows=5)
    on = DateField(label=_("哪天完成的"), required=False, help_text=_("不填就是今天。"))


class ReferForm(forms.Form):
    """关联已有的记录."""

    kind = forms.ChoiceField(label=_("哪种记录"), widget=forms.RadioSelect, choices=[
        ("visit", _("走访、慰问")), ("dispute", _("矛盾纠纷")), ("concern", _("诉求")),
    ])  # fmt: skip
    code = forms.CharField(label=_("编号"), max_length=12)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()


class TeamField(forms.ModelChoiceField):
    """志愿服务队, with its unit."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.name} {obj.name}"


class CallForm(forms.Form):
    """请志愿服务队来: one of the teams here, when, how many."""

    team = TeamField(label=_("志愿服务队"), queryset=Team.objects.none())
    from_time = forms.TimeField(label=_("开始时间"), initial=time(9))
    to_time = forms.TimeField(label=_("结束时间"), initial=time(11, 30))
    wanted = number_of(_("要几个人"), least=0, required=False)
    is_public = forms.BooleanField(label=_("登在公开页上，居民可以报名"), required=False)

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = teams

    def clean_wanted(self) -> int:
        return self.cleaned_data["wanted"] or 0


class AccountForm(forms.Form):
    """设立捐助专账."""

    title = forms.CharField(label=_("名称"), max_length=60)
    purpose = forms.CharField(label=_("用途"), max_length=120)


class InForm(TodayForm):
    """收到捐助."""

    text = forms.CharField(
        label=_("从哪里来"), max_length=120, help_text=_("写单位或哪些人，如 全镇职工。谁捐了多少不在这里列。")
    )
    amount_yuan = number_of(_("金额（元）"), least=0, required=False)
    goods = forms.CharField(label=_("物资"), max_length=120, required=False)
    on = DateField(label=_("日期"), required=False, help_text=_("不填就是今天。"))
    activity = forms.ModelChoiceField(label=_("在哪个活动上"), queryset=Activity.objects.none(), required=False)

    def __init__(self, *args: Any, activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["activity"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = activities

    def clean_amount_yuan(self) -> int:
        return self.cleaned_data["amount_yuan"] or 0


class OutForm(InForm):
    """发放捐助."""

    field_order = ("text", "group", "people")

    text = forms.CharField(label=_("用在哪里"), max_length=120)
    group = forms.CharField(
        label=_("受助的是哪些人"), max_length=40, help_text=_("如 困难学生。只写哪些人、几个人，不写姓名。")
    )
    people = number_of(_("受助人数"))
