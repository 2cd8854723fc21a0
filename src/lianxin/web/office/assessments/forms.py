"""考核的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.keysets import plain
from lianxin.pure.periods import Kind, Period
from lianxin.reports.assessments.commands import DimensionSpec, ItemSpec
from lianxin.reports.assessments.commands.schemes import BANDS
from lianxin.reports.assessments.models import Item, Scheme
from lianxin.reports.assessments.terms import About, Every, How, Way
from lianxin.web.ui.fields import DateField, PlainSelect, long_text, shape
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.rooms import LinesField

SPARE, MOST_ROWS, PERIODS = 4, 40, 4
PERIOD_KINDS: dict[str, Kind] = {Every.HALF_YEAR: "half_year", Every.QUARTER: "quarter", Every.YEAR: "year"}
KINDS = [(kind.value, kind.label) for kind in UnitKind if kind != UnitKind.COUNTY]


class PairsField(forms.CharField):
    """几档几段: 95=100，80=70, or 好=90，较好=75，一般=0; the value is a list of pairs of what stands beside the sign."""

    def clean(self, value: Any) -> list[tuple[str, Decimal]]:
        text = super().clean(value)
        for separator in "，、；;\n":
            text = text.replace(separator, ",")
        found = []
        for part in filter(None, (one.strip() for one in text.replace("＝", "=").replace("：", "=").split(","))):
            name, _equals, number = part.partition("=")
            found.append((name.strip(), self._number(number)))
        return found

    @staticmethod
    def _number(text: str) -> Decimal:
        try:
            found = Decimal(text.strip().rstrip("%"))
        except InvalidOperation as wrong:
            raise ValidationError(_("看不懂“%(text)s”，请写成 95=100，80=70。") % {"text": text[:20]}) from wrong
        if not found.is_finite() or abs(found) > 10**6 or found != round(found, 2):
            raise ValidationError(_("“%(text)s”太大，或者小数多于两位。") % {"text": text[:20]})
        return found

    def prepare_value(self, value: Any) -> Any:
        return value if not isinstance(value, list | tuple) else pairs_of(value)


def pairs_of(pairs: Iterable[Sequence[Any]]) -> str:
    """Pairs as they are typed."""
    return "，".join(f"{name}={number}" for name, number in pairs)


class SchemeForm(forms.Form):
    """考核方案的开头."""

    code = forms.SlugField(
        label=gettext_lazy("代码"), max_length=20, help_text=gettext_lazy("如 contact；各版用同一个。")
    )
    title = forms.CharField(label=gettext_lazy("名称"), max_length=60)
    basis = forms.CharField(label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("根据哪份文件考核。"))
    purpose = forms.CharField(
        label=gettext_lazy("用途"), max_length=200, help_text=gettext_lazy("结果拿来做什么；不用于个人排队和绩效工资。")
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("考核哪些单位"), choices=KINDS, widget=forms.CheckboxSelectMultiple
    )
    every = forms.MultipleChoiceField(
        label=gettext_lazy("多久一次"), choices=Every.choices, widget=forms.CheckboxSelectMultiple,
        initial=[Every.HALF_YEAR],
    )  # fmt: skip
    objection_days = forms.IntegerField(
        label=gettext_lazy("给单位几个工作日核对"), min_value=1, max_value=30, initial=5
    )
    least_rated = forms.IntegerField(
        label=gettext_lazy("可评权重下限"), min_value=1, max_value=100, initial=40,
        help_text=gettext_lazy("有数据可评的结果项，原权重合计不到这个数的单位不评。"),
    )  # fmt: skip
    bands = PairsField(
        label=gettext_lazy("分档"), max_length=120, initial=[(label, plain(least)) for label, least in BANDS],
        help_text=gettext_lazy("从高到低，写名称和从几起，最后一档从 0 起。"),
    )  # fmt: skip
    larger = forms.CharField(
        label=gettext_lazy("纳入哪项更大的考核"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("如 党建责任制考核。"),
    )
    larger_weight = forms.DecimalField(
        label=gettext_lazy("在其中占几分"), max_digits=4, decimal_places=1, min_value=0, required=False
    )


class ItemForm(forms.Form):
    """考核项; without an indicator it does not count."""

    dimension = forms.CharField(label=gettext_lazy("维度"), max_length=30, required=False)
    indicator = forms.ChoiceField(label=gettext_lazy("指标"), required=False, widget=PlainSelect)
    label = forms.CharField(label=gettext_lazy("考核项的叫法"), max_length=60, required=False)
    weight = forms.IntegerField(label=gettext_lazy("权重"), min_value=1, max_value=100, required=False)
    how = forms.ChoiceField(label=gettext_lazy("怎样折算"), choices=How.choices, required=False)
    full = forms.DecimalField(
        label=gettext_lazy("得满的数"), max_digits=9, decimal_places=2, required=False,
        help_text=gettext_lazy("到这个数得 100；看达到与否的，写要达到的数。"),
    )  # fmt: skip
    floor = forms.DecimalField(
        label=gettext_lazy("得零的数"), max_digits=9, decimal_places=2, required=False,
        help_text=gettext_lazy("分段折算的，写哪一段也没到时得几。"),
    )  # fmt: skip
    steps = PairsField(
        label=gettext_lazy("分段"), max_length=120, required=False,
        help_text=gettext_lazy("如 95=100，80=70：95 及以上得 100，80 及以上得 70。"),
    )  # fmt: skip
    least = forms.IntegerField(
        label=gettext_lazy("少于几件不评"), min_value=5, max_value=1000, required=False,
        help_text=gettext_lazy("不填是 10；最少 5。"),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "indicator", choices=[("", _("不用这一行")), *offered])

    def clean_steps(self) -> tuple[tuple[Decimal, Decimal], ...]:
        return tuple((PairsField._number(limit), result) for limit, result in self.cleaned_data["steps"])

    def spec(self) -> tuple[str, ItemSpec] | None:
        """Dimension and item as the command takes them."""
        data = self.cleaned_data
        kind, _colon, code = data.get("indicator", "").partition(":")
        if not code:
            return None
        return data.get("dimension", "").strip(), ItemSpec(
            code, data.get("weight") or 0, data.get("label", ""), kind, data.get("how") or How.PROPORTIONAL,
            data.get("floor"), data.get("full"), data.get("steps") or (), data.get("least"),
        )  # fmt: skip


def item_forms(data: Any, offered: Sequence[tuple[str, str]], held: Iterable[Item] = ()) -> list[ItemForm]:
    """The items of the version before, and a few empty lines."""
    known: list[dict[str, Any]] = [
        {"dimension": item.dimension.name, "indicator": f"{item.kind}:{item.indicator}", "label": item.label,
         "weight": item.weight, "how": item.how, "full": item.full, "floor": item.floor, "steps": pairs_of(item.steps),
         "least": item.least or None}
        for item in held
    ]  # fmt: skip
    typed = str(data.get("rows", "")) if data else ""
    count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else len(known) + SPARE
    rows = known + [{}] * max(min(count, MOST_ROWS) - len(known), 0)
    return [ItemForm(data, prefix=f"i{n}", initial=row, offered=offered) for n, row in enumerate(rows[:MOST_ROWS])]


def dimensions_from(rows: Iterable[ItemForm]) -> list[DimensionSpec]:
    """Lines of one dimension together, in the order in which each first appears; a line without one belongs to the last."""
    found: dict[str, list[ItemSpec]] = {}
    name = ""
    for row in rows:
        if spec := row.spec():
            name = spec[0] or name
            found.setdefault(name, []).append(spec[1])
    return [DimensionSpec(name, tuple(items)) for name, items in found.items()]


def first_values(scheme: Scheme) -> dict[str, Any]:
    """The head of the version before."""
    names = ("code", "title", "basis", "purpose", "kinds", "every", "objection_days", "least_rated", "bands", "larger",
             "larger_weight")  # fmt: skip
    return {name: getattr(scheme, name) for name in names}


class ApproveForm(forms.Form):
    """批准方案."""

    valid_from = DateField(
        label=gettext_lazy("从哪天起执行"),
        lean="future",
        help_text=gettext_lazy("第一天在这天或以后的考核期按这一版。"),
    )

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "valid_from", today=today)


class ReasonForm(forms.Form):
    """作废."""

    reason = forms.CharField(label=gettext_lazy("为什么"), max_length=200)


class PublishForm(forms.Form):
    """审定公布."""

    opinion = forms.CharField(label=gettext_lazy("审定意见"), max_length=200, required=False)


class RunForm(forms.Form):
    """开始一次考核."""

    scheme_code = forms.ChoiceField(label=gettext_lazy("考核方案"))
    period = forms.ChoiceField(label=gettext_lazy("考核期"))

    def __init__(self, *args: Any, schemes: Iterable[Scheme], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = list(schemes)
        kinds = [one for one in Every if any(one in scheme.every for scheme in held)]
        periods = []
        for kind in kinds:
            last = Period.containing(today, PERIOD_KINDS[kind]).previous()
            for _number in range(PERIODS):
                periods.append(last)
                last = last.previous()
        shape(self, "scheme_code", choices=list({one.code: one.title for one in reversed(held)}.items()))
        shape(self, "period", choices=[(one.code, period_words(one)) for one in periods])


class ObjectForm(forms.Form):
    """提出异议."""

    about = forms.ChoiceField(label=gettext_lazy("针对什么"), choices=About.choices, widget=forms.RadioSelect)
    names = LinesField(
        label=gettext_lazy("哪几条记录"), rows=3,
        help_text=gettext_lazy("一行一个编号，打开记录可以看到；不写别人的姓名电话。"),
    )  # fmt: skip
    text = long_text(gettext_lazy("哪里不对"), rows=3, most=1000)


class DecideForm(forms.Form):
    """答复异议."""

    verb = forms.ChoiceField(
        label=gettext_lazy("结论"), widget=forms.RadioSelect,
        choices=[("uphold", gettext_lazy("异议成立")), ("reject", gettext_lazy("异议不成立"))],
    )  # fmt: skip
    way = forms.ChoiceField(
        label=gettext_lazy("成立的，怎么办"), choices=Way.choices, widget=forms.RadioSelect, required=False
    )
    answer = long_text(gettext_lazy("理由"), gettext_lazy("提出的单位看得到。"), rows=3, most=400)
