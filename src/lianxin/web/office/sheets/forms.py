"""纸质答卷的填写. Forms read and check what was sent; they never save."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.scans import MAX_BYTES
from lianxin.work.ballots.models import PollBox
from lianxin.work.sheets.commands.printing import MOST_COPIES
from lianxin.work.sheets.commands.scanning import MOST_FILES


class GroupForm(forms.Form):
    """Of which group: those whose sheets are ballots."""

    group = forms.ChoiceField(label=gettext_lazy("评议主体"))

    def __init__(self, *args: Any, box: PollBox, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, one.label) for one in box.groups.all()]
        chosen: Any = self.fields["group"]
        chosen.choices = choices
        if len(choices) == 1:
            chosen.initial = choices[0][0]


class PrintForm(GroupForm):
    """印制."""

    copies = forms.IntegerField(
        label=gettext_lazy("份数"),
        min_value=1,
        max_value=MOST_COPIES,
        help_text=gettext_lazy("每一份都一样，没有编号。份数记进账里，清点时要对得上。"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    is_double = forms.BooleanField(
        label=gettext_lazy("手工录入时由两人各录一遍"),
        required=False,
        help_text=gettext_lazy("不用扫描仪时，两人各录一遍，不一致的对照原件核对。"),
    )


class KeyingForm(GroupForm):
    """开始手工录入."""

    is_double = forms.BooleanField(label=gettext_lazy("由两人各录一遍"), required=False)


class AccountForm(forms.Form):
    """清点."""

    handed_out = forms.IntegerField(label=gettext_lazy("发出"), min_value=0, max_value=MOST_COPIES * 20)
    unused = forms.IntegerField(label=gettext_lazy("未发"), min_value=0, max_value=MOST_COPIES * 20)
    spoiled = forms.IntegerField(
        label=gettext_lazy("作废"),
        min_value=0,
        max_value=MOST_COPIES * 20,
        help_text=gettext_lazy("印坏、弄脏、没有发出去就销毁的。"),
    )


class ManyFiles(forms.FileInput):
    """选文件: several at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """扫描件: one or several; each is held against the limit before it is read."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyFiles(attrs={"accept": "application/pdf,image/*,.tif,.tiff", "multiple": True})
        super().__init__(**{"max_length": 300, "allow_empty_file": True, "widget": widget, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(ManyFilesField, self).clean(one, initial) for one in given or [None]]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("一次最多选 %(most)s 个文件。") % {"most": MOST_FILES})
        if any(one.size > MAX_BYTES for one in files):
            raise forms.ValidationError(_("有文件超过 60 MB。请用 200 dpi 灰度扫描，或分成几个文件。"))
        return files


class UploadForm(forms.Form):
    """上传扫描件."""

    file = ManyFilesField(
        label=gettext_lazy("扫描件或照片"),
        help_text=gettext_lazy("PDF、TIFF 或照片，可以选几个。文件名、时间、位置不保存，读完就删。"),
        error_messages={"required": gettext_lazy("请选择扫描件。")},
    )


class DigitsForm(forms.Form):
    """键入页码."""

    digits = forms.CharField(
        label=gettext_lazy("二维码下面的十二位数字"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-lx-focus": "1"}),
    )


class RemarkForm(forms.Form):
    """录入意见."""

    text = forms.CharField(
        label=gettext_lazy("照图片录入"),
        required=False,
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-lx-focus": "1"}),
        help_text=gettext_lazy("照写的录，不改意思；写到姓名、电话的，用“某某”代替。没有写字就直接按“没有写字”。"),
    )
