"""联系卡上的填写: what opens the card, and what a household says with it if it likes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.pure import codes
from lianxin.web.public.forms import Limited, Tidy
from lianxin.work.concerns.terms import Satisfaction


class CardForm(Limited):
    """开卡: the two things that are printed on it."""

    code = Tidy(
        label=_("卡上的编号"), max_length=40, help_text=_("8 位，大小写都可以。扫码进来的已经填好。"),
        error_messages={"required": _("请填写卡上的 8 位编号。")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    secret = Tidy(
        label=_("卡上的密码"), max_length=40, help_text=_("12 位数字，空格可写可不写。"),
        error_messages={"required": _("请填写卡上的 12 位密码。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        if codes.read_code(self.cleaned_data["code"]) is None:
            raise forms.ValidationError(_("编号是 8 位数字和字母，没有字母 I、L、O、U，请对照卡片核对。"))
        return str(self.cleaned_data["code"])

    def clean_secret(self) -> str:
        """A slip of the finger is told at once and is not counted as a wrong try."""
        if codes.read_secret(self.cleaned_data["secret"]) is None:
            raise forms.ValidationError(_("密码是 12 位数字，最后一位用来核对；有一位输错了，请对照卡片逐位核对。"))
        return str(self.cleaned_data["secret"])


class WordForm(forms.Form):
    """说一说: a rating, a line, both or one of them."""

    rating = forms.ChoiceField(
        label=_("您对这次走访满意吗"), choices=Satisfaction.choices, widget=forms.RadioSelect, required=False
    )
    message = Tidy(
        label=_("想说的话"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("不用写姓名。来过的人、他的单位和村里都看不到。"),
    )  # fmt: skip

    def __init__(self, *args: Any, rates: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rates:
            del self.fields["rating"]


class CardComplaintForm(forms.Form):
    """凭卡投诉: what happened; how to reach you, if you like."""

    entry_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = Tidy(
        label=_("什么事"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("什么时候、谁、说了什么、做了什么。"), error_messages={"required": _("请写一写是什么事，一句话也可以。")},
    )  # fmt: skip
    name = Tidy(label=_("称呼"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = Tidy(
        label=_("电话"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("不留也可以办理，只是不能打电话给您。"),
    )  # fmt: skip
