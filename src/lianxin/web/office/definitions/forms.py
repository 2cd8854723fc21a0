"""自定指标的填写: what to count, then one small form for each condition that the source offers. Forms never save."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators.sources import PLACES, SOURCES, Field, Source
from lianxin.pure.periods import Period
from lianxin.reports.definitions.building import EMPTY, LARGEST, Condition, Spec
from lianxin.reports.definitions.terms import SPREADS, Better, Shape
from lianxin.web.ui.fields import DateField, shape
from lianxin.web.ui.periods import period_words

MONTHS = 12
ANY = "any"


class ChooseForm(forms.Form):
    """第一步: what is counted, and what is made of it."""

    source = forms.ChoiceField(label=gettext_lazy("数什么"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("算什么"), widget=forms.RadioSelect, choices=Shape.choices, initial=Shape.COUNT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(
            self,
            "source",
            choices=[
                (
                    code,
                    _("%(label)s（过程数，不得用于考核）") % {"label": one.label} if one.is_process else str(one.label),
                )
                for code, one in SOURCES.items()
            ],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        source, kind = SOURCES.get(data.get("source", "")), data.get("kind", "")
        if source and kind == Shape.STOCK and not source.standings:
            self.add_error("kind", _("“%(label)s”没有期末的状态可以数，请选别的。") % {"label": source.label})
        if source and kind in SPREADS and not source.numbers:
            self.add_error("kind", _("“%(label)s”没有可以算的数，请选别的。") % {"label": source.label})
        return data


class HeadForm(forms.Form):
    """名称、按哪个日期、按哪个单位."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=30)
    timed = forms.ChoiceField(label=gettext_lazy("按什么算进本期"))
    placed = forms.ChoiceField(label=gettext_lazy("按哪个单位"))
    measured = forms.ChoiceField(label=gettext_lazy("算哪个数"))
    better = forms.ChoiceField(label=gettext_lazy("高好还是低好"), choices=Better.choices, required=False)
    group = forms.CharField(
        label=gettext_lazy("分组"), max_length=20, required=False, help_text=gettext_lazy("数字页上排在哪个标题下。")
    )
    measure = forms.CharField(label=gettext_lazy("计量单位"), max_length=8, required=False)
    remark = forms.CharField(
        label=gettext_lazy("说明"), max_length=200, required=False,
        help_text=gettext_lazy("补在口径后面；口径由系统按所选条件写出，不能改写。"),
    )  # fmt: skip

    def __init__(self, *args: Any, source: Source, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dates = [(one.code, _("%(date)s在本期内") % {"date": one.label}) for one in source.dates]
        days = [(one.code, _("期末%(standing)s") % {"standing": one.label}) for one in source.standings]
        times = days if kind == Shape.STOCK else dates + days if kind == Shape.RATE else dates
        self._choices("timed", times)
        self._choices("placed", [(code, str(PLACES[code])) for code in source.places])
        if kind in SPREADS:
            self._choices("measured", [(one.code, str(one.label)) for one in source.numbers])
        else:
            del self.fields["measured"]
        if kind == Shape.RATE:
            del self.fields["measure"]

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        shape(self, name, choices=choices)


class ConditionForm(forms.Form):
    """一条条件: nothing chosen asks nothing."""

    def __init__(self, *args: Any, asked: Field, today: date, held: Sequence[Condition] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.held = asked, held
        for name, field in fields_of(asked, today).items():
            self.fields[name] = field
        self.fields[ANY] = forms.BooleanField(label=_("备选：和其他勾了“备选”的条件，符合一条就算"), required=False)
        self.initial = {**initial_of(asked, held), **self.initial}

    @property
    def label(self) -> str:
        return str(self.asked.label).strip()

    @property
    def is_open(self) -> bool:
        """Whether something is chosen or wrong here."""
        if self.is_bound:
            return bool(self.errors) or any(self[name].data for name in self.fields)
        return bool(self.held)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.asked.kind in ("choice", "tree") and bool(data.get("use")) != bool(data.get("values")):
            self.add_error("values" if data.get("use") else "use", _("“%(field)s”请两处都选。") % {"field": self.label})
        if self.asked.kind == "date" and (data.get("use") in ("before", "since")) != bool(data.get("on")):
            self.add_error("on", _("早于、不早于哪一天，请填日期；有、没有的不填。"))
        return data

    def conditions(self) -> list[Condition]:
        """What was chosen."""
        data, code = self.cleaned_data, self.asked.code
        is_any = bool(data.get(ANY))
        if self.asked.kind == "number":
            sides = [(verb, data.get(verb)) for verb in ("least", "most")]
            return [Condition(code, verb, (str(value),), is_any) for verb, value in sides if value is not None]
        if not data.get("use"):
            return []
        values = tuple(data.get("values") or ()) or ((data["on"].isoformat(),) if data.get("on") else ())
        return [Condition(code, data["use"], values, is_any)]


def fields_of(asked: Field, today: date) -> dict[str, forms.Field]:
    """The boxes for one kind of condition."""
    nothing = ("", _("不限"))
    if asked.kind == "flag":
        uses = [nothing, ("yes", str(asked.label)), ("no", str(asked.no))]
        return {"use": forms.ChoiceField(label=_("要求"), choices=uses, required=False)}
    if asked.kind == "number":
        return {
            "least": forms.IntegerField(label=_("不少于"), required=False, min_value=0, max_value=LARGEST),
            "most": forms.IntegerField(label=_("不多于"), required=False, min_value=0, max_value=LARGEST),
        }
    if asked.kind == "date":
        uses = [nothing, ("set", _("有")), ("unset", _("没有")), ("before", _("早于")), ("since", _("不早于"))]
        on = DateField(label=_("日期"), required=False)
        on.today = today
        return {"use": forms.ChoiceField(label=_("要求"), choices=uses, required=False), "on": on}
    uses = [nothing, ("in", _("是下面勾的")), ("not_in", _("不是下面勾的"))]
    choices = [*((str(code), label) for code, label in asked.choices()), (EMPTY, _("没有填"))]
    box = forms.SelectMultiple(attrs={"size": 10}) if asked.kind == "tree" else forms.CheckboxSelectMultiple
    return {
        "use": forms.ChoiceField(label=_("要求"), choices=uses, required=False),
        "values": forms.MultipleChoiceField(label=_("哪些"), choices=choices, required=False, widget=box),
    }


def initial_of(asked: Field, held: Iterable[Condition]) -> dict[str, Any]:
    """What a draft has chosen, in the boxes."""
    found: dict[str, Any] = {}
    for one in held:
        if asked.kind == "number":
            found[one.verb] = one.values[0]
        else:
            found["use"] = one.verb
            found |= {"on": one.values[0]} if asked.kind == "date" and one.values else {"values": list(one.values)}
        found[ANY] = one.any
    return found


class Editor:
    """一稿: its head, the conditions of the whole, and those which a rate's numerator adds."""

    def __init__(self, source: Source, kind: str, data: Any, today: date, held: Spec | None = None) -> None:
        self.source, self.kind, self.data = source, kind, data or None
        initial = {name: getattr(held, name) for name in HeadForm.base_fields} if held else {}
        self.head: Any = HeadForm(self.data, source=source, kind=kind, initial=initial)
        self.whole = self._asked("w", today, held.conditions if held else ())
        self.part = self._asked("p", today, held.part if held else ()) if kind == Shape.RATE else []

    def _asked(self, prefix: str, today: date, held: Sequence[Condition]) -> list[ConditionForm]:
        return [
            ConditionForm(
                self.data, prefix=f"{prefix}-{one.code}", asked=one, today=today,
                held=[each for each in held if each.field == one.code],
            )
            for one in self.source.fields
        ]  # fmt: skip

    def is_valid(self) -> bool:
        """Whether every part is; each says by itself what is wrong with it. Nothing was sent: no."""
        fit = [one.is_valid() for one in (self.head, *self.whole, *self.part)]
        return all(fit)

    def spec(self) -> Spec:
        """What was asked for."""
        return Spec(
            **{**self.head.cleaned_data, "source": self.source.code, "kind": self.kind},
            conditions=tuple(condition for one in self.whole for condition in one.conditions()),
            part=tuple(condition for one in self.part for condition in one.conditions()),
        )


class TryForm(forms.Form):
    """试算哪个月."""

    month = forms.ChoiceField(label=gettext_lazy("用哪个月的记录试算"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [Period.containing(today).previous()]
        while len(months) < MONTHS:
            months.append(months[-1].previous())
        shape(self, "month", choices=[(one.code, period_words(one)) for one in months])


class MonthForm(forms.Form):
    """批准: from which month on."""

    month = forms.CharField(label=gettext_lazy("从哪个月起用"), max_length=7, help_text=gettext_lazy("如 2026-11。"))


class ReasonForm(forms.Form):
    """退回修改."""

    reason = forms.CharField(label=gettext_lazy("为什么退回"), max_length=200)


class RetireForm(forms.Form):
    """停用."""

    month = forms.CharField(label=gettext_lazy("从哪个月起停用"), max_length=7, help_text=gettext_lazy("如 2026-12。"))
    reason = forms.CharField(label=gettext_lazy("为什么停用"), max_length=200)
