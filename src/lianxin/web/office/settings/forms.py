"""设置修改的填写: what each kind asks, with the day from which it is to hold and why. Forms read and check; they never save."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.clocks import changing, own, quiet
from lianxin.base.drafting import outgoing_series
from lianxin.base.files.tables import MAX_BYTES, Unreadable, read_tables
from lianxin.base.protection import masks
from lianxin.base.versions.commands import LONGEST
from lianxin.reports.documents import kinds
from lianxin.web.ui.fields import DateField
from lianxin.work.concerns import standard_codes
from lianxin.work.concerns.topic_tree import BadRow
from lianxin.work.sms import wording


class ChangeForm(forms.Form):
    """一项设置的修改: the fields of its kind, then from when and why."""

    valid_from = DateField(
        label=_("从哪天起用"), lean="future",
        help_text=_("今天或以后。以前的照当时的规定算，已经答应群众的日期不变。"),
    )  # fmt: skip
    why = forms.CharField(label=_("为什么要改"), max_length=LONGEST, help_text=_("例如：哪次会议、哪份文件定的。"))
    kept: tuple[str, ...] = ("valid_from", "why")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].today = today  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name not in self.kept] + list(self.kept))

    @property
    def value(self) -> dict[str, Any]:
        """What was typed of the setting itself."""
        return {name: told for name, told in self.cleaned_data.items() if name not in self.kept}


class ClockForm(ChangeForm):
    """期限规则."""

    label = forms.CharField(label=_("名称"), max_length=60)
    amount = forms.IntegerField(label=_("时限"), min_value=0, max_value=9999, help_text=_("0 就是当日。"))
    unit = forms.ChoiceField(label=_("单位"), choices=changing.UNITS)
    start_day = forms.ChoiceField(label=_("开始当日"), choices=changing.STARTS)
    roll_forward = forms.ChoiceField(label=_("到期日是休息日的"), choices=changing.ROLLS)
    max_extension = forms.IntegerField(
        label=_("最多可延"), min_value=0, max_value=9999, help_text=_("0 就是不能延期。")
    )
    extension_by = forms.CharField(label=_("延期谁批准"), max_length=60, required=False)
    tell_resident = forms.BooleanField(label=_("延期要告知群众"), required=False)
    legal_basis = forms.CharField(label=_("依据"), max_length=200)
    grade = forms.ChoiceField(
        label=_("依据可靠程度"), choices=changing.GRADES, help_text=_("看过原文才选“已核对法规全文”。")
    )
    enabled = forms.BooleanField(label=_("登记时可以选用"), required=False)


class OwnClockForm(ClockForm):
    """本县自定的期限: it rests on a paper of the county, so its grade is not asked; it counts days."""

    grade = None  # type: ignore[assignment]
    unit = forms.ChoiceField(
        label=_("单位"), choices=[pair for pair in changing.UNITS if pair[0] != "hour"], initial="workday"
    )


class WordsForm(ChangeForm):
    """短信措辞."""

    text = forms.CharField(
        label=_("短信"), max_length=wording.LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("可以用的位置：{单位}、{编号}、{电话}，有日期的还有{日期}。密码、反映的内容和网址不能写。"),
    )  # fmt: skip


class CodesForm(ChangeForm):
    """分类编码对照: a table; without one the lines stay as they are."""

    name = forms.CharField(
        label=_("标准或平台"), max_length=standard_codes.LONGEST_NAME, help_text=_("哪份标准、哪个平台，写明年份。")
    )
    file = forms.FileField(
        label=_("编码表"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text=_("四列：分类（一级/二级）、标签（可以空）、编码、编码名称。不传就用现在的各行。"),
    )  # fmt: skip
    leave_out = forms.BooleanField(label=_("读不懂的行不要，其余照用"), required=False)
    bad: Sequence[BadRow] = ()

    def clean(self) -> dict[str, Any]:
        """The lines of the table; what cannot be read is listed, and left out only where that was ticked."""
        found = super().clean() or {}
        file, found["rows"] = found.pop("file", None), list(self.initial.get("rows", []))
        may_leave_out = found.pop("leave_out", False)
        if file and not self.errors:
            try:
                found["rows"], self.bad = standard_codes.read(read_tables(file.read(), file.name)[0].rows)
            except Unreadable as problem:
                self.add_error("file", str(problem))
            if self.bad and not may_leave_out:
                self.add_error(
                    "file", _("有 %(n)s 行读不懂，见下面。改好再传，或者勾选不要这些行。") % {"n": len(self.bad)}
                )
        return found


class QuietForm(ChangeForm):
    """勿扰时段."""

    begins = forms.IntegerField(
        label=_("几时开始"), min_value=quiet.BEGINS[0], max_value=quiet.BEGINS[1], help_text=_("17 到 22 时。")
    )
    ends = forms.IntegerField(
        label=_("次日几时结束"), min_value=quiet.ENDS[0], max_value=quiet.ENDS[1], help_text=_("6 到 10 时。")
    )
    rest_days = forms.BooleanField(label=_("休息日全天不发"), required=False)


def _series() -> list[tuple[str, Any]]:
    return [("", _("不编号")), *outgoing_series()]


class DocumentForm(ChangeForm):
    """文书种类."""

    label = forms.CharField(label=_("名称"), max_length=kinds.LONGEST_LABEL)
    title = forms.CharField(
        label=_("标题"), max_length=kinds.LONGEST_TITLE, required=False,
        help_text=_("不填就由记录写成。可以用的位置：{单位}、{时期}、{事项}；哪个位置没有内容，就仍由记录写成。"),
    )  # fmt: skip
    series = forms.ChoiceField(label=_("编号系列"), choices=_series, required=False)
    addressee = forms.CharField(
        label=_("主送"), max_length=kinds.LONGEST_ADDRESSEE, required=False, help_text=_("记录里写明主送谁的，照记录。")
    )
    term = forms.ChoiceField(
        label=_("保管期限"), choices=[("", _("归档时选")), *kinds.Term.choices], required=False,
        help_text=_("归档的时候先替您选好，仍可以改。"),
    )  # fmt: skip


class MaskForm(ChangeForm):
    """遮盖."""

    level = forms.TypedChoiceField(label=_("遮盖到哪一档"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key, shape = str(self.initial["key"]), self.fields["level"]
        shape.choices = [  # type: ignore[attr-defined]
            (level, f"{label}（{masks.sample(key, level)}）") for level, label in enumerate(masks.LEVELS[key])
        ]


FORM_OF: dict[str, type[ChangeForm]] = {
    changing.KIND: ClockForm,
    quiet.KIND: QuietForm,
    masks.KIND: MaskForm,
    kinds.KIND: DocumentForm,
    wording.KIND: WordsForm,
    standard_codes.KIND: CodesForm,
}


#: what is asked for a further setting of the county's own, and what it begins with
ADD_FORM_OF: dict[str, tuple[type[ChangeForm], dict[str, Any]]] = {
    changing.KIND: (OwnClockForm, {"max_extension": 0, "enabled": True}),
}


def form_of(kind: str, key: str) -> type[ChangeForm]:
    """What is asked for a change of this setting."""
    return OwnClockForm if kind == changing.KIND and own.is_own(key) else FORM_OF[kind]


class ReasonForm(forms.Form):
    """退回、撤回的理由."""

    why = forms.CharField(label=_("理由"), max_length=LONGEST)


class FileForm(forms.Form):
    """一县的设置, as it was taken out elsewhere."""

    file = forms.FileField(
        label=_("设置文件"),
        help_text=_("另一处“带出全县设置”得到的文件，.json。"),
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )

    def clean_file(self) -> Any:
        """At most as large as a table may be."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("文件太大了，请核对是不是选错了文件。"))
        return file
