"""分类受理的填写: topic, nature and one of three classes, each with the words that it requires; 改定分类 asks a reason too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.clocks import queries as clocks
from lianxin.web.office.concerns.forms import DeedForm, TopicField, long_text
from lianxin.web.ui.fields import DateField
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import Handling, Kind
from lianxin.work.issues.queries import suggest_topic

OBJECTIVE = "objective"
CLASSES: tuple[tuple[str, str | Promise], ...] = (
    (Handling.IMMEDIATE, _("即办")), (Handling.TIME_LIMIT, _("限期（挂账）")), (Handling.EXPLAIN, _("释明")),
    (OBJECTIVE, _("释明（客观条件限制）")),
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """一组填写项, shown where the class asks for it (`when` as data-lx-when wants it; "" = always)."""

    when: str
    fields: Sequence[forms.BoundField]


@dataclass(frozen=True)
class Hint:
    """建议: what the office's own past suggests, with the reason; nothing is filled in before somebody takes it."""

    label: str
    reason: str
    value: str
    is_taken: bool


class ClassifyForm(DeedForm):
    """分类受理."""

    page = "concerns/classify.html"
    GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("", ("topic", "kind", "handling")),
        ("handling=time_limit", ("stance", "responsible", "promised_on", "review_on")),
        ("handling=explain", ("policy", "article")),
        ("handling=objective", ("objective",)),
        ("", ("clock",)),
    )

    topic = TopicField(label=_("分类"))
    kind = forms.ChoiceField(label=_("性质"), choices=Kind.choices, widget=forms.RadioSelect)
    handling = forms.ChoiceField(
        label=_("处理方式"), choices=CLASSES, widget=forms.RadioSelect,
        help_text=_("能马上解决的即办；要求合理、一时办不到的限期；不合政策的释明；受客观条件限制办不成的，也要解释清楚。"),
    )  # fmt: skip
    stance = long_text(_("明确态度"), _("能不能办、准备怎么办，一两句话。"), rows=2, most=500, required=False)
    responsible = forms.CharField(
        label=_("责任人"), max_length=60, required=False, help_text=_("姓名和职务，如“李青，镇水利站站长”。")
    )
    promised_on = DateField(label=_("答应群众的日期"), lean="future", required=False)
    review_on = DateField(label=_("首次复核日期"), lean="future", required=False)
    policy = forms.CharField(
        label=_("依据的政策"), max_length=200, required=False, help_text=_("法律、规章或文件的名称。")
    )
    article = forms.CharField(label=_("条款"), max_length=60, required=False, help_text=_("如“第九条第二款”。"))
    objective = long_text(
        _("什么条件限制"), _("写客观事实：地质、资金渠道、上位规划等。答复时还要记下怎样解释的。"), rows=3, most=1000,
        required=False,
    )  # fmt: skip
    clock = forms.ChoiceField(label=_("时限"), required=False)

    def prepare(self) -> None:
        concern, fields = self.concern, cast(Any, self.fields)
        if "clock" in fields:
            self._offer_clocks(fields["clock"])
        for name in ("promised_on", "review_on"):
            fields[name].today = self.today
        if concern.due_on:
            words = {"due": concern.due_on}
            fields["promised_on"].help_text = gettext("不写就是规定期限，只能提前（现在的期限是 %(due)s）。") % words
            fields["review_on"].help_text = gettext("到时再看一次能不能办；不写就是期限那天。挂账不停时限。")
        last = concern.sortings.order_by("at", "pk").last() if concern.handling else None
        self.initial = {
            "topic": concern.topic_id, "kind": concern.kind,
            "handling": OBJECTIVE if concern.is_objective else concern.handling or Handling.TIME_LIMIT,
        }  # fmt: skip
        if last is not None:
            self.initial |= {
                name: getattr(last, name) for name in ("stance", "responsible", "policy", "article", "objective")
            }

    def _offer_clocks(self, field: Any) -> None:
        presets = [
            (one.code, f"{one.rule.label}（{one.rule.limit}）") for one in clocks.presets(on=self.concern.received_on)
        ]
        field.choices = [("", gettext("按性质和渠道自动确定")), *presets]
        if self.concern.assigned_on is not None:
            field.disabled = True
            field.help_text = gettext("已经交办过，期限不再变动。")

    def groups(self) -> list[Group]:
        """The fields as the page sets them; what a class requires is not called optional where that class is shown."""
        for name in ("stance", "responsible", "policy", "article", "objective"):
            self.fields[name].required = True
        return [Group(when, [self[name] for name in names]) for when, names in self.GROUPS]

    def hints(self) -> list[Hint]:
        """建议的分类, from the office's own past; a button takes one, nothing is applied unseen."""
        concern = self.concern
        title, text = (shown(words, concern, self.by) for words in (concern.title, concern.text))
        chosen = str(self["topic"].value() or "")
        return [
            Hint(one.topic.label, one.why, str(one.topic.pk), str(one.topic.pk) == chosen)
            for one in suggest_topic(title=title, text=text, by=self.by)
        ]

    def is_valid(self) -> bool:
        """A suggestion that is taken only fills in the topic: what else was typed stays, and nothing is decided yet."""
        taken = self.data.get("take_topic", "") if self.is_bound else ""
        if not taken:
            return super().is_valid()
        self.data = cast(Any, self.data).copy()
        cast(Any, self.data)["topic"] = taken
        self._errors = ErrorDict()
        self.cleaned_data = {}
        return False

    def as_command(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        if typed["handling"] == OBJECTIVE:
            return {**typed, "handling": Handling.EXPLAIN}
        return {**typed, "objective": ""}

    def clean_objective(self) -> str:
        value = str(self.cleaned_data.get("objective", ""))
        if self.cleaned_data.get("handling") == OBJECTIVE and not value.strip():
            raise forms.ValidationError(gettext("请写明受什么客观条件限制。"))
        return value


class ReclassifyForm(ClassifyForm):
    """改定分类."""

    GROUPS = (("", ("reason",)), *ClassifyForm.GROUPS[:-1])

    clock = None  # type: ignore[assignment]
    reason = long_text(_("改定理由"), _("会留在经过里。改定不会把期限往后推。"), rows=3, most=1000)
