"""户与困难户的填写: few fields, and beside each personal one a sentence that says what it is for (个人信息保护法 §17)."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text, shape
from lianxin.web.ui.people import PersonField
from lianxin.work.households.lists import Lists, lists_on
from lianxin.work.households.terms import EDIT, Purpose

KINDS = ".xlsx,.xls,.ods,.csv"
MOST_BYTES = 2 * 1024 * 1024


class KeptByForm(TodayForm):
    """What belongs to a register that this actor keeps."""

    unit = UnitField(label=_("村、社区"))

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        here = Unit.objects.none()
        for root in by.grants.get(EDIT.code, ()):
            here = here | Unit.objects.valid(today).filter(within("path", root))
        cast(Any, self.fields["unit"]).offer(here)


class HouseholdFields(TodayForm):
    """一户: what stands in the register."""

    group = forms.CharField(label=_("组别"), max_length=30, required=False, help_text=_("如 三组。用来找到这一户。"))
    door = forms.CharField(label=_("门牌"), max_length=40, required=False, help_text=_("如 12号。没有门牌可以不填。"))
    head_name = forms.CharField(
        label=_("户主"),
        max_length=60,
        required=False,
        help_text=_("上门时称呼用。户主未满十八周岁的，填监护人，不写孩子的姓名。"),
    )
    is_guardian = forms.BooleanField(label=_("填的是监护人"), required=False)
    phone = forms.CharField(
        label=_("联系电话"), max_length=40, required=False, help_text=_("上门前约时间用，本人愿意留才填。")
    )
    members = forms.IntegerField(
        label=_("人口"), min_value=1, max_value=60, initial=1, help_text=_("只要人数，用来统计惠及多少人。")
    )


class HouseholdForm(HouseholdFields, KeptByForm):
    """登记户."""

    field_order = ("unit", "group", "door", "head_name", "is_guardian", "phone", "members")


class ImportForm(KeptByForm):
    """导入户册."""

    file = forms.FileField(
        label=_("户册文件"), allow_empty_file=True, max_length=300,
        help_text=_("xlsx、xls、ods 或 csv，不超过 2 MB。只读组别、门牌、户主、电话、人口五列，其他列不读也不存。"),
        widget=forms.ClearableFileInput(attrs={"accept": KINDS}),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """The size is held against the limit before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 2 MB，不能上传。请只保留需要的工作表和列。"))
        return file


class LeaveForm(TodayForm):
    """离册."""

    on = DateField(label=_("离册日期"))
    reason = forms.CharField(label=_("原因"), max_length=120, help_text=_("如 迁到县城、并到另一户。"))


class PurposeForm(forms.Form):
    """查看用途."""

    purpose = forms.ChoiceField(label=_("查看用途"), choices=Purpose.choices)


def _causes(lists: Lists) -> list[tuple[str, Any]]:
    return [(cause.code, cause.label) for cause in lists.causes]


class ReviewForm(TodayForm):
    """复核困难情况."""

    causes = forms.MultipleChoiceField(label=_("致困原因"), widget=forms.CheckboxSelectMultiple)
    note = long_text(
        _("困难情况"),
        _("只写和帮扶有关的，给要帮的人看。不写身份证号码、病历和孩子的姓名。"),
        required=False,
        rows=3,
        most=1000,
    )
    review_on = DateField(label=_("下次复核日期"), lean="future", help_text=_("最迟一年后。没有复核的，到期清除。"))

    def __init__(self, *args: Any, today: date, lists: Lists | None = None, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        shape(self, "causes", choices=_causes(lists or lists_on(today)))


class NeedForm(ReviewForm):
    """记为困难户."""

    basis = forms.ChoiceField(label=_("认定依据"))
    document = forms.CharField(
        label=_("文件或会议"), max_length=120, required=False, help_text=_("如 民政所审批表编号、评议会日期。")
    )
    income_yuan = forms.IntegerField(
        label=_("家庭年收入（元）"), min_value=0, max_value=9_999_999, required=False,
        help_text=_("只有最低生活保障要核收入；其他依据不填。"),
    )  # fmt: skip
    since = DateField(label=_("从哪天起"), help_text=_("如 今天、11.3。"))
    field_order = ("causes", "basis", "document", "note", "income_yuan", "since", "review_on")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        bases = lists_on(today).bases
        shape(self, "basis", choices=[(one.code, f"{one.label}（{one.source}）") for one in bases])


class EndForm(TodayForm):
    """结束困难情况."""

    until = DateField(label=_("从哪天起不再记"))
    reason = forms.CharField(label=_("原因"), max_length=200, help_text=_("如 就业后收入稳定、救助已落实。"))


class TrustForm(TodayForm):
    """授权查看."""

    person = PersonField(label=_("授权给谁"), max_length=60, help_text=_("写姓名；重名的写登录名。"))
    since = DateField(label=_("从哪天起"), lean="future")
    until = DateField(label=_("到哪天为止"), lean="future", required=False, help_text=_("不填的，到收回为止。"))
    why = forms.CharField(label=_("事由"), max_length=120, help_text=_("如 包户联系、协助办理救助。"))
