"""填报: what one unit says; partly and again until it is whole; 无此情况 is an answer."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.asking.models import RequestAnswer, RequestedField, RequestSheet, number_text
from lianxin.reports.asking.problems import Unfit
from lianxin.reports.asking.terms import ANSWER, FieldKind, RequestState, SheetState

HIGHEST = Decimal("999999999999")


@dataclass(frozen=True)
class Typed:
    """填的: the words as typed, or that there is no such thing."""

    value: str = ""
    is_none: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.is_none and not self.value.strip()


@transaction.atomic
def save_answers(
    *, sheet: RequestSheet, answers: Mapping[int, Typed], by: Actor, at: datetime, finish: bool = False
) -> RequestSheet:  # fmt: skip
    """填报: by keys of the items; with `finish` every item that is typed must be there. A finished one may be corrected.

    Raises Unfit with the field `f<key>` that is wrong; nothing is saved then.
    """
    sheet = RequestSheet.objects.select_for_update(of=("self",)).select_related("of__unit", "unit").get(pk=sheet.pk)
    by.must(ANSWER, sheet)
    if sheet.of.state != RequestState.ASKED:
        raise Unfit(_("这份报送要求已经结束，不用再填。"))
    fields = {one.pk: one for one in sheet.of.fields.all() if one.is_typed}
    if not fields:
        raise Unfit(_("全部由系统取数，不用填。"))
    for key in answers.keys() & fields.keys():
        _keep(sheet, fields[key], answers[key])
    had = set(sheet.answers.values_list("field_id", flat=True))
    if missing := [one for key, one in fields.items() if key not in had]:
        if finish or sheet.state == SheetState.ANSWERED:
            raise Unfit(_("“%(label)s”还没有填；没有这种情况的，选“无此情况”。") % {"label": missing[0].words},
                        f"f{missing[0].pk}")  # fmt: skip
        sheet.state = SheetState.BEGUN if had else SheetState.WAITING
    elif finish:
        sheet.state, sheet.answered_by = SheetState.ANSWERED, by.name
        sheet.answered_on = sheet.answered_on or localdate(at)
    elif sheet.state == SheetState.WAITING:
        sheet.state = SheetState.BEGUN
    sheet.save()
    given: dict[str, Any] = {"of": sheet.ref, "unit_path": sheet.unit_path, "by": by, "at": at, "name": sheet.of.title}
    if finish:
        book.record("asking.answered", **given)
    else:
        book.record("asking.answer_saved", **given, n=len(had))
    return sheet


def _keep(sheet: RequestSheet, field: RequestedField, typed: Typed) -> None:
    if typed.is_empty:
        RequestAnswer.objects.filter(sheet=sheet, field=field).delete()
        return
    value, amount = ("", None) if typed.is_none else _read(field, typed.value)
    given = {"value": value, "amount": amount, "is_none": typed.is_none}
    RequestAnswer.objects.update_or_create(sheet=sheet, field=field, defaults=given)


def _read(field: RequestedField, typed: str) -> tuple[str, Decimal | None]:
    """What was typed, as it is kept, and its number. Raises Unfit at the field."""
    text, name = unicodedata.normalize("NFKC", typed).strip(), f"f{field.pk}"
    if field.kind == FieldKind.DATE:
        try:
            return date.fromisoformat(text).isoformat(), None
        except ValueError as wrong:
            raise Unfit(_("日期请写成 2026-11-03 这样。"), name) from wrong
    if field.kind == FieldKind.TEXT:
        return typed.strip()[:300], None
    try:
        amount = Decimal(text.replace(",", "").removesuffix(field.measure))
    except InvalidOperation as wrong:
        raise Unfit(_("请填数字，如 12 或 3.5。"), name) from wrong
    if not amount.is_finite() or not 0 <= amount <= HIGHEST or amount != amount.quantize(Decimal("0.01")):
        raise Unfit(_("请填 0 以上、最多两位小数的数。"), name)
    return f"{number_text(amount)}{field.measure}", amount
