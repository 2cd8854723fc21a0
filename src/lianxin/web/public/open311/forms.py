"""送来的诉求: the fields of GeoReport v2, checked as those of our own page are; what we have no use for is not read at all."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lianxin.base.notices import queries as notices
from lianxin.base.notices.terms import Channel as Told
from lianxin.base.orgs.models import Unit
from lianxin.pure.georeport import MOST_CHARACTERS
from lianxin.web.public.forms import Tidy
from lianxin.web.public.open311 import services
from lianxin.web.public.open311.answers import both
from lianxin.work.concerns.terms import Minor

QUESTION = re.compile(r"attribute\[(\w{1,40})\](?:\[\])?", re.ASCII)
QUESTIONS = ("privacy", "notice", "unit", "minor", "may_publish", "to_mailbox")
PLACE = _("请写明地点：address_string，或者 address_id，或者 lat 和 long。")


def _degrees(most: int) -> forms.DecimalField:
    return forms.DecimalField(required=False, min_value=-most, max_value=most, max_digits=20)


class RequestForm(forms.Form):
    """POST service request. A position is rounded to some ten metres and kept as words of the place, nowhere else."""

    description = Tidy(
        max_length=MOST_CHARACTERS, widget=forms.Textarea,
        error_messages={"required": _("请写一写是什么事，一句话也可以。")},
    )  # fmt: skip
    address_string = Tidy(max_length=120, required=False)
    address_id = forms.CharField(max_length=20, required=False)
    lat = _degrees(90)
    long = _degrees(180)
    first_name = Tidy(max_length=30, required=False)
    last_name = Tidy(max_length=30, required=False)
    phone = Tidy(max_length=40, required=False)
    notice = forms.IntegerField(required=False, min_value=1)
    unit = forms.CharField(max_length=20, required=False)
    minor = forms.ChoiceField(choices=[("", ""), *Minor.choices], required=False)
    may_publish = forms.ChoiceField(choices=[("", ""), ("0", ""), ("1", "")], required=False)
    to_mailbox = forms.ChoiceField(choices=[("", ""), ("0", ""), ("1", "")], required=False)

    def __init__(self, sent: QueryDict, *, county: Unit, today: date) -> None:
        told = {QUESTION.fullmatch(name): sent[name] for name in sent}
        self.answers = {found[1]: words for found, words in told.items() if found}
        plain = {name: sent[name] for name in sent if name in self.base_fields and name not in QUESTIONS}
        super().__init__({**plain, **{name: self.answers[name] for name in QUESTIONS if name in self.answers}})
        self.county, self.today = county, today

    def _unit(self, key: str) -> Unit | None:
        """By the number of the service definition, or by its official code."""
        if not key:
            return None
        found = services.offered(self.county, self.today)
        by = {"code": key} if len(key) > 5 else {"pk": int(key)} if key.isascii() and key.isdigit() else {"pk": 0}
        unit = found.filter(**by).first()
        if unit is None:
            raise ValidationError(_("没有这个地方，请用服务定义里 unit 的编号，或者行政区划代码。"))
        return unit

    def clean_unit(self) -> Unit | None:
        return self._unit(self.cleaned_data["unit"])

    def clean_address_id(self) -> Unit | None:
        return self._unit(self.cleaned_data["address_id"])

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not any(char.isdigit() for char in phone):
            raise ValidationError(_("电话里没有数字，请核对；不想留可以空着。"))
        return phone

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        strange = sorted(set(self.answers) - set(QUESTIONS))
        if strange:
            self.add_error(None, ValidationError(_("没有这个问题：attribute[%(name)s]。"), params={"name": strange[0]}))
        placed = [data.get("address_string"), data.get("address_id"), self._point(data)]
        if not any(placed) and not {"address_string", "address_id", "lat", "long"} & set(self.errors):
            self.add_error(None, ValidationError(PLACE))
        particulars = data.get("phone") or data.get("first_name") or data.get("last_name")
        if particulars and not data.get("notice") and "notice" not in self.errors:
            self.add_error(
                "notice", ValidationError(_("填了姓名或电话的，先给本人看隐私告知，再用 attribute[notice] 写明版本。"))
            )
        if data.get("notice") and data["notice"] > notices.standing(Told.WEB).number:
            self.add_error("notice", ValidationError(_("没有这一版隐私告知。")))
        return data

    @staticmethod
    def _point(data: dict[str, Any]) -> str:
        lat, long = data.get("lat"), data.get("long")
        if lat is None or long is None:
            return ""
        return f"{lat.quantize(Decimal('0.0001'))}, {long.quantize(Decimal('0.0001'))}"

    def place(self) -> str:
        """地点: the words; a position only where there are none."""
        return str(self.cleaned_data["address_string"] or self._point(self.cleaned_data))

    def where(self) -> Unit:
        """属地单位; whoever does not know it writes to the county's office."""
        found: Unit | None = self.cleaned_data["unit"] or self.cleaned_data["address_id"]
        return found or self.county

    def name(self) -> str:
        """称呼: family name first, as it is said here; in Latin letters as it is said there."""
        first, last = self.cleaned_data["first_name"], self.cleaned_data["last_name"]
        return f"{first} {last}".strip() if f"{first}{last}".isascii() else f"{last}{first}"

    def faults(self) -> list[str]:
        """What is wrong, a sentence each in both languages, with the name of the field."""
        found = []
        for name, problems in self.errors.as_data().items():
            where = f"attribute[{name}]" if name in QUESTIONS else "" if name == NON_FIELD_ERRORS else name
            for one in problems:
                words = both(one.message, one.params)
                found.append(f"{where}: {words}" if where else words)
        return found
