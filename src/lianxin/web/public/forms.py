"""群众填写的: what is brought, what opens it again, and the resident's own word on it."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, partial
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.queries import top_unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure import codes
from lianxin.pure.ledgers import clean
from lianxin.web.public.screens import Question
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, Kind, Minor, Satisfaction

NOBODY, HERE = "none", "here"
PLACES = (UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.SCHOOL)
VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
KIND_CHOICES = [
    (Kind.HELP, _("求助：有困难、有东西坏了")),
    (Kind.ENQUIRY, _("咨询：想问政策、问办法")),
    (Kind.SUGGESTION, _("建议：希望改进")),
    (Kind.COMPLAINT, _("投诉：对单位或人员不满意")),
    (Kind.TIP_OFF, _("举报：反映违规违法")),
    (Kind.PRAISE, _("表扬")),
]
YES_NO = [("1", _("是")), ("0", _("否"))]


class Tidy(forms.CharField):
    """A text without invisible and control characters; it comes back as it was typed when something must be mended."""

    def to_python(self, value: Any) -> str:
        plain = super().to_python(value) or ""
        return clean.text(plain) if isinstance(self.widget, forms.Textarea) else clean.line(plain)


class Limited(forms.Form):
    """A form that may come too often."""

    too_often = False

    def refuse_for_now(self, sentence: object) -> None:
        """Refuse for this hour; what was typed stays."""
        self.too_often = True
        self.add_error(None, str(sentence))


class UnitField(forms.ChoiceField):
    """A unit of a long list: what was sent is looked up alone."""

    is_offered: Callable[[str], bool]

    def valid_value(self, value: Any) -> bool:
        return self.is_offered(str(value))


class SubmitForm(Limited):
    """我要反映: only the matter itself is required."""

    text = Tidy(
        label=_("什么事"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("照平常说话那样写：什么时候，出了什么事，您希望怎么办。也可以用手机键盘的语音输入。"),
        error_messages={"required": _("请写一写是什么事，一句话也可以。")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("属于哪一类"), choices=KIND_CHOICES, initial=Kind.HELP, widget=forms.RadioSelect,
        help_text=_("拿不准就选求助，工作人员会替您归类。投诉和举报一律保密。"),
    )  # fmt: skip
    unit = UnitField(label=_("在哪个乡镇、村（社区）或学校"), required=False)
    place = Tidy(
        label=_("具体地点"), max_length=120, required=False, help_text=_("例如：村口小桥旁。不知道村名的，也写在这里。")
    )
    to_mailbox = forms.BooleanField(label=_("写给校长信箱、领导信箱，请负责人看，7 个工作日内答复"), required=False)
    about_unit = UnitField(
        label=_("投诉、举报的是哪个单位"), required=False,
        help_text=_("选了以后，这个单位和它的下级看不到您反映的事，也不会由它办理。"),
    )  # fmt: skip
    name = Tidy(label=_("称呼"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = Tidy(
        label=_("电话"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("不留也可以办理，只是不能打电话给您。只有办这件事的工作人员能看到，谁看过，您在“查进度”里都能看到。"),
    )  # fmt: skip
    sms = forms.BooleanField(
        label=_("用短信告诉我办到哪一步"),
        required=False,
        help_text=_("要留手机号。短信里只有编号，没有您反映的内容，也不会要密码。"),
    )
    minor = forms.ChoiceField(
        label=_("您自己，或者您说的孩子，多大"), choices=[("", _("都满 18 岁，或者不想说")), *Minor.choices], required=False,
        help_text=_("不满 18 岁的，更严格保密：谁要看姓名电话，每次都要另一个人批准。"),
    )  # fmt: skip
    may_publish = forms.BooleanField(label=_("去掉姓名等个人信息后，可以公开"), required=False)
    website = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    entry_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    notice = forms.IntegerField(required=False, widget=forms.HiddenInput)  # its version, as the page shows it

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.SMS:
            del self.fields["sms"]
        self.today = today
        self._chosen: dict[str, Unit | None] = {}
        self._offer("unit", self._places)
        self._offer("about_unit", self._complained_about)

    def _offer(self, name: str, offers: Callable[[], list[Any]]) -> None:
        """The units are read where they are shown; of a form that is in order only those that were chosen."""
        field = self.fields[name]
        assert isinstance(field, UnitField)
        field.choices, field.is_offered = offers, partial(self._is_offered, name)

    @cached_property
    def _units(self) -> list[Unit]:
        return list(Unit.objects.valid(self.today).order_by("path"))

    def _places(self) -> list[Any]:
        return [("", _("我不清楚")), *_grouped(self._units, PLACES)]

    def _complained_about(self) -> list[Any]:
        first = [
            ("", _("不是投诉、举报")),
            (NOBODY, _("没有具体单位，或不清楚")),
            (HERE, _("上面选的那个村（社区）、学校")),
        ]
        return [*first, *_grouped([unit for unit in self._units if unit.kind not in VILLAGES], tuple(UnitKind))]

    def _is_offered(self, name: str, key: str) -> bool:
        """Whether a choice stands in the list of a field, which is not made for that."""
        if name == "about_unit" and key in (NOBODY, HERE):
            return True
        unit = self._unit(key)
        if unit is None or unit.parent_id is None:
            return False
        return unit.kind in PLACES if name == "unit" else unit.kind not in VILLAGES

    def clean_unit(self) -> Unit:
        """Whoever does not know the village writes to the county's office."""
        found = self._unit(self.cleaned_data["unit"]) or top_unit()
        if found is None:
            raise forms.ValidationError(_("系统还没有设立单位，暂时不能接收。请拨打 12345 反映。"))
        return found

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not any(char.isdigit() for char in phone):
            raise forms.ValidationError(_("电话里没有数字，请核对；不想留可以空着。"))
        return phone

    def clean_notice(self) -> int:
        """A version that does not exist is the one in force."""
        return self.cleaned_data["notice"] or 0

    def clean_website(self) -> str:
        """A field that no person sees; a machine fills everything."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("最后一个看不见的格子请留空再提交，这是用来防机器的。"))
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = data.get("about_unit", "")
        if data.get("kind") in CONFIDENTIAL_KINDS and not chosen and "about_unit" not in self.errors:
            self.add_error("about_unit", _("请选择被投诉、举报的单位，好让它看不到；没有具体单位的，选第二项。"))
        if data.get("sms") and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("要短信的，请留手机号；不要短信，去掉下面的勾。"))
        if chosen == HERE:
            chosen = self.data.get("unit", "")
            if not chosen and "unit" not in self.errors:
                self.add_error("unit", _("请选择是哪个村（社区）或学校。"))
        data["about_unit"] = self._unit(chosen) if data.get("kind") in CONFIDENTIAL_KINDS else None
        return data

    def _unit(self, key: str) -> Unit | None:
        if key not in self._chosen:
            known = (
                Unit.objects.valid(self.today).filter(pk=key)
                if key.isascii() and key.isdecimal() and len(key) < 10
                else None
            )
            self._chosen[key] = known.first() if known is not None else None
        return self._chosen[key]


def _grouped(units: Iterable[Unit], kinds: tuple[str, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Units as groups under the unit above them; the county itself is not to be chosen."""
    names: dict[int, str] = {}
    groups: dict[str, list[tuple[str, str]]] = {}
    for unit in units:
        names[unit.pk] = unit.name
        if unit.parent_id is None or unit.kind not in kinds:
            continue
        heading = unit.name if unit.kind == UnitKind.TOWNSHIP else names.get(unit.parent_id, "")
        groups.setdefault(heading, []).append((str(unit.pk), unit.name))
    return list(groups.items())


class SecretForm(Limited):
    """凭证: the two things that stand on the receipt."""

    code = Tidy(
        label=_("回执编号"), max_length=40, error_messages={"required": _("请填写回执上的 8 位编号。")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )  # fmt: skip
    secret = Tidy(
        label=_("查询密码"), max_length=40, help_text=_("回执上的 12 位数字，空格可写可不写。"),
        error_messages={"required": _("请填写回执上的 12 位密码。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        if codes.read_code(self.cleaned_data["code"]) is None:
            raise forms.ValidationError(_("编号是 8 位数字和字母，没有字母 I、L、O、U，请对照回执核对。"))
        return str(self.cleaned_data["code"])

    def clean_secret(self) -> str:
        """A slip of the finger is told at once and is not counted as a wrong try."""
        if codes.read_secret(self.cleaned_data["secret"]) is None:
            raise forms.ValidationError(_("密码是 12 位数字，最后一位用来核对；有一位输错了，请对照回执逐位核对。"))
        return str(self.cleaned_data["secret"])


def _yes(value: str) -> bool:
    return value == "1"


class RatingForm(SecretForm):
    """评一评: three questions and a place for words."""

    rating = forms.ChoiceField(
        label=_("您对办理满意吗"), choices=Satisfaction.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。")},
    )  # fmt: skip
    solved = forms.TypedChoiceField(
        label=_("事情解决了吗"), choices=YES_NO, coerce=_yes, widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。")},
    )  # fmt: skip
    contacted = forms.TypedChoiceField(
        label=_("工作人员联系过您吗"), choices=YES_NO, coerce=_yes, widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。")},
    )  # fmt: skip
    comment = Tidy(label=_("还想说的话"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class DisturbedForm(forms.Form):
    """被打扰: which unit, and what happened. Code and secret travel along, as he typed them."""

    code = forms.CharField(max_length=40, widget=forms.HiddenInput)
    secret = forms.CharField(max_length=40, widget=forms.HiddenInput)
    entry_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    unit = forms.ChoiceField(
        label=_("哪个单位的人打扰您"), widget=forms.RadioSelect, error_messages={"required": _("请选一个单位。")},
        help_text=_("这个单位和它的下级看不到您这次反映的事，由它的上一级办理。"),
    )  # fmt: skip
    text = Tidy(
        label=_("怎么打扰您的"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("什么时候、谁、说了什么、做了什么。"), error_messages={"required": _("请写一写是怎么打扰您的，一句话也可以。")},
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, unit.name) for key, unit in self.units.items()]

    def clean_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


SUBMIT_QUESTIONS = (
    Question(_("您要反映什么事"), ("text",)),
    Question(_("属于哪一类"), ("kind",)),
    Question(_("事情在哪里"), ("unit", "place", "to_mailbox")),
    Question(_("投诉、举报的是哪个单位"), ("about_unit",)),
    Question(_("怎么联系您"), ("name", "phone", "sms", "minor")),
    Question(_("可以公开吗"), ("may_publish",)),
)
RATING_QUESTIONS = (
    Question(_("您对办理满意吗"), ("rating",)),
    Question(_("事情解决了吗"), ("solved",)),
    Question(_("工作人员联系过您吗"), ("contacted",)),
    Question(_("还有什么想说的"), ("comment",)),
)
