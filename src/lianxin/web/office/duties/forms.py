"""责任清单、协办、异议的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.files.tables import Unreadable, read_tables
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.queries import top_unit
from lianxin.web.office.concerns.assigning import UnitsField
from lianxin.web.office.concerns.forms import DeedForm, TopicField
from lianxin.web.ui.fields import DateField, UnitField, long_text, shape
from lianxin.work.concerns.duty_files import Entry, Line, Party, Rejected, Resolver, Unknown, lines_of
from lianxin.work.concerns.duty_terms import ObjectionResult
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.problems import Unfit

MAX_BYTES = 5 * 1024 * 1024
SALT, HOURS = "duty-rows", 12


class AnyTopicField(forms.ModelChoiceField):
    """分类 of any level, with the one above it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent.label} › {obj.label}" if obj.parent else obj.label


class AskForm(forms.Form):
    """谁的事: topic, place, day."""

    topic = TopicField(label=_("分类"))
    place = UnitField(label=_("属地"))
    day = DateField(label=_("日期"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["place"]).offer(Unit.objects.valid(today))
        shape(self, "day", today=today)


class RuleForm(forms.Form):
    """写一条: topic, place, lead, assistants, basis."""

    topic = AnyTopicField(label=_("分类"), queryset=Topic.objects.none(), help_text=_("选上级分类的，下面各类都算。"))
    place = UnitField(label=_("属地"), required=False, help_text=_("不写就是全县。写乡镇的，所属村社区都算。"))
    lead = forms.CharField(label=_("主办单位"), max_length=80, help_text=_("单位名称，或“属地乡镇”“属地村社区”。"))
    helpers = forms.CharField(label=_("协办单位"), max_length=400, required=False, help_text=_("几个用“、”隔开。"))
    basis = forms.CharField(label=_("依据"), max_length=200, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        fields = cast(Any, self.fields)
        fields["topic"].queryset = Topic.objects.filter(valid_to=None).select_related("parent").order_by("code")
        fields["place"].offer(Unit.objects.valid(today))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        top = top_unit()
        if top is None or self.errors:
            return typed
        names = Resolver(under=top, on=self.today)
        typed["lead"] = self._party(names, "lead", typed.get("lead", ""))
        words = [word for word in typed.get("helpers", "").replace("，", "、").split("、") if word.strip()]
        typed["helpers"] = [party for party in (self._party(names, "helpers", word) for word in words) if party]
        return typed

    def _party(self, names: Resolver, field: str, word: str) -> Party | None:
        try:
            return names.party(word)
        except Unknown as problem:
            self.add_error(field, str(problem))
            return None


class ImportForm(forms.Form):
    """导入清单: a table; then the rows that were read, signed, to be confirmed."""

    file = forms.FileField(
        label=_("表格文件"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text=_("第一行是列名：分类（或一级、二级、三级）、属地、主办单位、协办单位、依据。"),
    )  # fmt: skip
    replace = forms.BooleanField(label=_("先清空草稿，只留这个文件里的"), required=False)
    rows = forms.CharField(widget=forms.HiddenInput, required=False)
    result: Any = None
    good: list[Entry]
    bad: list[Rejected]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.good, self.bad, self.signed = today, [], [], ""

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        top = top_unit()
        try:
            lines = self._lines(typed)
        except (Unreadable, Unfit) as problem:
            self.add_error("file", str(problem))
            return typed
        if top is not None:
            self.good, self.bad = Resolver(under=top, on=self.today).resolve(lines)
            rows = [[one.number, one.topic, one.place, one.lead, one.helpers, one.basis] for one in lines]
            self.signed = signing.dumps(rows, salt=SALT, compress=True)
        return typed

    def _lines(self, typed: dict[str, Any]) -> list[Line]:
        file = typed.get("file")
        if file:
            if file.size > MAX_BYTES:
                raise Unfit(gettext("文件超过 5 MB，请只保留需要的工作表。"), "file")
            return lines_of(read_tables(file.read(), file.name))
        if typed.get("rows"):
            try:
                return [Line(*row) for row in signing.loads(typed["rows"], salt=SALT, max_age=HOURS * 3600)]
            except signing.BadSignature as problem:
                raise Unfit(gettext("这一页已经过期，请重新上传文件。"), "file") from problem
        raise Unfit(gettext("请选择一个表格文件。"), "file")


class ApproveForm(forms.Form):
    """审定: from which day."""

    valid_from = DateField(label=_("施行日期"), lean="future", help_text=_("不早于今天。上一版到前一天为止。"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "valid_from", today=today)


class HelpForm(DeedForm):
    """请协办."""

    helpers = UnitsField(label=_("协办单位"), help_text=_("可以写几个，用“、”隔开。"))
    help_due_on = DateField(label=_("反馈期限"), lean="future", required=False)
    instruction = long_text(_("请他们做什么"), required=False, most=1000)

    def prepare(self) -> None:
        fields = cast(Any, self.fields)
        fields["helpers"].offer(Unit.objects.valid(self.today))
        fields["help_due_on"].today = self.today
        if self.concern.due_on:
            fields["help_due_on"].help_text = gettext("不写就是办理期限 %(due)s，只能提前。") % {
                "due": self.concern.due_on
            }


class ProgressForm(DeedForm):
    """记进展."""

    comment = long_text(_("到现在办了什么"), _("写清做到哪一步、还差什么、下一步什么时候做。"))


class ObjectForm(DeedForm):
    """提出异议."""

    reason = long_text(_("异议的理由和依据"), _("为什么不属于本单位职责，依据什么规定。"))
    names = UnitField(label=_("应由哪个单位承办"), required=False, help_text=_("写单位名称；确实说不准的不写。"))

    def prepare(self) -> None:
        cast(Any, self.fields["names"]).offer(Unit.objects.valid(self.today))


class SeveralForm(forms.Form):
    """成批交办: to one unit, or each as the list says."""

    to = UnitField(label=_("都交给"), required=False, help_text=_("不写就各照责任清单交给主办和协办单位。"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["to"]).offer(Unit.objects.valid(today))


class StepsForm(forms.Form):
    """办理步骤 of a topic, one a line."""

    topic = AnyTopicField(label=_("分类"), queryset=Topic.objects.none())
    steps = long_text(_("办理步骤"), _("一行一步，照先后写。全部删去就是不设步骤。"), rows=6, most=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = Topic.objects.filter(valid_to=None).select_related("parent").order_by("code")
        shape(self, "topic", queryset=topics)

    def clean_steps(self) -> list[str]:
        return self.cleaned_data["steps"].splitlines()


class ReportForm(forms.Form):
    """反馈协办结果."""

    report = long_text(_("反馈"), _("办了什么、结果怎样。反馈给主办单位，由主办单位答复群众。"))


class ReviewForm(forms.Form):
    """审核异议."""

    result = forms.ChoiceField(label=_("审核结果"), choices=ObjectionResult.choices, widget=forms.RadioSelect)
    answer = long_text(_("审核意见"), _("异议单位会看到。不成立的，写明仍由它承办的依据。"))
    to = UnitField(
        label=_("成立的，改交给"), required=False, help_text=_("不写就退回，重新交办。原单位在新单位签收前继续负责。")
    )
    outside_reason = long_text(
        _("清单外交办的理由"), _("改交给村、社区而不在其责任清单内时写，会计入统计。"),
        rows=2, most=1000, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["to"]).offer(Unit.objects.valid(today))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("result") == ObjectionResult.REJECTED:
            typed["to"], typed["outside_reason"] = None, ""
        return typed
