"""佐证材料的填写. Forms read and check what was sent; they never save."""

import math
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.pictures import MAX_BYTES, Box
from lianxin.work.evidence.terms import MOST_AUDIO_BYTES, MOST_BOXES, MOST_PER_CONCERN

SIDES = ("left", "top", "width", "height")
ROWS = 3


class ManyFiles(forms.FileInput):
    """选文件: several at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """照片: one or several; each is held against the limit before it is read."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyFiles(attrs={"accept": "image/*", "multiple": True})
        super().__init__(**{"max_length": 300, "allow_empty_file": True, "widget": widget, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(ManyFilesField, self).clean(one, initial) for one in given or [None]]
        if len(files) > MOST_PER_CONCERN:
            raise forms.ValidationError(_("一次最多选 %(most)s 张。") % {"most": MOST_PER_CONCERN})
        if any(one.size > MAX_BYTES for one in files):
            raise forms.ValidationError(_("照片超过 10 MB，不能上传。请先缩小，或截屏后再上传。"))
        return files


class PhotosForm(forms.Form):
    """附照片."""

    file = ManyFilesField(
        label=gettext_lazy("照片"),
        help_text=gettext_lazy("可以选几张，每张不超过 10 MB。拍摄地点、时间、手机型号会自动去掉。"),
        error_messages={"required": gettext_lazy("请选择照片。")},
    )
    caption = forms.CharField(
        label=gettext_lazy("说明"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("拍的是什么，例如：换灯以后。"),
    )


class AudioForm(forms.Form):
    """附录音."""

    file = forms.FileField(
        label=gettext_lazy("录音"), max_length=300, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
        help_text=gettext_lazy("mp3、m4a、wav、ogg、webm，不超过 10 MB。录音只存在本系统，不送给任何外部服务。"),
        error_messages={"required": gettext_lazy("请选择录音。")},
    )  # fmt: skip
    caption = forms.CharField(
        label=gettext_lazy("录音里的话"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("听一遍，把要点写成文字，办理的人看文字就能办。"),
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """The size is held against the limit before the file is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_AUDIO_BYTES:
            raise forms.ValidationError(_("录音超过 10 MB，不能上传。请分成几段，或降低音质后再上传。"))
        return file


class BlackenForm(forms.Form):
    """涂黑: rows of four numbers in percent, typed or drawn; rows left blank do not count."""

    def rows(self) -> list[dict[str, str]]:
        """The rows as they were sent, with blank ones to fill in."""
        columns = [self.data.getlist(side)[:MOST_BOXES] if self.is_bound else [] for side in SIDES]  # type: ignore[attr-defined]
        count = max(ROWS, *map(len, columns))
        padded = [[*column, *[""] * (count - len(column))] for column in columns]
        return [dict(zip(SIDES, row, strict=True)) for row in zip(*padded, strict=True)]

    def clean(self) -> dict[str, Any]:
        boxes: list[Box] = []
        for row in self.rows():
            typed = [row[side].strip() for side in SIDES]
            if not any(typed):
                continue
            try:
                left, top, width, height = (float(one) / 100 for one in typed)
            except ValueError as error:
                raise forms.ValidationError(_("每一处都要写四个数，都是百分数，例如 25。")) from error
            if not all(map(math.isfinite, (left, top, width, height))):
                raise forms.ValidationError(_("每一处都要写四个数，都是百分数，例如 25。"))
            boxes.append((left, top, width, height))
        return {"boxes": boxes}


class WithdrawForm(forms.Form):
    """撤回."""

    reason = forms.CharField(
        label=gettext_lazy("撤回的理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("撤回后照片、录音的内容清空，不能恢复，只留下这一行和理由。"),
    )  # fmt: skip
