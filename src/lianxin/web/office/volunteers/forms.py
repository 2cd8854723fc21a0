"""志愿服务的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField
from lianxin.web.ui.people import PersonField
from lianxin.web.ui.rooms import LinesField
from lianxin.work.pairings.terms import Skill
from lianxin.work.volunteers.models import Member
from lianxin.work.volunteers.terms import Colour, Source


class WordsForm(forms.Form):
    """队伍的样子."""

    name = forms.CharField(label=_("名称"), max_length=40)
    task = forms.CharField(label=_("任务"), max_length=80)
    duties = LinesField(label=_("做什么"), most=12, help_text=_("一行一项。"))


class WordingForm(WordsForm):
    """本县的队伍样子."""

    is_left_out = forms.BooleanField(label=_("本县不设这种队"), required=False)


class TeamForm(WordsForm):
    """修改志愿服务队."""

    phone = forms.CharField(
        label=_("报名电话"), max_length=40, required=False, help_text=_("公开页上的；不写就用群众工作站的电话。")
    )
    takes_web = forms.BooleanField(label=_("可以网上报名"), required=False)


class FoundForm(TodayForm, TeamForm):
    """组建志愿服务队."""

    field_order = ("unit", "colour")

    unit = UnitField(label=_("哪个村（社区）、单位"))
    colour = forms.ChoiceField(label=_("颜色"), choices=Colour.choices, widget=forms.RadioSelect)


class SevenForm(TodayForm):
    """建齐七色队."""

    unit = UnitField(label=_("哪个村（社区）、单位"))
    phone = forms.CharField(label=_("报名电话"), max_length=40, required=False)


def offered(form: Any, units: Any) -> Any:
    """The form, with the units that may be named."""
    form.fields["unit"].offer(units)
    return form


class MemberForm(TodayForm):
    """登记队员."""

    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    person = PersonField(label=_("或者系统里的人员"), required=False, help_text=_("本县工作人员写这里，不用写姓名。"))
    phone = forms.CharField(label=_("电话"), max_length=40, required=False, help_text=_("只有本队所在单位看得到。"))
    source = forms.ChoiceField(label=_("来自哪里"), choices=Source.choices, widget=forms.RadioSelect)
    source_name = forms.CharField(
        label=_("哪个单位、学校"), max_length=60, required=False, help_text=_("居民可以不写。")
    )
    skills = forms.MultipleChoiceField(
        label=_("特长"), choices=Skill.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    consent_how = forms.CharField(label=_("本人怎样同意的"), max_length=120, help_text=_("如 当面、电话里。"))
    since = DateField(label=_("入队日期"), required=False, help_text=_("不填就是今天。"))


class ShiftForm(TodayForm):
    """安排班次、活动."""

    title = forms.CharField(label=_("做什么"), max_length=60, help_text=_("写事，不写要看望的人的姓名。"))
    on = DateField(label=_("日期"), lean="future")
    from_time = forms.TimeField(label=_("开始时间"), help_text=_("如 9:00。"))
    to_time = forms.TimeField(label=_("结束时间"), help_text=_("如 11:30。"))
    place = forms.CharField(label=_("地点"), max_length=80)
    wanted = forms.IntegerField(label=_("要几个人"), min_value=0, max_value=999, required=False)
    is_public = forms.BooleanField(label=_("登在公开页上，居民可以报名"), required=False)

    def clean_wanted(self) -> int:
        """Nothing said is no limit."""
        return self.cleaned_data["wanted"] or 0


class SignUpForm(forms.Form):
    """报名: one of the members who is not down yet."""

    member = forms.ModelChoiceField(label=_("队员"), queryset=Member.objects.none())

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = members


class CameForm(forms.Form):
    """登记签到: a tick for each who came, and the hours where they were not the whole shift."""

    def __init__(
        self, *args: Any, members: Iterable[Member], length: Decimal, held: dict[int, Decimal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        for one in self.members:
            hours = held.get(one.pk)
            self.fields[f"came_{one.pk}"] = forms.BooleanField(
                label=one.name, required=False, initial=hours is not None
            )
            self.fields[f"hours_{one.pk}"] = forms.DecimalField(
                label=_("小时"), required=False, max_digits=4, decimal_places=1, min_value=Decimal("0.5"), max_value=length,
                initial=hours if hours is not None and hours != length else None,
            )  # fmt: skip

    @property
    def lines(self) -> list[Any]:
        """Each member with his two boxes."""
        return [(one, self[f"came_{one.pk}"], self[f"hours_{one.pk}"]) for one in self.members]

    @property
    def came(self) -> dict[int, Decimal | None]:
        """Who came, by key, with the hours (None: the whole shift)."""
        given = self.cleaned_data
        return {one.pk: given[f"hours_{one.pk}"] for one in self.members if given[f"came_{one.pk}"]}


class ReasonForm(forms.Form):
    """理由."""

    reason = forms.CharField(label=_("理由"), max_length=200)


def units_here(today: Any, path: str) -> Any:
    """The units under one's own."""
    return Unit.objects.valid(today).filter(within("path", path))
