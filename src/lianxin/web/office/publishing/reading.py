"""公开的读法 for the pages: lists, the draft with its marks, the sentence to be read out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base import counting
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.web.office.publishing import forms
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concern_queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE
from lianxin.work.concerns.terms import Channel, Status
from lianxin.work.publishing import checks, queries
from lianxin.work.publishing.models import Adoption, Publication, PublishRule, Version
from lianxin.work.publishing.terms import (
    CONFIRM,
    DELAY_DAYS,
    OPINIONS,
    PREPARE,
    SET,
    TAKE_DOWN,
    TELL,
    VIEW,
    Basis,
    RuleOf,
    VersionState,
)  # fmt: skip

SHOWN, OLDEST = 50, 20
ASKS_AN_HOUR, MISSES_AN_HOUR = 60, 10


@dataclass(frozen=True)
class Tab:
    word: str | Promise
    url: str
    is_current: bool
    count: int | None = None


TABS = (
    ("waiting", gettext_lazy("待复核")), ("candidates", gettext_lazy("可拟稿")), ("public", gettext_lazy("公开着")),
    ("later", gettext_lazy("待公开")), ("down", gettext_lazy("已撤下")),
)  # fmt: skip


def lists(request: Request) -> dict[str, Any]:
    """The list of one tab; the two tabs that ask for work are counted."""
    actor, today = request.actor, request.today
    tab = request.GET.get("tab", "") if request.GET.get("tab") in dict(TABS) else "waiting"
    drafts = queries.pending(actor)
    seen = Publication.objects.reachable(by=actor, to=VIEW).select_related("shown", "topic").filter(shown__isnull=False)
    rows: Any = {
        "waiting": lambda: list(drafts[:SHOWN]),
        "candidates": lambda: [
            (one, concern_queries.shown(one.title, one, actor)) for one in queries.candidates(actor, SHOWN)
        ],
        "public": lambda: list(seen.public(today)[:SHOWN]),
        "later": lambda: list(seen.filter(taken_down_on=None, publish_on__gt=today)[:SHOWN]),
        "down": lambda: list(seen.filter(taken_down_on__isnull=False).order_by("-taken_down_on")[:SHOWN]),
    }[tab]()
    tabs = [
        Tab(word, f"?tab={code}", code == tab, drafts.count() if code == "waiting" else None) for code, word in TABS
    ]
    return {
        "tabs": tabs, "tab": tab, "rows": rows, "may_set": actor.has(SET), "may_tell": actor.has(TELL), "me": actor.ref,
        "may_prepare": actor.has(PREPARE),
    }  # fmt: skip


def words(concern: Concern, by: Actor) -> dict[str, Any]:
    """The concern as the actor may read it."""
    title, text = (concern_queries.shown(one, concern, by) for one in (concern.title, concern.text))
    return {"concern": concern, "title": title, "text": text}


def proposed(concern: Concern, by: Actor) -> dict[str, Any]:
    """What the form of a draft begins with."""
    held = words(concern, by)
    rule = PublishRule.objects.filter(of=RuleOf.KIND, code=concern.kind).first()
    return {
        **checks.proposed(concern, held["title"], held["text"]), "delay_days": rule.delay_days if rule else DELAY_DAYS,
        "basis": Basis.CONSENT if checks.consent_of(concern) else Basis.DEIDENTIFIED,
    }  # fmt: skip


def typed(form: forms.PrepareForm) -> list[str]:
    """The three texts as they were typed, right or wrong."""
    return [str(form[name].value() or "")[:5000] for name in checks.FIELDS]


def waiting(publication: Publication) -> Version:
    """The draft that waits for a second person; 404 where there is none."""
    found = publication.versions.filter(state=VersionState.PREPARED).first()
    if found is None:
        raise Http404(_("没有等复核的公开稿。"))
    return found


def confirm_form(publication: Publication, version: Version, data: Mapping[str, Any] | None) -> forms.ConfirmForm:
    """The form of the second person: what he has to affirm."""
    form = forms.ConfirmForm(data)
    has_marks = any(part.marks for part in checks.check(publication.concern, version.texts()))
    form.ask(publication.concern, has_marks=has_marks)
    return form


def item(request: Request, publication: Publication) -> dict[str, Any]:
    """Everything that the page of a publication shows."""
    actor, today = request.actor, request.today
    versions = list(publication.versions.all())
    draft = next((one for one in versions if one.state == VersionState.PREPARED), None)
    may_confirm = draft is not None and actor.may(CONFIRM, publication) and draft.prepared_by != actor.ref
    shown_down = publication.shown is not None and publication.taken_down_on is None
    entries = list(book.story(publication.ref))
    private = book.private_of(entries)
    return {
        "publication": publication, "versions": versions, "draft": draft, "is_public": publication.is_public(today),
        "checked": checks.check(publication.concern, draft.texts()) if draft else [],
        "is_own": draft is not None and draft.prepared_by == actor.ref,
        "confirm_form": confirm_form(publication, draft, None) if draft and may_confirm else None,
        "refuse_form": forms.ReasonForm(prefix="refuse") if may_confirm else None,
        "down_form": forms.ReasonForm(prefix="down") if shown_down and actor.may(TAKE_DOWN, publication) else None,
        "may_prepare": draft is None and actor.may(PREPARE, publication),
        "history": [(entry, book.sentence(entry, private.get(entry.n, {}))) for entry in entries],
        "public_url": reverse("public:published_item", args=[publication.code]),
    }  # fmt: skip


def adoptions(request: Request) -> dict[str, Any]:
    """Opinions without a decision, oldest first; and the latest decisions."""
    actor = request.actor
    found = Concern.objects.reachable(by=actor, to=SEE).filter(kind__in=OPINIONS, adoption=None)
    open_ = found.exclude(status__in=(Status.VOIDED, Status.DECLINED)).order_by("received_on", "code")
    decided = Adoption.objects.reachable(by=actor, to=VIEW).select_related("concern__requester", "unit")
    return {
        "open": [(one, concern_queries.shown(one.title, one, actor)) for one in concern_queries.first_of(open_, OLDEST)],
        "decided": [(one, concern_queries.shown(one.concern.title, one.concern, actor)) for one in decided[:SHOWN]],
        "count": open_.count(),
    }  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """公开设置的一行."""

    of: str
    code: str
    label: str | Promise
    is_open: bool
    delay_days: int


def rules() -> list[tuple[Any, list[Rule]]]:
    """Every kind but tip-offs, and every channel, with what is set."""
    known = {(one.of, one.code): one for one in PublishRule.objects.all()}

    def rows(of: str, choices: Any) -> list[Rule]:
        found = [(one, known.get((of, one.value))) for one in choices]
        return [
            Rule(of, one.value, one.label, bool(row and row.is_open), row.delay_days if row else DELAY_DAYS)
            for one, row in found
        ]

    return [(_("按性质"), rows(RuleOf.KIND, checks.KINDS)), (_("按渠道"), rows(RuleOf.CHANNEL, Channel))]


def within_limit(request: Request, *, missed: bool = False) -> None:
    """So many codes an hour, and far fewer that do not exist: nobody finds a code by trying (F038)."""
    who, at, what, most = request.actor.ref, request.now, "tell", ASKS_AN_HOUR
    if missed:
        what, most = "tell_missed", MISSES_AN_HOUR
    is_within = counting.allowed(what, who, most=most, seconds=3600, at=at)
    if not is_within or counting.counted("tell_missed", who, at=at) > MISSES_AN_HOUR:
        raise NotAllowed(_("这一小时查得太多或错得太多，请过一会儿再查。"))


def sentence(request: Request, found: Concern | None) -> str:
    """What is read out to the caller: where it stands and the promised day; nothing of the matter itself."""
    if found is None:
        within_limit(request, missed=True)
        return _("没有查到这个编号，请再核对一遍回执；核对无误的，请拨打 12345。")
    now = str(queries.NOW[Status(found.status)])
    if found.status in (Status.REPLIED, Status.CLOSED, Status.DECLINED, Status.VOIDED) or found.due_on is None:
        return _("您反映的事：%(now)s。") % {"now": now}
    due = date_format(found.due_on, _("Y年n月j日"))
    return _("您反映的事：%(now)s，%(due)s前答复您。") % {"now": now, "due": due}
