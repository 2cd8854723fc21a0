"""一条意见的页面: its words, its fate, the giver's word, and what is done with it alone."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure.redaction import blanked, find
from lianxin.web.office.opinions import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.opinions import commands, queries
from lianxin.work.opinions.models import Remark
from lianxin.work.opinions.telling import progress
from lianxin.work.opinions.terms import BY_WORDS, REPLY, SORT, VERBS, VIEW, Fate
from lianxin.work.rectification.terms import VIEW as SEE_RECTIFICATION

MAY = {
    "clear": SORT, "wall": SORT, "raise": SORT, "reconsider": SORT, "publish": REPLY, "take_down": REPLY, "reply": REPLY,
}  # fmt: skip


def _remark(request: Request, code: str, *, to: Any = None) -> Remark:
    found = Remark.objects.select_related("collection__unit", "topic", "rectification", "concern")
    one: Remark = fetch(request, found, see=VIEW, to=to, code=code)
    return one


def remark(request: Request, code: str) -> HttpResponse:
    """一条意见; a unit to which it was shown reads the blacked-out words and nothing of where they came from."""
    one = _remark(request, code)
    is_ours = queries.reads_original(one, request.actor)
    context = {
        "remark": one, "text": queries.words_for(one, request.actor), "tone": shown.TONES[Fate(one.fate)], "is_ours": is_ours,
        "progress": progress(one.rectification) if one.rectification else [], "item_url": _item_url(request, one),
        "verbs": _open(request, one) if is_ours else [], "buttons": _buttons(request, one), "crowd": queries.crowd(one) if is_ours else 0,
    }  # fmt: skip
    return render(request, "opinions/remark.html", context)


def _open(request: Request, one: Remark) -> list[tuple[str, str, bool]]:
    """What may be done with it now: verb, word, whether it is the next step."""
    moves = shown.verbs_of(one)
    may_publish = one.fate not in (Fate.OPEN, Fate.CONCERN) and not one.is_complaint
    offered = [
        ("clear", _("隐去能认出人的内容"), not one.cleared_text, True),
        ("wall", _("标为反映人员或单位"), False, not one.is_complaint and one.published_on is None),
        ("raise", _("转为诉求"), False, "raise_concern" in moves),
        ("reconsider", _("重新研究"), one.giver_says == "dissatisfied", "reconsider" in moves),
        ("publish", _("公开办理结果"), False, may_publish and one.published_on is None),
        ("take_down", _("撤下"), False, one.published_on is not None),
        ("reply", _("回复提意见的人"), bool(one.words) and one.words[-1]["side"] == "giver", bool(one.dialogue)),
    ]  # fmt: skip
    return [(verb, word, is_next) for verb, word, is_next, is_open in offered
            if is_open and request.actor.may(MAY[verb], one)]  # fmt: skip


def _item_url(request: Request, one: Remark) -> str:
    item = one.rectification
    if item is None or not request.actor.may(SEE_RECTIFICATION, item):
        return ""
    return reverse("rectification:item", args=[item.code])


def _buttons(request: Request, one: Remark) -> list[tuple[str, str]]:
    """去向 that this one can be given, as pages of the desk with it alone ticked."""
    if one.fate != Fate.OPEN or not request.actor.may(SORT, one):
        return []
    code, query = one.collection.code, {"code": one.code}
    pages = [("rectify", reverse("opinions:rectify", args=[code], query=query))]
    pages += [(verb, reverse("opinions:settle", args=[code, verb], query=query)) for verb in BY_WORDS]
    return [(str(VERBS[verb]), url) for verb, url in pages]


Deed = tuple[Any, Callable[..., Any], str, str]


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """办一件: black out, wall off, raise as a concern, reconsider, publish, take down, reply."""
    if verb not in MAY:
        raise Http404(_("没有找到。"))
    one = _remark(request, code, to=MAY[verb])
    form, command, word, purpose = _deed(request, one, verb)
    if form.is_valid() and done(form, partial(command, remark=one), request, **form.cleaned_data):
        messages.success(request, _("已办。"))
        return redirect("opinions:collection" if verb in ("wall", "raise") else "opinions:remark",
                        one.collection.code if verb in ("wall", "raise") else code)  # fmt: skip
    asking = Asking(word, purpose, reverse("opinions:remark", args=[code]), word)
    return form_page(request, form, asking, notes=[one.text])


def _deed(request: Request, one: Remark, verb: str) -> Deed:
    data, today = request.POST or None, request.today
    under: dict[str, Any] = {"under": one.unit_path, "today": today}
    text = one.cleared_text or blanked(one.text, find(one.text, names=queries.known_names(one)))
    made: dict[str, Callable[[], Deed]] = {
        "clear": lambda: (forms.ClearForm(data, initial={"text": text}), commands.clear, _("隐去能认出人的内容"),
                          _("系统已隐去找得到的姓名和号码，请再读一遍，去掉能猜出是谁的细节。")),
        "wall": lambda: (forms.WallForm(data, **under), commands.wall_off, _("标为反映人员或单位"),
                         _("从此该单位、下级单位和本人都看不到这条意见，只由上级办理。")),
        "raise": lambda: (forms.RaiseForm(data, **under), commands.raise_concern, _("转为诉求"),
                          _("登记为没有姓名的意见，按诉求的时限办理。")),
        "reconsider": lambda: (forms.ReasonForm(data), commands.reconsider, _("重新研究"), _("去向重新待定。")),
        "publish": lambda: (forms.PublishForm(data, initial={"text": text, "answer": _answer(one)}), commands.publish,
                            _("公开办理结果"), _("公开在“您说的，我们办了”里，请再核对一遍文字。")),
        "take_down": lambda: (forms.ReasonForm(data), commands.take_down, _("撤下"), _("不再公开，流水里留有记录。")),
        "reply": lambda: (forms.WordsForm(data), commands.reply, _("回复提意见的人"), _("对方凭钥匙看到，我们不知道是谁。")),
    }  # fmt: skip
    return made[verb]()


def _answer(one: Remark) -> str:
    return one.rectification.measure if one.rectification else one.answer
