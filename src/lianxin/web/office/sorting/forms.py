"""分类与挂账的填写. Forms read and check what was typed; they never save."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.web.office.concerns.forms import YES_NO, DeedForm, long_text
from lianxin.web.ui.fields import DateField, UnitField, shape
from lianxin.work.concerns.models import Tag, TopicQuestion
from lianxin.work.concerns.sorting_queries import questions_of
from lianxin.work.concerns.sorting_terms import AnswerType, Fault, Found, Line, OwnerLevel


class ReviewForm(DeedForm):
    """挂账复核."""

    found = forms.ChoiceField(label=_("复核结果"), choices=Found.choices, widget=forms.RadioSelect)
    note = long_text(_("情况"), _("条件有没有变化，做了哪些工作。"), rows=3, most=1000)
    next_on = DateField(
        label=_("下次复核日期"), lean="future", required=False, help_text=_("仍不具备条件的要写，最迟三个月内。")
    )

    def prepare(self) -> None:
        shape(self, "next_on", today=self.today)
        self.initial = {"next_on": self.today + timedelta(days=30)}


class CauseForm(DeedForm):
    """写明成因."""

    line = forms.ChoiceField(
        label=_("卡在哪一条线"), choices=Line.choices, widget=forms.RadioSelect,
        help_text=_("上行线：政策没有制定，或卡在上面。下行线：有规定，下面没有落实。"),
    )  # fmt: skip
    fault = forms.ChoiceField(label=_("属于哪一类"), choices=Fault.choices, widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("归哪一级"), choices=OwnerLevel.choices)
    owner = UnitField(
        label=_("归属单位"), required=False, help_text=_("本县的单位才写；上行线写了单位，会出现在它的“今日”里。")
    )
    rule = forms.CharField(
        label=_("缺的或卡住的规定"),
        max_length=200,
        required=False,
        help_text=_("上行线要写：缺哪项规定，或卡在哪一条。"),
    )
    evidence = long_text(
        _("依据的事实"), _("从哪份文件、哪次核实看出来的。只写制度和单位，不写个人。"), rows=4, most=2000
    )

    def prepare(self) -> None:
        cast(Any, self.fields["owner"]).offer(Unit.objects.valid(self.today))


class NoteForm(forms.Form):
    """One text: 消除情况, 撤回理由, 答复汇报."""

    text = long_text(_("情况"), rows=3, most=1000)


class ReportForm(DeedForm):
    """向上级汇报."""

    to = forms.ModelChoiceField(label=_("向谁汇报"), queryset=Unit.objects.none(), empty_label=None)
    text = long_text(_("汇报内容"), _("什么事、为什么这里一时办不了、请上级定什么。"), rows=6, most=3000)

    def prepare(self) -> None:
        above = ancestors(self.concern.unit_path)[:-1]
        offered = Unit.objects.filter(path__in=above).order_by("-path")
        shape(self, "to", queryset=offered)
        self.initial = {"to": offered.first()}


class TagForm(DeedForm):
    """加标签."""

    tags = forms.ModelMultipleChoiceField(
        label=_("标签"), queryset=Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        on_it = [one.tag_id for one in self.concern.tags.all()]
        shape(self, "tags", queryset=Tag.objects.filter(valid_to=None) | Tag.objects.filter(pk__in=on_it))
        self.initial = {"tags": on_it}

    def as_command(self) -> dict[str, Any]:
        return {"tags": list(self.cleaned_data["tags"])}


class ExtraForm(DeedForm):
    """附加问题 of the concern's topic."""

    def prepare(self) -> None:
        given = {one.question_id: one.value for one in self.concern.extra_answers.all()}
        self.questions = questions_of(self.concern)
        for question in self.questions:
            self.fields[f"q{question.pk}"] = self._field(question)
            self.initial[f"q{question.pk}"] = given.get(question.pk, "")

    def _field(self, question: TopicQuestion) -> forms.Field:
        shape: dict[str, Any] = {"label": question.text, "required": False}
        if question.answer_type == AnswerType.YES_NO:
            choices = [("", gettext("未问")), *((str(word), word) for _code, word in YES_NO)]
            return forms.ChoiceField(choices=choices, **shape)
        if question.answer_type == AnswerType.CHOICE:
            choices = [("", gettext("未问")), *((one, one) for one in question.options.split("、"))]
            return forms.ChoiceField(choices=choices, **shape)
        if question.answer_type == AnswerType.DAY:
            field = DateField(**shape)
            field.today = self.today
            return field
        return forms.CharField(max_length=300, **shape)

    def as_command(self) -> dict[str, Any]:
        answers = {}
        for question in self.questions:
            value: Any = self.cleaned_data.get(f"q{question.pk}")
            answers[question.pk] = value.isoformat() if isinstance(value, date) else str(value or "")
        return {"answers": answers}


def units_below(path: str, today: Any) -> list[tuple[int, str]]:
    """The unit and the units directly below it, for a filter."""
    found = Unit.objects.valid(today).filter(within("path", path)).order_by("path")
    return [(one.pk, "　" * (one.depth - 1) + one.name) for one in found if one.depth <= 2 or one.path == path]
