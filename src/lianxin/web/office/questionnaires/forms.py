"""问卷的填写. Forms read and check what was typed; they never save."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.surveys import MAX_BYTES, Survey, Unreadable, read_survey
from lianxin.pure.questions import CHOICE, MANY, TEXT, Form, Item, Scale
from lianxin.web.ui.fields import shape
from lianxin.web.ui.rooms import LinesField
from lianxin.work.concerns.problems import Unfit
from lianxin.work.questionnaires import authoring
from lianxin.work.questionnaires.bank import PACKS, SCALES, Pack

OWN = "own"
OPTIONS_HELP = gettext_lazy(
    "尺度选“自己写选项”时填，一行一个，从好到差；要计分就写成“好=100”。"
    "80 分以上算满意，60 分以上算基本满意，以下算不满意；“不了解”不写分值。"
)
KINDS = ((CHOICE, gettext_lazy("单选")), (MANY, gettext_lazy("多选")), (TEXT, gettext_lazy("开放题（写文字）")))


def _texts(rows: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class DrawUpForm(forms.Form):
    """拟订问卷."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=80)
    intro = _texts(3, label=gettext_lazy("卷首语"), required=False, max_length=600,
                   help_text=gettext_lazy("为什么问、问了做什么用、怎样保密。"))  # fmt: skip
    packs = forms.MultipleChoiceField(
        label=gettext_lazy("先从题库取"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(pack.code, pack.label) for pack in PACKS.values() if not pack.slot],
        help_text=gettext_lazy("可以一组不选，之后再取、再加自己的题。"),
    )  # fmt: skip


class WordsForm(forms.Form):
    """标题和卷首语."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=80)
    intro = _texts(4, label=gettext_lazy("卷首语"), required=False, max_length=600)


class SectionForm(forms.Form):
    """一个部分."""

    title = forms.CharField(
        label=gettext_lazy("这一部分的名称"), max_length=80, help_text=gettext_lazy("如 文风、服务态度。")
    )


class ImportForm(forms.Form):
    """导入 XLSForm."""

    file = forms.FileField(
        label=gettext_lazy("XLSForm 文件"), help_text=gettext_lazy("xlsx 或 xls，KoboToolbox、ODK 等导出的表单，不超过 3 MB。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("标题"), max_length=80, required=False, help_text=gettext_lazy("不填就用文件里的标题。")
    )

    def clean_file(self) -> Survey:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("文件超过 3 MB，不像是一份问卷。请只保留 survey、choices、settings 三张工作表。")
            )
        try:
            return read_survey(upload.read())
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ItemForm(forms.Form):
    """一题: its words, kind, scale or own options, whether for each subject, and of whom it is asked."""

    section = forms.ChoiceField(label=gettext_lazy("放在哪一部分"))
    wording = _texts(2, label=gettext_lazy("题干"), max_length=authoring.LONGEST_WORDING)
    kind = forms.ChoiceField(label=gettext_lazy("题型"), choices=KINDS, initial=CHOICE, widget=forms.RadioSelect)
    scale = forms.ChoiceField(label=gettext_lazy("尺度"), required=False, help_text=gettext_lazy("开放题不用选。"))
    options = LinesField(
        label=gettext_lazy("自己写的选项"), rows=5, most=authoring.MOST_OPTIONS, help_text=OPTIONS_HELP
    )
    each = forms.BooleanField(label=gettext_lazy("逐个评议对象都问"), required=False)
    asked_after = forms.ChoiceField(label=gettext_lazy("只问前面这样选的人"), required=False)
    asked_if = forms.CharField(
        label=gettext_lazy("选了哪些才问"), required=False, max_length=200,
        help_text=gettext_lazy("写那一题的选项，如 不满意、基本满意。人人都问就空着。"),
    )  # fmt: skip

    def __init__(self, *args: Any, form: Form, item: Item | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form, self.item = form, item
        fields = cast(dict[str, Any], self.fields)
        fields["section"].choices = [(one.code, one.title) for one in form.sections]
        if item is not None:
            del self.fields["section"]
        fields["scale"].choices = [("", _("请选")), *_scale_choices(form.scales), (OWN, _("自己写选项"))]
        before = _before(form, item)
        fields["asked_after"].choices = [("", _("人人都问")), *((one.code, _numbered(form, one)) for one in before)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["taken"] = self._scale(data)
        data["only_if"] = self._condition(data)
        return data

    def _scale(self, data: dict[str, Any]) -> Scale | None:
        if data.get("kind") == TEXT:
            return None
        if data.get("scale") == OWN:
            try:
                return authoring.own_scale(self.form, data.get("options") or ())
            except Unfit as problem:
                self.add_error("options", str(problem))
                return None
        found = authoring.scale_for(self.form, data.get("scale") or "")
        if found is None and "scale" not in self.errors:
            self.add_error("scale", _("请选一个尺度，或者自己写选项。"))
        return found

    def _condition(self, data: dict[str, Any]) -> tuple[str, tuple[str, ...]] | None:
        before = self.form.item(data.get("asked_after") or "")
        scale = self.form.scale_of(before) if before else None
        if before is None or scale is None:
            return None
        words = [
            word
            for word in (data.get("asked_if") or "").replace("，", "、").replace(",", "、").split("、")
            if word.strip()
        ]
        chosen = [one.code for one in scale.options if one.label in {word.strip() for word in words}]
        if not words or len(chosen) < len({word.strip() for word in words}):
            said = "、".join(one.label for one in scale.options)
            self.add_error("asked_if", _("那一题的选项是：%(words)s。请照着写，用顿号隔开。") % {"words": said})
        return before.code, tuple(chosen)

    def made(self) -> Item:
        """The question as typed; its code is given when it is put in."""
        data = self.cleaned_data
        taken = data["taken"]
        return Item(
            self.item.code if self.item else "", data["wording"].strip(), data["kind"], taken.code if taken else "",
            data["each"], data["only_if"], self.item.is_local if self.item else False,
        )  # fmt: skip


def item_initial(form: Form, item: Item) -> dict[str, Any]:
    """What the form of a question begins with."""
    before = form.item(item.only_if[0]) if item.only_if else None
    scale = form.scale_of(before) if before else None
    words = [one.label for one in scale.options if item.only_if and one.code in item.only_if[1]] if scale else []
    return {
        "wording": item.wording, "kind": item.kind, "scale": item.scale, "each": item.each,
        "asked_after": before.code if before else "", "asked_if": "、".join(words),
    }  # fmt: skip


def _before(form: Form, item: Item | None) -> list[Item]:
    codes = [one.code for one in form.items]
    until = codes.index(item.code) if item else len(codes)
    return [one for one in form.items[:until] if one.kind != TEXT]


def _numbered(form: Form, item: Item) -> str:
    number = [one.code for one in form.items].index(item.code) + 1
    return _("第 %(n)s 题 %(words)s") % {"n": number, "words": item.wording[:30]}


def _scale_choices(own: Sequence[Scale]) -> list[tuple[str, str]]:
    found = {scale.code: scale.label for scale in (*own, *SCALES.values())}
    return list(found.items())


class TakeForm(forms.Form):
    """从题库取: which questions of a pack, and the unit's goal where the pack has a place for it."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("取哪几题"), required=False, widget=forms.CheckboxSelectMultiple
    )
    goal = forms.CharField(
        label=gettext_lazy("本单位的目标"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("如 创业致富、和谐安定。会写进题干。"),
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(item.code, item.wording.replace("{goal}", "…")) for item in pack.items]
        shape(self, "items", choices=found)
        self.initial.setdefault("items", [code for code, _wording in found])
        if not pack.slot:
            del self.fields["goal"]


class PushDownForm(forms.Form):
    """下发."""

    units = forms.MultipleChoiceField(label=gettext_lazy("下发给哪些单位"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "units", choices=choices)
