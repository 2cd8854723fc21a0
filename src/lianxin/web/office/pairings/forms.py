"""挂钩结对的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.office.pairings.fields import HouseholdField, PersonField
from lianxin.web.ui.fields import DateField, UnitField
from lianxin.web.ui.reach import units_within
from lianxin.web.ui.rooms import LinesField
from lianxin.work.households.models import Household
from lianxin.work.pairings.terms import (
    ARRANGE,
    EDIT_SKILLS,
    KINDS,
    Duty,
    ExpertKind,
    Grade,
    PairingKind,
    PostingKind,
    Skill,
    Target,
)

MOST_BYTES = 2 * 1024 * 1024


class ActedForm(TodayForm):
    """A form that knows who fills it in, so that it proposes his people."""

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        roots = by.grants.get(ARRANGE.code, ()) or (by.own_path,)
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.offer(roots, today)


class PairForm(ActedForm):
    """挂钩结对: only what this kind of link asks for."""

    person = PersonField(label=_("谁来联系"), help_text=_("写姓名；同名的连单位一起写。"))
    unit = UnitField(label=_("联系哪里"))
    household = HouseholdField(label=_("哪一户"), help_text=_("户册里的编号。输入时会提示还没有人联系的困难户。"))
    label = forms.CharField(
        label=_("联系的是谁"),
        max_length=60,
        help_text=_("写企业名称，或几个字，如“年轻同事一名”。不写电话和身份证号。"),
    )
    since = DateField(label=_("从哪天起"), lean="future")
    until = DateField(label=_("到哪天止"), lean="future", required=False, help_text=_("不定的不填。"))
    duty = forms.ChoiceField(label=_("责任"), choices=Duty.choices, required=False)
    basis = forms.CharField(label=_("依据"), max_length=120, required=False, help_text=_("文件或会议，没有可以不填。"))
    over_why = forms.CharField(
        label=_("多安排的理由"), max_length=200, required=False, help_text=_("这个人已经有一般数目的联系时才填。")
    )

    def __init__(
        self, *args: Any, kind: PairingKind, by: Actor, today: date, near: Iterable[Household] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, by=by, today=today, **kwargs)
        target = KINDS[kind].target
        absent = {
            Target.PLACE: ("household", "label"), Target.HOUSEHOLD: ("unit", "label", "duty"),
            Target.WORDS: ("household", "duty"),
        }[target]  # fmt: skip
        for name in absent:
            del self.fields[name]
        if target == Target.HOUSEHOLD:
            cast(HouseholdField, self.fields["household"]).offer(by, today, near)


class EndForm(TodayForm):
    """结束联系, 结束下派."""

    until = DateField(label=_("最后一天"), lean="future")
    reason = forms.CharField(label=_("理由"), max_length=200, required=False, help_text=_("比原定的早才填。"))


class HandOverForm(ActedForm):
    """移交."""

    to = PersonField(label=_("交给谁"), help_text=_("写姓名；同名的连单位一起写。"))
    since = DateField(label=_("从哪天起由他联系"), lean="future")
    over_why = forms.CharField(
        label=_("多安排的理由"), max_length=200, required=False, help_text=_("接手人已经有一般数目的联系时才填。")
    )


class TalkForm(TodayForm):
    """谈心记录: the day and a tick, nothing else."""

    on = DateField(label=_("哪天"))
    has_consent = forms.BooleanField(label=_("对方同意记这一笔"), required=False)


class RuleForm(ActedForm):
    """联系要求."""

    unit = UnitField(label=_("哪个单位的人"))
    kind = forms.ChoiceField(label=_("类别"), choices=PairingKind.choices)
    least = forms.IntegerField(label=_("每人至少"), min_value=0, max_value=50, initial=0)
    most = forms.IntegerField(label=_("每人至多"), min_value=0, max_value=50, initial=0, help_text=_("不限的填 0。"))
    least_days = forms.IntegerField(
        label=_("至少联系天数"), min_value=0, max_value=3660, initial=0, help_text=_("不限的填 0；一年填 365。")
    )
    basis = forms.CharField(label=_("依据"), max_length=120, required=False)

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, by=by, today=today, **kwargs)
        cast(Any, self.fields["unit"]).offer(units_within(by, ARRANGE, today))


class TableForm(ActedForm):
    """成批安排: whose households, whose people."""

    place = UnitField(label=_("哪里的困难户"))
    home = UnitField(label=_("哪个单位的人"))


class ConfirmForm(TodayForm):
    """成批安排确认: what stands for all rows."""

    since = DateField(label=_("从哪天起"), lean="future")
    basis = forms.CharField(label=_("依据"), max_length=120, required=False)
    over_why = forms.CharField(
        label=_("多安排的理由"), max_length=200, required=False, help_text=_("有人超过一般数目时才填。")
    )


class ImportForm(forms.Form):
    """导入挂钩联系一览表."""

    file = forms.FileField(
        label=_("一览表文件"), allow_empty_file=True, max_length=300,
        help_text=_("xlsx、xls、ods 或 csv，不超过 2 MB。列名和导出的一览表一样。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """The size is held against the limit before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 2 MB，不能上传。请只保留需要的工作表和列。"))
        return file


class SendForm(ActedForm):
    """下派."""

    person = PersonField(label=_("派谁"), help_text=_("写姓名；同名的连单位一起写。"))
    kind = forms.ChoiceField(label=_("方式"), choices=PostingKind.choices)
    grade = forms.ChoiceField(label=_("级别"), choices=Grade.choices, initial=Grade.STAFF)
    title = forms.CharField(label=_("职务名称"), max_length=40, required=False, help_text=_("如 新农村建设指导员。"))
    unit = UnitField(label=_("派到哪里"))
    since = DateField(label=_("从哪天起"), lean="future")
    until = DateField(label=_("到哪天止"), lean="future", required=False, help_text=_("不定的不填。"))
    tasks = LinesField(label=_("任务"), help_text=_("一行一项。"), most=12)
    basis = forms.CharField(label=_("依据"), max_length=120, required=False)


class LeaveForm(ActedForm):
    """请假."""

    since = DateField(label=_("从哪天"), lean="future")
    until = DateField(label=_("到哪天"), lean="future", help_text=_("含这一天。"))
    reason = forms.CharField(
        label=_("事由"), max_length=200, help_text=_("只给核准和审批的人看，写清楚就行，不用附证明。")
    )
    substitute = PersonField(label=_("谁来替"), help_text=_("写姓名；同名的连单位一起写。"))


class CommentForm(forms.Form):
    """核准, 审批, 备案."""

    comment = forms.CharField(label=_("意见"), max_length=200, required=False)


class NothingForm(forms.Form):
    """A deed that asks for nothing: a page with one button."""


class BackForm(TodayForm):
    """销假."""

    on = DateField(label=_("哪天回岗的"))


class ExpertForm(ActedForm):
    """志愿者、专家."""

    kind = forms.ChoiceField(label=_("类别"), choices=ExpertKind.choices, initial=ExpertKind.VOLUNTEER)
    person = PersonField(
        label=_("系统里的人员"), required=False, help_text=_("在系统里有账号的写姓名，才能安排包户；没有账号的不填。")
    )
    name = forms.CharField(label=_("姓名"), max_length=60, required=False, help_text=_("没有账号的填这里。"))
    unit = UnitField(label=_("登记单位"))
    skills = forms.MultipleChoiceField(label=_("特长"), choices=Skill.choices, widget=forms.CheckboxSelectMultiple)
    about = forms.CharField(
        label=_("擅长什么"), max_length=120, required=False, help_text=_("一句话，如 果树剪枝、嫁接。")
    )
    workplace = forms.CharField(label=_("工作单位"), max_length=60, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False, help_text=_("只供本单位联系，不公开。"))

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, by=by, today=today, **kwargs)
        cast(Any, self.fields["unit"]).offer(units_within(by, EDIT_SKILLS, today))


class SkillsForm(forms.Form):
    """修改特长."""

    skills = forms.MultipleChoiceField(label=_("特长"), choices=Skill.choices, widget=forms.CheckboxSelectMultiple)
    about = forms.CharField(label=_("擅长什么"), max_length=120, required=False)
    workplace = forms.CharField(label=_("工作单位"), max_length=60, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False, help_text=_("只供本单位联系，不公开。"))


class ConsentForm(forms.Form):
    """同意公开."""

    public_phone = forms.CharField(label=_("本人同意公开的电话"), max_length=40)
    hours = forms.CharField(label=_("方便联系的时间"), max_length=60, required=False, help_text=_("如 工作日晚上。"))
    how = forms.CharField(label=_("怎样同意的"), max_length=120, help_text=_("如 签了同意书、当面答应、本人自己登记。"))


class MatchForm(ActedForm):
    """按特长找人."""

    household = HouseholdField(label=_("哪一户"), required=False)
    unit = UnitField(label=_("哪里要帮"), required=False)
    skill = forms.ChoiceField(
        label=_("要什么特长"), required=False, choices=[("", _("按致困原因提示")), *Skill.choices]
    )
