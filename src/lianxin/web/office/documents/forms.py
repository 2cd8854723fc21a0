"""公文的填写. Forms read and check what was typed; they never save."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.drafting import COMPOSERS, Choice, Composer, outgoing_series
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import NotAPeriod, read_period
from lianxin.reports.documents.kinds import labels
from lianxin.reports.documents.terms import OTHER, STANDING, ElsewhereKind, Form, State, Term
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.web.ui.periods import OF_PAPERS, period_groups
from lianxin.web.ui.reach import units_within

SPAN = "span"
SIGNED = "signed"


def own_unit(actor: Actor, to: Permission, today: date) -> "QuerySet[Unit]":
    """The actor's own unit, where he holds a permission there: nobody reads the drafts of another."""
    return units_within(actor, to, today).filter(path=actor.own_path)


def period_choices(kinds: Sequence[str], today: date) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The periods of these kinds that have begun, newest first."""
    return period_groups(today, [one for one in OF_PAPERS if one[0] in kinds])


class NewForm(TodayForm):
    """起草: of which unit, about which period or subject; without a composer, its title."""

    unit = UnitField(label=_("单位"))
    period = forms.CharField(label=_("时期"), max_length=20, required=False)
    first = forms.CharField(label=_("从哪个月"), max_length=7, required=False, help_text=_("如 2026-03"))
    last = forms.CharField(label=_("到哪个月"), max_length=7, required=False, help_text=_("如 2026-08，含这个月。"))
    subject = forms.CharField(label=_("写哪件事"), max_length=300, required=False)
    title = forms.CharField(label=_("标题"), max_length=120, required=False)
    addressee = forms.CharField(label=_("主送机关"), max_length=120, required=False)
    series = forms.ChoiceField(
        label=_("文号"), required=False, choices=lambda: [("", _("不编文号")), *outgoing_series()],
        help_text=_("签发时按这个系列编号；不编文号的不计入年度限额。"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, actor: Actor, to: Permission, one: Composer | None, subjects: Sequence[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.one, self.subjects, today = one, {choice.ref: choice for choice in subjects}, kwargs["today"]
        cast(UnitField, self.fields["unit"]).offer(own_unit(actor, to, today))
        kinds = [kind for kind in (one.periods if one else ()) if kind != SPAN]
        if kinds:
            choices: list[Any] = list(period_choices(kinds, today))
            asked = str(self.initial.get("period") or "")
            if self.initial.get("subject") and not asked:
                choices.insert(0, ("", "———"))  # begun from a record, which brings its own days
            if asked and all(asked != code for _label, listed in choices for code, _name in listed):
                choices.append((_("所选"), [(asked, asked)]))
            self.fields["period"].widget = forms.Select(choices=choices)
        self._leave_out(kinds, one)

    def _leave_out(self, kinds: list[str], one: Composer | None) -> None:
        """Only what this kind of document asks for stands on the page."""
        if not kinds and not (one and SPAN in one.periods):
            del self.fields["period"]
        elif not kinds:
            self.fields["period"].widget = forms.HiddenInput()
        if one is None or SPAN not in one.periods or kinds:
            del self.fields["first"], self.fields["last"]
        if one is not None:
            del self.fields["series"]  # the kind has its own
        if one is None:
            del self.fields["subject"]
        elif one.subjects is None:
            self.fields["subject"].widget = forms.HiddenInput()
        else:
            self.fields["subject"].widget = forms.Select(choices=[("", "———"), *self._offered()])
        if one is None:
            self.fields["title"].required = True
        elif kinds and one.subjects is None:
            self.fields["period"].required = True

    def _offered(self) -> list[tuple[str, Any]]:
        """The subjects; one that the page was opened for stands among them, also where it is older than those listed."""
        found: list[tuple[str, Any]] = [(choice.ref, choice.label) for choice in self.subjects.values()]
        asked = str(self.data.get("subject") or self.initial.get("subject") or "")
        if asked and asked not in self.subjects:
            found.insert(0, (asked, _("打开这一页时选的（%(ref)s）") % {"ref": asked.rpartition(":")[2][:20]}))
        return found

    def clean(self) -> dict[str, Any]:
        """The period as a period; a subject brings its own. What it may be about the composer decides."""
        found = super().clean() or {}
        asked = found.pop("period", "") or ""
        first, last = found.pop("first", ""), found.pop("last", "")
        asked = f"{first}..{last}" if first or last else asked
        found.setdefault("subject", "")
        chosen = self.subjects.get(found.get("subject") or "")
        try:
            found["period"] = read_period(asked) if asked else chosen.period if chosen else None
        except NotAPeriod as problem:
            self.add_error("period" if "period" in self.fields else "first", str(problem))
        found["subject_label"] = chosen.label if chosen else ""
        return found


def elsewhere_kinds() -> list[tuple[str, Any]]:
    """What may be kept that was written elsewhere: those kinds, then the earlier texts of one's own."""
    own = [(code, one.label) for code, one in COMPOSERS.items()]
    return [*ElsewhereKind.choices, (_("本单位以前的文稿"), [*own, (OTHER, _("其他公文"))])]  # type: ignore[list-item]


class KeepForm(TodayForm):
    """存入别处写成的文件."""

    kind = forms.ChoiceField(label=_("类别"), choices=elsewhere_kinds)
    title = forms.CharField(label=_("标题"), max_length=120)
    issuer = forms.CharField(label=_("谁写的、谁发的"), max_length=60, required=False, help_text=_("不填就是本单位。"))
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    on = DateField(label=_("日期"))
    file = forms.FileField(
        label=_("文件"), required=False, help_text=_("docx，不超过 5 MB。也可以不上传，把正文粘贴在下面。")
    )
    text = long_text(_("正文"), rows=8, most=50_000, required=False)

    def clean(self) -> dict[str, Any]:
        """The file as its name and bytes; with a text beside it nobody knows which of the two is meant."""
        found = super().clean() or {}
        file = found.pop("file", None)
        if file and (found.get("text") or "").strip():
            self.add_error("file", _("粘贴和上传请只选一种：清空正文，或者不选文件。"))
        return found | {"name": file.name if file else "", "data": file.read(6 * 1024 * 1024) if file else b""}


class WordForm(forms.Form):
    """交回 Word、WPS 改过的文件."""

    file = forms.FileField(label=_("改好的文件"), help_text=_("docx，不超过 5 MB。"))
    is_final = forms.BooleanField(
        label=_("看过后来的改动，以这个文件为准"), required=False, help_text=_("下载以后没有别人改过的不用勾。")
    )

    def clean(self) -> dict[str, Any]:
        """The file as its name and bytes."""
        found = super().clean() or {}
        file = found.pop("file", None)
        return found | ({"name": file.name, "data": file.read(6 * 1024 * 1024)} if file else {})


class WhyForm(forms.Form):
    """写明原因."""

    why = forms.CharField(label=_("原因"), max_length=200)


class SubmitForm(forms.Form):
    """送签."""

    long_why = forms.CharField(
        label=_("篇幅为什么要这么长"), max_length=200, required=False, help_text=_("没有超过篇幅的不用写。")
    )


class IssueForm(forms.Form):
    """签发."""

    number = forms.CharField(
        label=_("文号"), max_length=60, required=False, help_text=_("不填就编下一个号；已经用过的号不能再用。")
    )
    head = forms.ChoiceField(
        label=_("版头"),
        choices=[("", _("不印，用本单位的红头纸")), *Form.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    beyond_why = forms.CharField(
        label=_("超过年度限额的原因"), max_length=200, required=False, help_text=_("没有超过的不用写。")
    )


class ArchiveForm(forms.Form):
    """归档."""

    term = forms.ChoiceField(label=_("保管期限"), choices=Term.choices, widget=forms.RadioSelect)


def states_of(asked: str) -> tuple[str, ...]:
    """The states that a filter means."""
    return tuple(str(one) for one in STANDING) if asked == SIGNED else (asked,) if asked else ()


class FilterForm(forms.Form):
    """找公文."""

    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), (SIGNED, _("已签发和已归档")), *State.choices]
    )
    kind = forms.ChoiceField(label=_("文种"), required=False)
    year = forms.TypedChoiceField(label=_("年份"), required=False, coerce=int, empty_value=None)
    words = forms.CharField(label=_("文中的字"), required=False, max_length=40)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = list(labels(today).items())
        shape: Any = self.fields["kind"]
        shape.choices = [("", _("全部")), *own, (OTHER, _("其他公文")), *ElsewhereKind.choices]
        years: Any = self.fields["year"]
        years.choices = [("", _("全部")), *((year, str(year)) for year in range(today.year, today.year - 8, -1))]


class PageForm(forms.Form):
    """公开稿."""

    title = forms.CharField(label=_("标题"), max_length=120)
    text = long_text(pgettext_lazy("page text", "公开的文字"), rows=16, most=50_000)


class PictureForm(forms.Form):
    """加配图."""

    picture = forms.FileField(label=_("图片"), help_text=_("不超过 10 MB。时间、地点等信息会去掉。"))
    alt = forms.CharField(label=_("图片说明"), max_length=120, help_text=_("图里是什么，给看不见图的人读。"))

    def clean(self) -> dict[str, Any]:
        """The picture as bytes."""
        found = super().clean() or {}
        picture = found.pop("picture", None)
        return found | ({"data": picture.read(11 * 1024 * 1024)} if picture else {})


class BudgetForm(forms.Form):
    """年度限额."""

    year = forms.IntegerField(label=_("年份"), min_value=2020, max_value=2100)
    unit_kind = forms.ChoiceField(label=_("哪类单位"), choices=UnitKind.choices)
    documents = forms.IntegerField(
        label=_("公文件数"), required=False, min_value=0, help_text=_("一个单位一年最多几件，不限的留空。")
    )
    meetings = forms.IntegerField(
        label=_("会议次数"), required=False, min_value=0, help_text=_("一个单位一年最多几次，不限的留空。")
    )


class EditForm(forms.Form):
    """修改: on which version, the title, the addressee; the paragraphs are read beside it."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("标题"), max_length=130, widget=forms.Textarea(attrs={"rows": 2}))
    addressee = forms.CharField(label=_("主送机关"), max_length=120, required=False)

    def clean_title(self) -> str:
        """Line breaks as they are kept."""
        return "\n".join(line.strip() for line in str(self.cleaned_data["title"]).splitlines() if line.strip())
