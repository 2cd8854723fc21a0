"""答复的填写: reference answers to take and change, and a word where the same sentence went to several residents."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from lianxin.web.office.concerns.forms import TextForm
from lianxin.work.concerns import through_queries as queries


class ReplyForm(TextForm):
    """答复: `templates` are offered beside it; one that was taken fills the box and is changed there."""

    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, template: str = "", **kwargs: Any) -> None:
        self.template = template
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        path = self.concern.handler_path or self.by.own_path
        self.templates = queries.templates_for(self.concern, path, self.today)
        taken = next((one for one in self.templates if str(one.pk) == self.template), None)
        if taken is not None:
            self.initial = {"text": taken.text}

    def missing(self) -> list[str]:
        """The units that help and have not reported yet: the answer may go out, but the lead is told."""
        return [task.unit.name for task in self.concern.tasks.unreported().select_related("unit")]

    def clean(self) -> dict[str, Any]:
        """Asks once where the answer is word for word what others were told: it may be right, but seldom is."""
        typed = super().clean() or {}
        text = typed.get("text", "")
        alike = queries.like_replies(text, self.concern.handler_path, self.concern.pk) if text else None
        if alike is not None and typed.get("asked") != "same":
            typed_again = cast(Any, self.data).copy()
            typed_again["asked"] = "same"
            self.data = typed_again
            self.add_error("text", _(
                "和本单位最近 %(compared)s 件答复里的 %(alike)s 件几乎一字不差（最像的 %(share)s％）。"
                "请写上这一件的实际情况；确实相同的，再点一次“答复”。"
            ) % vars(alike))  # fmt: skip
        return typed

    def as_command(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "explained") if name in self.cleaned_data}
