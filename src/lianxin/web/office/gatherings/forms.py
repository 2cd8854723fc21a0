"""座谈与征求意见的填写. Forms read and check what was typed; they never save."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text, shape
from lianxin.web.ui.rooms import LinesField
from lianxin.work.gatherings.commands.sheets import Asked
from lianxin.work.gatherings.models import Decision, Opinion, OpinionSheet, Study
from lianxin.work.gatherings.terms import GatheringKind, PresentKind, QuestionKind

_OPTIONS = re.compile(r"[/／|｜]")


class GatheringForm(TodayForm):
    """记一次座谈会."""

    kind = forms.ChoiceField(
        label=_("类别"), choices=GatheringKind.choices, widget=forms.RadioSelect, initial=GatheringKind.FORUM
    )
    title = forms.CharField(label=_("主题"), max_length=60)
    held_on = DateField(label=_("日期"))
    people = forms.IntegerField(label=_("参加人数"), min_value=1, max_value=99_999)
    place = forms.CharField(label=_("地点"), max_length=120, required=False)
    units_present = forms.CharField(
        label=_("参加单位"),
        max_length=400,
        required=False,
        help_text=_("只写单位和代表类别，如 三组村民、两家企业；不写个人身份情况。"),
    )
    chaired_by = forms.CharField(label=_("主持人"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in PresentKind:
            label = gettext("其中：%(who)s（人）") % {"who": kind.label}
            self.fields[f"of_{kind}"] = forms.IntegerField(label=label, min_value=0, max_value=99_999, required=False)

    def as_command(self) -> dict[str, Any]:
        """The typed values as `hold` takes them."""
        typed = dict(self.cleaned_data)
        return {"of_which": {kind: typed.pop(f"of_{kind}") or 0 for kind in PresentKind.values}, **typed}


class OpinionForm(forms.Form):
    """记一条发言."""

    text = long_text(_("意见内容"), _("说的是什么事，希望怎样。不写是谁说的。"), rows=3, most=5000)
    answer = long_text(
        _("当场怎样答复"), _("能当场表态的写在这里；要会后研究的先不写。"), rows=2, required=False, most=5000
    )


class QuestionForm(TodayForm):
    """记一个提问: answered there, or by whom and until when."""

    text = long_text(_("群众问的"), _("问的是什么。不写是谁问的。"), rows=2, most=5000)
    answer = long_text(
        _("当场怎样解答"), _("没有当场答复的不写，在下面写由谁、哪天前答复。"), rows=2, required=False, most=5000
    )
    handler = UnitField(label=_("会后由哪个单位答复"), required=False)
    owner = forms.CharField(label=_("责任人"), max_length=60, required=False)
    due_on = DateField(label=_("哪天前答复"), lean="future", required=False)


class ResolutionForm(TodayForm):
    """记议定事项."""

    text = forms.CharField(label=_("议定了什么"), max_length=200)
    decided_by = forms.CharField(
        label=_("谁定的"), max_length=60, required=False, help_text=_("如 村“两委”、到会村民代表；不写就是这次会。")
    )
    handler = UnitField(label=_("由哪个单位办"))
    owner = forms.CharField(label=_("责任人"), max_length=60, required=False, help_text=_("工作人员的姓名或岗位。"))
    due_on = DateField(label=_("哪天前办完"), lean="future")


class AnswerForm(forms.Form):
    """当场答复, 研究后答复."""

    text = long_text(_("答复内容"), rows=5, most=5000)


class PromiseForm(TodayForm):
    """会后研究."""

    handler = UnitField(label=_("承办单位"), help_text=_("由哪个单位研究、答复。"))
    due_on = DateField(label=_("哪天前答复"), lean="future")


class StudyChoiceForm(forms.Form):
    """列入专题研究."""

    study = forms.ModelChoiceField(label=_("专题研究"), queryset=Study.objects.none(), empty_label=_("请选择"))


class SheetForm(TodayForm):
    """拟征求意见表."""

    title = forms.CharField(label=_("标题"), max_length=60)
    about = long_text(_("说明"), rows=2, most=500, required=False)
    questions = LinesField(
        label=_("问题"), rows=8, most=20, required=True,
        help_text=_("一行一个问题。选择题在问号后写选项，用“/”隔开，如：对路灯满意吗？满意/一般/不满意。没有选项的是写意见。"),
    )  # fmt: skip
    visit_to = forms.CharField(
        label=_("走访哪个单位"), max_length=80, required=False, help_text=_("走访前征求意见的才填。")
    )
    visit_on = DateField(label=_("走访日期"), lean="future", required=False)

    def clean_questions(self) -> tuple[Asked, ...]:
        return tuple(_asked(line) for line in self.cleaned_data["questions"])


def _asked(line: str) -> Asked:
    """“对路灯满意吗？满意/一般/不满意” → the question and its options."""
    head, mark, tail = line.replace("?", "？").rpartition("？")
    options = [one.strip(" 。") for one in _OPTIONS.split(tail) if one.strip(" 。")] if mark else []
    if mark and len(options) > 1:
        return Asked(f"{head}？", tuple(one[:40] for one in options))
    if _OPTIONS.search(line) and not mark:
        raise ValidationError(gettext("选择题请在选项前写问号：%(line)s") % {"line": line[:40]})
    return Asked(line)


class OpenForm(TodayForm):
    """开始征求意见."""

    closes_on = DateField(label=_("截止日期"), lean="future")


class ReturnsForm(forms.Form):
    """录入纸质表: how many went out and came back; each option's number; written answers, one per line."""

    handed_out = forms.IntegerField(label=_("发出份数"), min_value=1, max_value=99_999)
    returned = forms.IntegerField(label=_("收回份数"), min_value=1, max_value=99_999)

    def __init__(self, *args: Any, sheet: OpinionSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(sheet.questions.all())
        for one in self.questions:
            if one.kind == QuestionKind.TEXT:
                label = f"{one.number}. {one.text}"
                self.fields[f"text_{one.number}"] = LinesField(
                    label=label, most=200, help_text=gettext("写下的意见，一行一条。")
                )
            for place, word in enumerate(one.options):
                field = forms.IntegerField(
                    label=f"{one.number}. {one.text} — {word}", min_value=0, max_value=99_999, required=False, initial=0
                )
                self.fields[f"count_{one.number}_{place}"] = field

    def as_command(self) -> dict[str, Any]:
        """The typed values as `enter_returns` takes them."""
        typed = self.cleaned_data
        counts = {
            one.number: [typed[f"count_{one.number}_{place}"] or 0 for place in range(len(one.options))]
            for one in self.questions if one.kind == QuestionKind.CHOICE
        }  # fmt: skip
        texts = [text for one in self.questions for text in typed.get(f"text_{one.number}") or ()]
        return {"handed_out": typed["handed_out"], "returned": typed["returned"], "counts": counts, "texts": texts}


class StudyForm(forms.Form):
    """立题."""

    title = forms.CharField(label=_("研究题目"), max_length=60)
    question = long_text(_("要研究的问题"), rows=3, required=False, most=5000)


class ReportForm(forms.Form):
    """研究报告."""

    text = long_text(_("研究报告"), _("查清了什么，原因在哪里，建议怎么办。"), rows=12, most=20_000)


class DecisionForm(TodayForm):
    """作出决定."""

    title = forms.CharField(label=_("决定事项"), max_length=80)
    body = forms.CharField(label=_("作出决定的会议或单位"), max_length=60)
    number = forms.CharField(label=_("文号"), max_length=40, required=False)
    decided_on = DateField(label=_("决定日期"))
    used = forms.MultipleChoiceField(label=_("采用了哪些意见"), widget=forms.CheckboxSelectMultiple)

    def offer(self, opinions: Iterable[Opinion]) -> None:
        """The opinions of the study that the actor may see."""
        self.opinions = {one.code: one for one in opinions}
        shape(self, "used", choices=[(code, one.text[:80]) for code, one in self.opinions.items()])

    def clean_used(self) -> list[Opinion]:
        return [self.opinions[code] for code in self.cleaned_data["used"]]


class MeasureForm(TodayForm):
    """确定措施."""

    text = forms.CharField(label=_("措施内容"), max_length=200)
    handler = UnitField(label=_("承办单位"))
    due_on = DateField(label=_("哪天前完成"), lean="future")
    decision = forms.ModelChoiceField(
        label=_("依据哪项决定"), queryset=Decision.objects.none(), required=False, empty_label=_("不是依据决定")
    )

    def offer(self, study: Study) -> None:
        """The decisions of the study."""
        field = cast(Any, self.fields["decision"])
        field.queryset = study.decisions.all()
        field.label_from_instance = lambda decision: decision.title


class FinishForm(forms.Form):
    """措施已落实."""

    text = long_text(_("落实情况"), rows=4, most=5000)


def finding_fields() -> dict[str, forms.Field]:
    """What a finding of a visit asks beyond a registration."""
    return {
        "source": forms.CharField(label=_("在哪里发现的"), max_length=80, help_text=_("如 11月3日走访石桥村三组。"))
    }


def comment_fields() -> dict[str, forms.Field]:
    """What a comment left on the unit's own page asks beyond a registration."""
    help_text = _("本单位自己的哪个网页、公众号或留言板，哪天的留言。")
    return {"source": forms.CharField(label=_("留言在哪里"), max_length=80, help_text=help_text)}
