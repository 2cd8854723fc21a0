"""成批核对的填写: which files, of which period, whose a text is."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.pure.periods import Period
from lianxin.reports.checks.models import BatchText
from lianxin.web.office.checker.forms import ENDINGS, period_choices
from lianxin.web.ui.fields import UnitField
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request
from lianxin.web.ui.uploads import sent_of


class ManyFiles(forms.FileInput):
    """选文件: several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """材料: several files, or a zip of them; what was too much was not read at all (see `uploads`)."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyFiles(attrs={"accept": f"{ENDINGS},.zip", "multiple": True})
        super().__init__(**{"max_length": 300, "allow_empty_file": True, "widget": widget, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class PeriodForm(forms.Form):
    """统计期 from a list."""

    period = forms.CharField(label=gettext_lazy("统计期"), required=False, max_length=8)

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = period_choices(request.today, _("不写明"))
        now = str(self.initial.get("period") or "")
        if now and now not in dict(choices):
            choices.insert(1, (now, period_words(Period.parse(now))))
        self.fields["period"].widget = forms.Select(choices=choices)

    def clean_period(self) -> Period | None:
        """A period, or None."""
        code = self.cleaned_data["period"]
        if code not in dict(cast(forms.Select, self.fields["period"].widget).choices):
            raise forms.ValidationError(_("请在列表里选择时期。"))
        return Period.parse(code) if code else None


class BatchForm(PeriodForm):
    """收下一批."""

    file = FilesField(
        label=gettext_lazy("要核对的文件"),
        help_text=gettext_lazy("docx、xlsx、txt、网页或文字版 PDF，可以选几个，也可以选一个 zip。每份不超过 5 MB，一批不超过 700 份。"),
        error_messages={"required": gettext_lazy("请选择要核对的文件。")},
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("这一批叫什么"), required=False, max_length=80,
        help_text=gettext_lazy("例如“各村十月总结”。可以不填。"),
    )  # fmt: skip

    entry_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        self._sent = sent_of(request)
        self.fields["period"].label = _("写的是哪个时期")
        self.fields["period"].help_text = _("文件名、标题里写明的，以写明的为准。知道时期才能与记录对照。")
        self.order_fields(["file", "title", "period"])

    def clean(self) -> dict[str, Any]:
        """All that was sent, or nothing."""
        found = super().clean() or {}
        if self._sent.is_too_many:
            said = _("一次最多选 %(most)s 个文件，这里选了 %(n)s 个，一个也没有收下。请分成几批。")
            self.add_error("file", said % {"most": self._sent.most_files, "n": self._sent.files})
        elif self._sent.is_too_large:
            self.add_error("file", _("这些文件合起来超过 60 MB。请删去图片，或分成几批。"))
        return found


class PlaceForm(PeriodForm):
    """改定单位和统计期."""

    unit = UnitField(label=gettext_lazy("单位"), required=False)

    def __init__(self, *args: Any, text: BatchText, **kwargs: Any) -> None:
        initial = {"period": text.about.code if text.about else "", "unit": text.unit}
        super().__init__(*args, initial=initial, **kwargs)
        offered = Unit.objects.filter(within("path", text.batch.unit_path)).order_by("path")
        cast(UnitField, self.fields["unit"]).offer(offered)
        self.order_fields(["unit", "period"])
