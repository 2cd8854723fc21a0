"""上传, 列对应和确认的填写."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.custody.terms import LONGEST_DAYS, ExportPurpose
from lianxin.base.files.tables import MAX_BYTES
from lianxin.base.intake.kinds import Kind
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.work.concerns.terms import IMPORT, Channel
from lianxin.work.concerns.terms import Kind as Nature

ENCODINGS = [
    ("", gettext_lazy("自动识别")), ("gb18030", "GB18030（GBK）"), ("utf-8", "UTF-8"), ("big5", "Big5"), ("utf-16", "UTF-16"),
]  # fmt: skip
#: Django takes 1,000 fields of a form; sheets beyond these are read as proposed
MAPPED_SHEETS = 40
KINDS = ".xlsx,.xls,.ods,.csv,.tsv,.txt"


class UploadForm(forms.Form):
    """The file and the unit whose ledger it is."""

    file = forms.FileField(
        label=gettext_lazy("台账文件"), allow_empty_file=True, max_length=500,
        help_text=gettext_lazy("xlsx、xls、ods 或 csv，不超过 30 MB。先预览，确认后才导入。"),
        widget=forms.ClearableFileInput(attrs={"accept": KINDS}),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label=gettext_lazy("台账属于"), queryset=Unit.objects.none(),
        help_text=gettext_lazy("写明了村、社区的，导入时自动归到该村、社区。"),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, today: Any, to: Permission = IMPORT, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.none()
        for root in actor.grants.get(to.code, ()):
            units = units | Unit.objects.valid(today).filter(within("path", root))
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = units.order_by("path")
        unit.initial = actor.unit_id

    def clean_file(self) -> Any:
        """The size is held against the limit before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("文件超过 30 MB，不能上传。请只保留需要的工作表，或分成几个文件。"))
        return file


class TakingForm(UploadForm):
    """The file and the unit below which it comes in, for a kind of ledger of the register."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, to=kind.to_take, **kwargs)
        self.fields["unit"].label = _("导入到哪个单位下面")
        self.fields["unit"].help_text = _("文件里写的单位都要在它下面。")


FORMATS = [
    ("xlsx", "Excel（xlsx）"), ("csv", gettext_lazy("csv，UTF-8（新版 Excel、WPS）")),
    ("gb18030", gettext_lazy("csv，GB18030（旧版 Excel）")),
]  # fmt: skip


class UnitField(forms.ModelChoiceField):
    """单位 under those where a permission holds."""

    def __init__(self, *, actor: Actor, today: Any, to: Permission, **kwargs: Any) -> None:
        units = Unit.objects.none()
        for root in actor.grants.get(to.code, ()):
            units = units | Unit.objects.valid(today).filter(within("path", root))
        super().__init__(queryset=units.order_by("path"), initial=actor.unit_id, **kwargs)


class LeavingForm(forms.Form):
    """The unit whose ledger leaves, and in what kind of file."""

    def __init__(self, *args: Any, actor: Actor, today: Any, to: Permission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"label": _("哪个单位的"), "help_text": _("下级单位的一起导出。")}
        self.fields["unit"] = UnitField(actor=actor, today=today, to=to, **words)
        self.fields["file"] = forms.ChoiceField(label=_("文件"), choices=FORMATS, initial="xlsx")


class AlongForm(forms.Form):
    """申请带出 what is masked otherwise: of which unit, for what, why and for whom, how long it may be taken."""

    def __init__(self, *args: Any, actor: Actor, today: Any, to: Permission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(actor=actor, today=today, to=to, label=_("哪个单位的"))
        self.fields["purpose"] = forms.ChoiceField(label=_("用途"), choices=[("", _("请选择")), *ExportPurpose.choices])
        self.fields["reason"] = forms.CharField(label=_("为什么要带出、谁来用"), max_length=200)
        self.fields["days"] = forms.IntegerField(
            label=_("批准后几天内取"), min_value=1, max_value=LONGEST_DAYS, initial=1
        )


class SettingsForm(forms.Form):
    """What the kind asks before it comes in, and in which encoding a csv is read."""

    encoding = forms.ChoiceField(label=gettext_lazy("文字编码"), choices=ENCODINGS, required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one: Any
        for one in kind.settings:
            self.fields[one.code] = forms.RegexField(
                one.pattern, label=one.label, max_length=20, initial=one.usual, help_text=one.about,
                error_messages={"invalid": _("请用字母开头，只写字母、数字、下划线和连字符。")},
            )  # fmt: skip


class ConfirmForm(forms.Form):
    """What stands for a blank nature or channel, and in which encoding a csv is read."""

    kind = forms.ChoiceField(label=gettext_lazy("没写性质的，按"), choices=Nature.choices, initial=Nature.HELP)
    channel = forms.ChoiceField(
        label=gettext_lazy("没写渠道的，按"), choices=Channel.choices, initial=Channel.LETTER_OR_VISIT
    )
    encoding = forms.ChoiceField(label=gettext_lazy("文字编码"), choices=ENCODINGS, required=False)

    def stands_for(self) -> dict[str, Any]:
        """The words that stand for a blank nature and a blank channel, as chosen now."""
        named = {"kind": dict(Nature.choices), "channel": dict(Channel.choices)}
        return {name: words.get(self[name].value() or "", "") for name, words in named.items()}


def read_choices(posted: QueryDict, preview: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What was chosen per sheet, as far as it exists; anything else that was sent is passed over."""
    chosen = present_choices(preview)
    for number, sheet in enumerate(preview.get("sheets", [])):
        if number >= MAPPED_SHEETS:
            chosen[sheet["name"]]["included"] = f"s{number}-in" in posted
            continue
        fields = {}
        for field in sheet["fields"]:
            column = posted.get(f"s{number}-{field['code']}", "")
            if column.isdecimal() and len(column) < 6 and int(column) < len(sheet["columns"]):
                fields[field["code"]] = int(column)
        chosen[sheet["name"]] = {"included": f"s{number}-in" in posted, "fields": fields}
    return chosen


def present_choices(preview: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The same of what the preview shows, to see whether anything was changed."""
    return {
        sheet["name"]: {
            "included": sheet["asked"],
            "fields": {field["code"]: field["column"] for field in sheet["fields"] if field["column"] >= 0},
        }
        for sheet in preview.get("sheets", [])
    }
