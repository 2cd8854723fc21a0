"""走访任务的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.web.ui.people import PersonField
from lianxin.work.quotas.clauses import Clause
from lianxin.work.quotas.measures import MEASURES, Measure
from lianxin.work.quotas.models import QuotaRule
from lianxin.work.quotas.terms import CountUnit, Part, PeriodKind, Sharing, Subject

#: the measure whose records are links
LINKS = "pairings"
MAIN = ("label", "unit", "period", "minimum", "kinds", "part", "sharing", "wider")
SALT, A_DAY = "term-check", 86_400
TICKS = forms.CheckboxSelectMultiple


def where_may(by: Actor, permission: Permission) -> Any:
    """The units in which the actor holds the permission."""
    found = Unit.objects.none()
    for root in by.grants.get(permission.code, ()):
        found |= Unit.objects.filter(within("path", root))
    return found


class HeadForm(TodayForm):
    """规定的名称、依据和对象."""

    result: Any = None
    title = forms.CharField(label=_("名称"), max_length=60, help_text=_("例如“班子成员联系社区”。"))
    basis = forms.CharField(label=_("依据"), max_length=200, required=False, help_text=_("文件或会议，没有可以不填。"))
    subject = forms.ChoiceField(
        label=_("谁的任务"), choices=Subject.choices, widget=forms.RadioSelect, initial=Subject.PEOPLE
    )
    roles = forms.MultipleChoiceField(
        label=_("哪些职务"), required=False, widget=TICKS, choices=[(code, role.label) for code, role in ROLES.items()],
        help_text=_("不选职务的，审定前后都可以按名单列入人员。"),
    )  # fmt: skip
    unit_kinds = forms.MultipleChoiceField(
        label=_("哪类单位的"), required=False, widget=TICKS, choices=UnitKind.choices, help_text=_("不选就是各类单位。")
    )


class StartForm(HeadForm):
    """起草: where it holds, besides."""

    unit = UnitField(label=_("哪个单位制定"), help_text=_("对这个单位和下级有效。"))
    field_order = ("unit",)

    def offer(self, units: Any) -> None:
        """The units one may draft for."""
        cast(UnitField, self.fields["unit"]).offer(units)


class ClauseForm(TodayForm):
    """写一条: only what this kind of record can be asked for."""

    label = forms.CharField(label=_("条款"), max_length=40, help_text=_("一看就懂的短句，例如“每月走访 5 户”。"))
    unit = forms.ChoiceField(label=_("数什么"), choices=CountUnit.choices)
    period = forms.ChoiceField(label=_("期间"), choices=PeriodKind.choices)
    first = DateField(label=_("起"), required=False, lean="future", help_text=_("选“自定起止”时才填。"))
    last = DateField(label=_("止"), required=False, lean="future")
    minimum = forms.IntegerField(label=_("至少"), min_value=1, max_value=366)
    most = forms.IntegerField(
        label=_("一般不超过"), min_value=1, max_value=366, required=False, help_text=_("只写出来，超过也不拦。")
    )
    kinds = forms.MultipleChoiceField(label=_("只算哪几类"), required=False, widget=TICKS)
    where = forms.MultipleChoiceField(
        label=_("只算在哪类单位的"), required=False, widget=TICKS, choices=UnitKind.choices
    )
    is_each = forms.BooleanField(label=_("对每个联系点分别要求"), required=False)
    link_kinds = forms.MultipleChoiceField(
        label=_("哪几类联系点"), required=False, widget=TICKS, help_text=_("不选就是各类。")
    )
    part = forms.ChoiceField(label=_("任职不满一期"), choices=Part.choices)
    sharing = forms.ChoiceField(label=_("同一次走访能不能几条都算"), choices=Sharing.choices)
    wider = forms.ChoiceField(label=_("较宽的一条"), required=False, help_text=_("选“只在较宽的一条之内算”时才填。"))
    number = forms.IntegerField(
        label=_("排在第几条"), min_value=1, max_value=30, required=False, help_text=_("同一次只算一条的，先列的先算。")
    )

    def __init__(self, *args: Any, measure: Measure, others: Iterable[QuotaRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure, fields = measure, cast(Any, self.fields)
        fields["kinds"].choices = list(measure.kinds.items())
        fields["kinds"].help_text = _("不选就是各类；%(apart)s要选了才算。") % {
            "apart": "、".join(str(measure.kinds[code]) for code in measure.kinds if code in measure.apart)
        } if measure.apart else _("不选就是各类。")  # fmt: skip
        fields["wider"].choices = [("", _("（不指）")), *((one.code, one.label) for one in others if not one.wider)]
        if not measure.kinds:
            del fields["kinds"]
        if measure.code == LINKS or LINKS not in MEASURES or measure.units_owe:
            del fields["is_each"], fields["link_kinds"]
        else:
            fields["link_kinds"].choices = list(MEASURES[LINKS].kinds.items())

    def main(self) -> list[Any]:
        """What every clause says."""
        return [self[name] for name in self.fields if name in MAIN]

    def more(self) -> list[Any]:
        """Conditions that few clauses need."""
        return [self[name] for name in self.fields if name not in MAIN]

    @property
    def is_more_open(self) -> bool:
        """Whether one of them is to be mended, or is said already."""
        return any(name not in MAIN for name in self.errors) or any(
            self.initial.get(name) for name in ("where", "link", "wider")
        )

    def clause(self) -> Clause:
        """What was typed, as a clause."""
        typed: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "number"}
        is_each = typed.pop("is_each", False)
        for name in ("kinds", "where", "link_kinds"):
            typed[name] = tuple(typed.get(name, ())) if is_each or name != "link_kinds" else ()
        return Clause(**typed, measure=self.measure.code, link=LINKS if is_each else "")


class ApproveForm(TodayForm):
    """审定."""

    valid_from = DateField(label=_("施行日期"), lean="future", help_text=_("从这一天起算，这一天以前不欠任务。"))


class WithdrawForm(TodayForm):
    """废止."""

    until = DateField(label=_("最后一天"), lean="future")
    why = forms.CharField(label=_("为什么废止"), max_length=200)


class MemberForm(TodayForm):
    """列入人员."""

    person = PersonField(label=_("列入谁"), help_text=_("写姓名；重名的写登录名。"))
    since = DateField(label=_("从哪天起"), lean="future")


class EndForm(TodayForm):
    """不再列入."""

    until = DateField(label=_("最后一天"), lean="future")


class TermForm(TodayForm):
    """设定学期."""

    year = forms.CharField(label=_("学年"), max_length=12, help_text=_("例如“2026—2027学年”。"))
    number = forms.TypedChoiceField(
        label=_("第几学期"), coerce=int, choices=[(1, _("第一学期")), (2, _("第二学期")), (3, _("第三学期"))]
    )
    first = DateField(label=_("开学日期"), lean="future")
    last = DateField(label=_("最后一天"), lean="future")


class CheckForm(TodayForm):
    """学期检查: nothing is asked for that is not there already."""

    result: Any = None
    on = DateField(label=_("检查日期"))
    looked_at = forms.CharField(
        label=_("看了什么"), max_length=200, help_text=_("例如“走访记录、联系名单”。不要求另交材料。")
    )
    found = long_text(_("检查情况"), required=False, rows=4, most=1000)
    drawn = forms.CharField(widget=forms.HiddenInput, max_length=2000)

    def clean_drawn(self) -> list[str]:
        """The records that stood beside the form when it was filled in; what was not drawn by the page is refused."""
        try:
            return list(signing.loads(self.cleaned_data["drawn"], salt=SALT, max_age=A_DAY))
        except signing.BadSignature as problem:
            raise forms.ValidationError(_("抽到的记录已经过期，请重新打开这一页。")) from problem

    @staticmethod
    def sealed(refs: Iterable[str]) -> str:
        """What the page carries along of the records that it shows."""
        return signing.dumps(list(refs), salt=SALT)


class TeamForm(TodayForm):
    """看哪个单位."""

    unit = UnitField(label=_("单位"), required=False)

    def offer(self, units: Any) -> None:
        """The units whose people one may look at."""
        cast(UnitField, self.fields["unit"]).offer(units)
