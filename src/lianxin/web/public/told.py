"""凭钥匙看答复, and “您说的，我们办了”: what became of opinions, for the giver alone and for everybody.

Like the voting pages, the page of the key knows nobody: no session, and nothing of what is said there bears a time.
"""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lianxin.pure import codes
from lianxin.pure.polling import dialogue_of
from lianxin.web.public.pages import public_page
from lianxin.web.public.unseen import unseen
from lianxin.web.ui.request import Request
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.problems import Unfit
from lianxin.work.opinions import commands
from lianxin.work.opinions.models import Remark
from lianxin.work.opinions.telling import progress
from lianxin.work.opinions.terms import Fate, GiverSays

ROWS = 20
FATES = {
    Fate.OPEN: gettext_lazy("已经收到，正在研究。"), Fate.RECTIFY: gettext_lazy("已经列入整改。"),
    Fate.CONCERN: gettext_lazy("已经转为诉求，按诉求的时限办理。"), Fate.ANSWERED: gettext_lazy("答复如下。"),
    Fate.ADOPTED: gettext_lazy("已经采纳。"), Fate.DECLINED: gettext_lazy("没有采纳，理由如下。"),
    Fate.UNRELATED: gettext_lazy("不属于这次评议的内容，说明如下。"),
}  # fmt: skip


class KeyForm(forms.Form):
    """钥匙: sixteen characters that were shown once after the vote."""

    key = forms.CharField(
        label=gettext_lazy("钥匙"), max_length=60, help_text=gettext_lazy("投票后抄下的 16 位，空格和大小写不要紧。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip

    def clean_key(self) -> str:
        key = codes.typed(self.cleaned_data["key"], codes.KEY_LENGTH)
        if key is None:
            raise forms.ValidationError(_("钥匙是 16 位数字和字母，没有字母 I、L、O、U，请对照抄下的核对。"))
        return key


@unseen
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request) -> HttpResponse:
    """凭钥匙看答复: what became of one's opinion; one may say whether one is satisfied, or one word more."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    found = _found(form) if form.is_valid() else None
    if found is None:
        return public_page(request, "answer", form=form)
    told, fault = "", ""
    if request.POST.get("step") == "say":
        found, told, fault = _said(request, found)
    item = found.rectification
    context: dict[str, Any] = {
        "remark": found, "fate": FATES[Fate(found.fate)], "key": form.cleaned_data["key"], "told": told, "fault": fault,
        "progress": progress(item) if item else [], "verdicts": GiverSays.choices,
        "may_judge": found.fate != Fate.OPEN and (item is None or item.status in ("signed_off", "dissatisfied")),
    }  # fmt: skip
    return public_page(request, "answer_found", **context)


def _found(form: KeyForm) -> Remark | None:
    digest = dialogue_of(form.cleaned_data["key"])
    known = Remark.objects.select_related("rectification", "concern", "collection__unit")
    found: Remark | None = known.filter(dialogue=digest).first()
    if found is None:
        form.add_error("key", _("没有找到。投票截止、意见整理以后才查得到；请过几天再看，或对照抄下的钥匙核对。"))
    return found


def _said(request: Request, remark: Remark) -> tuple[Remark, str, str]:
    """What was said, put down; or why not."""
    verdict, text = request.POST.get("verdict", "")[:20], request.POST.get("text", "")[:500].replace("\0", "")
    try:
        said = commands.say(remark=remark, verdict=verdict, text=text, by=RESIDENT, at=request.now)
    except Unfit as problem:
        return remark, "", str(problem)
    return said, _("已记下。谁说的、什么时候说的，都没有记。"), ""


@login_not_required
@require_safe
def told(request: Request) -> HttpResponse:
    """您说的，我们办了: opinions and what became of them, as a person published them."""
    found = Remark.objects.published().select_related("collection__unit").order_by("-published_on", "code")
    return public_page(request, "told", rows=Paginator(found, ROWS).get_page(request.GET.get("page")))
