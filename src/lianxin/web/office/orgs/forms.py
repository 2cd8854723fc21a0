"""设置的填写: units, people, postings."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.ui.fields import DateField, UnitField, shape


class TodayForm(forms.Form):
    """A form whose dates know the day and whose units are those that exist on it."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, DateField):
                field.today = today
            if isinstance(field, UnitField):
                field.offer(Unit.objects.valid(today))


class UnitForm(TodayForm):
    """设立单位."""

    name = forms.CharField(label=_("名称"), max_length=60)
    kind = forms.ChoiceField(label=_("类别"), choices=[one for one in UnitKind.choices if one[0] != UnitKind.COUNTY])
    parent = UnitField(label=_("上级单位"))
    code = forms.CharField(
        label=_("行政区划代码"), max_length=20, required=False, help_text=_("6、9 或 12 位，没有可不填。")
    )
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    place = forms.CharField(label=_("地点"), max_length=80, required=False)
    valid_from = DateField(label=_("设立日期"), required=False)


class CorrectForm(TodayForm):
    """更正单位资料."""

    name = forms.CharField(label=_("名称"), max_length=60)
    code = forms.CharField(label=_("行政区划代码"), max_length=20, required=False)
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    place = forms.CharField(label=_("地点"), max_length=80, required=False)


class CloseUnitForm(TodayForm):
    """撤销单位."""

    valid_to = DateField(label=_("撤销日期"), lean="future", help_text=_("从这一天以后，这个单位不能再登记和承办。"))


class MergeForm(TodayForm):
    """合并单位: which, into what, from which day."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("合并哪些单位"), widget=forms.CheckboxSelectMultiple, required=True
    )
    into = forms.ModelChoiceField(
        Unit.objects.none(), label=_("并入哪个单位"), required=False, empty_label=_("设立新单位"),
        help_text=_("并入现有的单位，选它；合成一个新单位，不选，在下面写名称。"),
    )  # fmt: skip
    into_name = forms.CharField(label=_("新单位的名称"), max_length=60, required=False)
    code = forms.CharField(label=_("行政区划代码"), max_length=20, required=False)
    on = DateField(label=_("从哪一天起"), help_text=_("原单位到前一天为止。"))

    def __init__(self, *args: Any, among: "QuerySet[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("units", "into"):
            shape(self, name, queryset=among)


class PersonForm(TodayForm):
    """建立账号, with a first posting."""

    username = forms.SlugField(label=_("登录名"), max_length=40, help_text=_("字母、数字和下划线，定了不能改。"))
    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    password = forms.CharField(
        label=_("初始密码"), max_length=128, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 8 位。当面告诉本人，请他登录后自己修改。"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("password"):
            try:
                validate_password(
                    typed["password"], Person(username=typed.get("username", ""), name=typed.get("name", ""))
                )
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return typed


class PostForm(TodayForm):
    """任命."""

    unit = UnitField(label=_("单位"))
    role = forms.ChoiceField(label=_("职务"), choices=[(role.code, role.label) for role in ROLES.values()])
    valid_from = DateField(label=_("起"), lean="future", help_text=_("如 今天、12.1、2026-12-1。"))


class EndForm(TodayForm):
    """免职."""

    valid_to = DateField(label=_("最后一天"), lean="future")


class LinkForm(forms.Form):
    """给人关联统一登录."""

    subject = forms.CharField(
        label=_("对方的账号标识"), max_length=255, help_text=_("身份提供方给这个人的固定编号（sub），向那边的管理员要。"),
    )  # fmt: skip
