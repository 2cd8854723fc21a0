"""邮件来信的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.files.mails import MOST_BYTES
from lianxin.web.office.concerns.forms import RegisterForm

MOST_PHOTOS = 4


class BringForm(forms.Form):
    """收信: one or several saved messages."""

    file = forms.FileField(
        label=_("邮件文件（.eml）"), allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".eml,message/rfc822"}),
        help_text=_("在邮箱里打开那封信，选“下载”或“另存为”，得到的 .eml 文件传到这里，不超过 8 MB。"),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """A message, by its name and its size."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("邮件超过 8 MB，不能上传。请把正文粘贴到“登记”，附件另外处理。"))
        if not file.size or not (file.name or "").lower().endswith(".eml"):
            raise forms.ValidationError(
                _("这不是邮件文件。请在邮箱里把信另存为 .eml 再上传；Word、Excel 工单请到“外来工单”上传。")
            )
        return file


class MailForm(RegisterForm):
    """登记来信: as at the counter, begun with what stands in the letter, and the pictures that go with it."""

    CONCERN = ("text", "kind", "subjects", "no_subject", "unit", "place", "name", "phone")
    FOLDED = ("channel", "title", "address", "minor", "occurred_on")

    photos = forms.MultipleChoiceField(
        label=_("附上这些照片"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("位置、设备等信息会清掉；附上以后可以涂黑、撤回。"),
    )  # fmt: skip

    def __init__(self, *args: Any, photos: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name in ("external_number", "category", "people_count", "entry_key", "sms"):
            fields.pop(name, None)
        fields["photos"].choices = [(str(n), name) for n, name in photos[:MOST_PHOTOS]]
        if not photos:
            del fields["photos"]

    def folded_fields(self) -> list[forms.BoundField]:
        """What is folded under 更多."""
        return [self[name] for name in self.FOLDED]

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.enter` takes them."""
        typed = dict(self.cleaned_data)
        self.cleaned_data = {**typed, "people_count": 1, "category": ""}
        self.cleaned_data.pop("photos", None)
        asked = super().as_command()
        self.cleaned_data = typed
        return asked


class DismissForm(forms.Form):
    """不登记."""

    reason = forms.CharField(
        label=_("为什么不登记"), max_length=200, help_text=_("如 广告、会议邀请、不归本县管已回信说明。")
    )
