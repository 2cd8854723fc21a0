"""督查通报的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text, shape
from lianxin.work.circulars.commands import Problem
from lianxin.work.circulars.models import Circular
from lianxin.work.circulars.queries.wording import PROBLEMS
from lianxin.work.circulars.terms import FindingKind, LeaderPost, OnDuty, ReplyKind
from lianxin.work.inspections.models import InspectionPlan
from lianxin.work.inspections.terms import InspectionMode
from lianxin.work.regulations.models import Article, RegulationVersion

ROWS = 3  # problems on the form; more are noted on the record's page
MOST_ARTICLES = 300
RULE_HELP = _("违反哪一条制度；没有对照的不选。是否追究责任，由有权的机关决定，系统不管。")


def articles(on: date) -> list[tuple[str, str]]:
    """The articles in force on a day, for choosing: one statement."""
    held = Article.objects.filter(version__in=RegulationVersion.objects.in_force(on))
    found = held.select_related("version__regulation").order_by("version__regulation__title", "number")[:MOST_ARTICLES]
    return [("", "—"), *((str(one.pk), f"{one} {one.text[:24]}") for one in found)]


class RuledForm(TodayForm):
    """A form with boxes that choose an article."""

    def rule_of(self, name: str) -> Article | None:
        """The chosen article, from what was typed in this box."""
        pk = self.cleaned_data.get(name)
        return Article.objects.select_related("version__regulation").get(pk=pk) if pk else None


class _SeenForm(RuledForm):
    """What is asked of every check: who went, what was seen, good things, problems."""

    went = forms.CharField(label=_("督查人员"), max_length=120, help_text=_("谁去的，如 督查一组。"))
    work_seen = long_text(_("工作开展情况"), _("抽看已有的记录和现场，不要单位另外准备材料。"), rows=3, required=False)
    good = long_text(_("好的做法"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = articles(kwargs["today"])
        kinds = [("", "—"), *FindingKind.choices]
        for n in range(1, ROWS + 1):
            self.fields[f"kind_{n}"] = forms.ChoiceField(
                label=_("问题 %(n)s 的类别") % {"n": n}, choices=kinds, required=False
            )
            self.fields[f"text_{n}"] = long_text(_("问题 %(n)s") % {"n": n}, _("写单位和工作，不写个人姓名；没有不写。"), rows=2, most=500,
                                                 required=False)  # fmt: skip
            self.fields[f"rule_{n}"] = forms.ChoiceField(label=_("对照制度"), choices=choices, required=False)
        self.fields["asks"] = forms.BooleanField(
            label=_("记下后就请单位说明"), required=False, initial=True,
            help_text=_("单位在今日里看到，几个工作日内可以说明；通报之前一定要问过。"),
        )  # fmt: skip

    def further(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """The second problem and those after it: number, boxes, whether something was written there."""
        rows = [(n, [self[f"{name}_{n}"] for name in ("kind", "text", "rule")]) for n in range(2, ROWS + 1)]
        return [(n, row, any(box.value() for box in row)) for n, row in rows]

    def first(self) -> list[forms.BoundField]:
        """All other boxes, in order."""
        held = {box.name for _n, row, _written in self.further() for box in row}
        return [box for box in self if box.name not in held and box.name != "asks"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        problems = []
        for n in range(1, ROWS + 1):
            kind, text = found.pop(f"kind_{n}", ""), found.pop(f"text_{n}", "")
            rule = self.rule_of(f"rule_{n}") if text and f"rule_{n}" in found else None
            found.pop(f"rule_{n}", None)
            if text and not kind:
                self.add_error(f"kind_{n}", str(_("请选问题的类别。")))
            if text:
                problems.append(Problem(kind, text, rule))
        return found | {"problems": problems}


class CheckForm(_SeenForm):
    """督查记录."""

    on = DateField(label=_("督查日期"))
    mode = forms.ChoiceField(label=_("督查方式"), choices=InspectionMode.choices)
    on_duty = forms.ChoiceField(
        label=_("墙上公示的和实际在岗的"), choices=OnDuty.choices, widget=forms.RadioSelect, initial=OnDuty.NOT_LOOKED,
        help_text=_("整个站一句话，不逐人点名、不打卡。"),
    )  # fmt: skip
    duty_note = forms.CharField(label=_("差在哪里"), max_length=200, required=False)
    field_order = ("on", "mode", "went", "on_duty", "duty_note", "work_seen", "good")


class LeaderForm(_SeenForm):
    """领导督导."""

    unit = UnitField(label=_("去了哪个单位"))
    leader_post = forms.ChoiceField(label=_("哪一位领导"), choices=LeaderPost.choices, widget=forms.RadioSelect)
    leader = forms.CharField(label=_("领导姓名"), max_length=60)
    on = DateField(label=_("督导日期"))
    mode = forms.ChoiceField(label=_("督查方式"), choices=InspectionMode.choices)
    field_order = ("unit", "leader_post", "leader", "on", "mode", "went", "work_seen", "good")

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["went"].required = False
        self.fields["work_seen"].required = True
        below = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path)).exclude(pk=here.pk)
        cast(UnitField, self.fields["unit"]).offer(below)


class SampleForm(forms.Form):
    """抽看一件."""

    agrees = forms.TypedChoiceField(
        label=_("记录与实际"), choices=[("1", _("一致")), ("", _("不一致"))], coerce=bool, required=False,
        widget=forms.RadioSelect, initial="1",
    )  # fmt: skip
    note = forms.CharField(label=_("看到的情况"), max_length=300, required=False, help_text=_("不一致的要写。"))


class NoteForm(RuledForm):
    """提出问题."""

    kind = forms.ChoiceField(label=_("类别"), choices=FindingKind.choices, widget=forms.RadioSelect)
    text = long_text(_("是什么问题"), _("写单位和工作，不写个人姓名。"), rows=3, most=500)
    rule = forms.ChoiceField(label=_("对照制度"), required=False, help_text=RULE_HELP)
    asks = forms.BooleanField(label=_("记下后就请单位说明"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "rule", choices=articles(kwargs["today"]))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        return found | {"rule": self.rule_of("rule") if "rule" in found else None}


class ReasonForm(TodayForm):
    """写明原因."""

    reason = long_text(_("原因"), rows=2, most=200)


class NothingForm(TodayForm):
    """没有要填的: the button is enough."""


class ReplyForm(TodayForm):
    """说明情况."""

    kind = forms.ChoiceField(label=_("情况"), choices=ReplyKind.choices, widget=forms.RadioSelect)
    text = long_text(_("实际情况"), _("有出入的写清楚；属实的可以写已经怎样改。"), rows=3, most=1000, required=False)
    evidence = forms.CharField(
        label=_("凭据"), max_length=300, required=False,
        help_text=_("在哪里查得到，如 诉求编号、会议记录；不要求传照片。"),
    )  # fmt: skip


class DecideForm(TodayForm):
    """核定."""

    outcome = forms.ChoiceField(label=_("怎样核定"), widget=forms.RadioSelect)
    text = long_text(_("修改后的问题"), _("按说明修改的才写；原来的文字仍然保留。"), rows=3, most=500, required=False)
    reason = long_text(_("理由"), rows=2, most=500, required=False)

    def __init__(self, *args: Any, outcomes: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "outcome", choices=outcomes)


class CorrectForm(TodayForm):
    """转整改."""

    measure = long_text(_("整改措施"), _("做什么、做多少、到哪天。"), rows=2, most=1000)
    starts_on = DateField(label=_("开始时间"))
    ends_on = DateField(label=_("完成时间"), lean="future")
    person = forms.CharField(label=_("责任人"), max_length=60)
    supervisor = forms.CharField(label=_("监督责任人"), max_length=60)


class PutRightForm(TodayForm):
    """记当场改正."""

    how = forms.CharField(label=_("怎样改的"), max_length=200)
    on = DateField(label=_("哪天改好的"))


class DraftForm(TodayForm):
    """起草通报."""

    first = DateField(label=_("从哪天"))
    last = DateField(label=_("到哪天"))
    plan = forms.ModelChoiceField(
        queryset=InspectionPlan.objects.none(),
        label=_("只写一个计划的"),
        required=False,
        empty_label=_("这段时间的全部"),
    )

    def __init__(self, *args: Any, home_path: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = InspectionPlan.objects.filter(unit_path=home_path, inspections__isnull=False).distinct()
        shape(self, "plan", queryset=plans.order_by("-starts_on", "-pk"))


class TextForm(TodayForm):
    """修改通报稿: one box per section; numbers stand as 【督查次数】, the problems are the findings themselves."""

    title = forms.CharField(label=_("标题"), max_length=100)

    def __init__(self, *args: Any, circular: Circular, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = circular.title
        for one in circular.sections:
            if one["key"] != PROBLEMS:
                self.fields[one["key"]] = long_text(one["head"], rows=6, most=6000, required=False, initial=one["text"])

    def texts(self) -> dict[str, str]:
        """What was typed, by section."""
        return {key: text for key, text in self.cleaned_data.items() if key != "title"}


class IssueForm(TodayForm):
    """签发."""

    number = forms.CharField(
        label=_("文号"), max_length=60, required=False, help_text=_("不填，按发文登记编下一个号。")
    )
