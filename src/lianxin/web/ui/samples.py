"""构件的样例: made-up content for the page that shows all components."""

from datetime import date
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of each kind; `name` is left wrong on purpose."""

    name = forms.CharField(label=_("标题"), help_text=_("一句话说明是什么事。"))
    text = forms.CharField(label=_("内容"), widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label=_("性质"), choices=[("a", _("求助")), ("b", _("投诉"))], widget=forms.RadioSelect)
    tick = forms.BooleanField(label=_("同意公开"), required=False)


def everything(today: date) -> dict[str, Any]:
    """The context of `/ui/components/`."""
    at = timezone.now()
    return {
        "badges": [(_("待分办"), "todo"), (_("在办"), "doing"), (_("已办结"), "done"), (_("超期"), "late"), (_("已作废"), "quiet")],
        "chips": [(_("还有 7 个工作日"), "", False), (_("今天到期"), "soon", False), (_("超期 3 日"), "late", False),
                  (_("还有 9 个工作日"), "", True), (_("已办结"), "done", False)],
        "events": [
            Sample(at=at, sentence=_("窗口登记，求助"), who="石小桥", text="", tone=""),
            Sample(at=at, sentence=_("县住建局答复"), who="张建", text=_("已换新灯，今晚可以用。"), tone="done"),
        ],
        "tabs_shown": [
            Sample(word=_("待分办"), url="#", count=12, is_current=True),
            Sample(word=_("在办"), url="#", count=40, is_current=False),
            Sample(word=_("全部"), url="#", count=None, is_current=False),
        ],
        "page": Sample(newer_url="#", older_url="#", rows=[]),
        "form": SampleForm({"kind": "a"}),
    }  # fmt: skip
