"""典型页面上的: the steps of the pipeline with their numbers, what one may do with an example now."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.base.orgs.paths import STEP
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.examples import forms
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Deed, room_tabs
from lianxin.work.examples import commands, queries
from lianxin.work.examples.models import Example
from lianxin.work.examples.terms import APPROVE, FLOW, NOMINATE, VERBS, ExampleStatus

TABS = ((gettext_lazy("典型"), "examples:index"), (gettext_lazy("去看典型"), "examples:visits"))
TONES = {
    ExampleStatus.NOMINATED: "todo", ExampleStatus.CHECKED: "doing", ExampleStatus.APPROVED: "done",
    ExampleStatus.DECLINED: "quiet", ExampleStatus.WITHDRAWN: "quiet",
}  # fmt: skip
SOURCES = {"visit": "visits:visit", "inspection": "inspections:plan"}


DEEDS: dict[str, Deed] = {
    "check": Deed(forms.forms.Form, commands.check, APPROVE, VERBS["check"],
                  gettext_lazy("到现场或者问过当事人，确有其事。自己推荐的，由别人核实。")),
    "approve": Deed(forms.forms.Form, commands.approve, APPROVE, VERBS["approve"],
                    gettext_lazy("入库以后可以编进群工动态、送媒体。写到的人都要同意。")),
    "note_use": Deed(forms.UseForm, commands.note_use, NOMINATE, VERBS["note_use"],
                     gettext_lazy("编进群工动态的，签发时自动记上。")),
    "correct": Deed(forms.WordsForm, commands.correct, NOMINATE, VERBS["correct"]),
    "note_consent": Deed(forms.ConsentForm, commands.note_consent, NOMINATE, gettext_lazy("登记群众同意"),
                         gettext_lazy("不写群众姓名；随时可以撤回，撤回就不再用。")),
    "ask_staff": Deed(forms.StaffForm, commands.ask_staff, NOMINATE, gettext_lazy("请工作人员同意")),
    "send_back": Deed(forms.ReasonForm, commands.send_back, APPROVE, VERBS["send_back"]),
    "decline": Deed(forms.ReasonForm, commands.decline, APPROVE, VERBS["decline"]),
    "withdraw": Deed(forms.ReasonForm, commands.withdraw, APPROVE, VERBS["withdraw"]),
}  # fmt: skip
RUNNING = (ExampleStatus.NOMINATED, ExampleStatus.CHECKED, ExampleStatus.APPROVED)


def is_open(verb: str, example: Example, by: Actor) -> bool:
    """Whether the example is in a state for it, and this one is not barred by having put it forward himself."""
    if verb in ("note_consent", "ask_staff"):
        return example.status in RUNNING
    if verb in ("check", "approve") and example.nominated_by == by.ref:
        return False
    if verb == "approve" and not by.may_at(APPROVE, example.unit_path[:STEP]):
        return False
    return FLOW.can(verb, example.status)


def deeds(example: Example, by: Actor) -> list[tuple[str, str | Promise]]:
    """Verbs and words of what this actor may do with it now, the next step first."""
    return [
        (verb, one.word) for verb, one in DEEDS.items() if by.may(one.needs, example) and is_open(verb, example, by)
    ]


def steps(request: Request, asked: queries.Wanted) -> list[tuple[Any, int, str, bool]]:
    """推荐 → 核实 → 入库 → 用过: words, number, address, whether it is the one looked at (M279)."""
    counted = queries.pipeline(request.actor)
    found: list[tuple[Any, int, str, bool]] = []
    for code, word in (*ExampleStatus.choices, (queries.USED, _("已用过"))):
        found.append((word, counted[code], "?" + urlencode({"status": code}), asked.status == code))
    return found


def source_of(example: Example) -> str:
    """The address of the visit or check it was seen on; opened by its own right."""
    kind, _colon, code = example.source.partition(":")
    try:
        return reverse(SOURCES[kind], args=[code]) if kind in SOURCES and code else ""
    except NoReverseMatch:
        return ""


def story(example: Example) -> list[tuple[Any, str, str]]:
    """经过."""
    entries = list(book.story(example.ref))
    private = book.private_of(entries)
    return [(one.at, book.sentence(one, private.get(one.n)), one.by_name) for one in entries]


def tabs(here: str) -> Any:
    """The pages of the room."""
    return room_tabs(TABS, f"examples:{here}")
