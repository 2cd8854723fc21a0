"""开始设置的填写: the code, the county, its first administrator, and whoever else of the 三员 is known already."""

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.founding.commands import Named
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.passwords import BESIDE

SECRET = {"autocomplete": "new-password"}
DIVISION = re.compile(r"[0-9]{6}([0-9]{3}([0-9]{3})?)?")
OTHERS = (("security_admin", "guard"), ("auditor", "auditor"))


class BeginForm(forms.Form):
    """开始设置."""

    slip = forms.CharField(
        label=_("开始设置码"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("启动服务的窗口里打印的 12 位码。找不到了，在服务器上运行 lianxin begin 重新打印。"),
    )  # fmt: skip
    county = forms.CharField(label=_("县（市、区）名称"), max_length=60, help_text=_("写全称，如“某某县”。"))
    code = forms.CharField(
        label=_("行政区划代码"), max_length=20, required=False, help_text=_("6 位数字，没有可不填。")
    )
    phone = forms.CharField(
        label=_("群众工作电话"), max_length=30, required=False, help_text=_("群众页面上显示；不填显示 12345。")
    )
    name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.SlugField(label=_("登录名"), max_length=40, help_text=_("字母、数字和下划线，定了不能改。"))
    password = forms.CharField(
        label=_("密码"), max_length=128, widget=forms.PasswordInput(attrs=SECRET), help_text=_("至少 8 位，自己记牢。")
    )
    again = forms.CharField(label=_("再输一次密码"), max_length=128, widget=forms.PasswordInput(attrs=SECRET))
    guard_name = forms.CharField(label=_("安全保密管理员姓名"), max_length=60, required=False)
    guard_username = forms.SlugField(label=_("安全保密管理员登录名"), max_length=40, required=False)
    auditor_name = forms.CharField(label=_("安全审计员姓名"), max_length=60, required=False)
    auditor_username = forms.SlugField(label=_("安全审计员登录名"), max_length=40, required=False)

    def clean_county(self) -> str:
        return "".join(str(self.cleaned_data["county"]).split())

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if code and not DIVISION.fullmatch(code):
            raise forms.ValidationError(_("行政区划代码是 6 位数字（也可以写 9 位、12 位），请核对，或者先不填。"))
        return code

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self._passwords(typed)
        used = {typed.get("username", "")}
        for _role, who in OTHERS:
            name, username = typed.get(f"{who}_name", ""), typed.get(f"{who}_username", "")
            if bool(name) != bool(username) and not self.has_error(f"{who}_username"):
                self.add_error(f"{who}_username" if name else f"{who}_name", _("姓名和登录名要一起填，或者都不填。"))
            if username and username in used:
                self.add_error(f"{who}_username", _("三个人要用三个不同的登录名。"))
            used.add(username)
        return typed

    def _passwords(self, typed: dict[str, Any]) -> None:
        password = typed.get("password", "")
        if not password:
            return
        if typed.get("again") and typed["again"] != password:
            self.add_error("again", _("两次输入的密码不一样，请重新输入。"))
        if BESIDE.sub("", password).casefold() in {typed.get("county"), typed.get("name")}:
            self.add_error("password", _("密码不能只是本系统、本单位的名称加数字。"))
        try:
            validate_password(password, Person(username=typed.get("username", ""), name=typed.get("name", "")))
        except forms.ValidationError as problem:
            self.add_error("password", problem)

    def named(self) -> dict[str, Any]:
        """What the command wants to know."""
        typed = self.cleaned_data
        others = [Named(role, typed[f"{who}_name"], typed[f"{who}_username"]) for role, who in OTHERS]
        return {
            "name": typed["county"], "code": typed["code"], "phone": typed["phone"], "officers": [one for one in others if one.username],
            "admin": Named("system_admin", typed["name"], typed["username"], typed["password"]),
        }  # fmt: skip
