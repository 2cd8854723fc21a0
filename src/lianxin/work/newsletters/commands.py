"""群工动态的事项: begin an issue, pick what is approved or public, edit, submit; another person issues it (M226, F085)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure import redaction
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.dispatches.commands import register
from lianxin.work.dispatches.terms import DispatchKind
from lianxin.work.examples import queries as examples
from lianxin.work.examples.commands import note_use
from lianxin.work.examples.models import Example
from lianxin.work.examples.terms import Medium
from lianxin.work.newsletters import queries
from lianxin.work.newsletters.models import Newsletter, NewsletterItem
from lianxin.work.newsletters.terms import EDIT, FLOW, ISSUE, MOST_ITEMS, NewsletterStatus, Section
from lianxin.work.publishing.models import Publication

PERSONAL = (redaction.IDENTITY, redaction.MOBILE, redaction.CARD, redaction.ADDRESS)


@transaction.atomic
def begin(*, unit: Unit, title: str, by: Actor, at: datetime) -> Newsletter:
    """编一期: a draft without a number; the number comes with the signature."""
    by.must_at(EDIT, unit.path)
    if not title.strip():
        raise Unfit(_("请写这一期的标题。"), "title")
    newsletter = Newsletter.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, title=title.strip()[:80], begun_on=localdate(at),
        edited_by=by.ref, edited_by_name=by.name,
    )  # fmt: skip
    _tell("newsletter.begun", newsletter, by, at, title=newsletter.title)
    return newsletter


@transaction.atomic
def pick_example(*, newsletter: Newsletter, example: Example, by: Actor, at: datetime) -> NewsletterItem:
    """选入典型: of the library, with its words; they may be shortened here."""
    newsletter = _draft(newsletter, by)
    if not examples.library(by).filter(pk=example.pk).exists():
        raise Unfit(_("这个典型不在典型库里，不能选用。"))
    return _add(newsletter, Section.EXAMPLES, example.title, example.text, by, at, example=example)


@transaction.atomic
def pick_voice(*, newsletter: Newsletter, publication: Publication, by: Actor, at: datetime) -> NewsletterItem:
    """选入群众心声: what is public already, in the words that are public."""
    newsletter, today = _draft(newsletter, by), localdate(at)
    if publication.is_hidden_from(by) or not publication.is_public(today) or publication.shown is None:
        raise Unfit(_("只能选用已经公开的诉求。"))
    shown = publication.shown
    text = _("群众反映：%(asked)s\n答复：%(answered)s") % {"asked": shown.asked, "answered": shown.answered}
    return _add(newsletter, Section.VOICES, shown.title, text, by, at, publication=publication)


@transaction.atomic
def add_item(
    *, newsletter: Newsletter, section: str, title: str, text: str, may_be_public: bool, by: Actor, at: datetime
) -> NewsletterItem:
    """写一条: a suggestion, a good point seen at an inspection, news of the office; examples and voices are picked."""
    newsletter, section = _draft(newsletter, by), Section(section)
    if section in (Section.EXAMPLES, Section.VOICES):
        raise Unfit(_("典型事例和群众心声从库里选，不能直接写。"), "section")
    return _add(newsletter, section, title, text, by, at, may_be_public=may_be_public)


@transaction.atomic
def edit_item(
    *, item: NewsletterItem, title: str, text: str, by: Actor, at: datetime, may_be_public: bool = False
) -> NewsletterItem:
    """改稿: shorter, clearer; of a published voice nothing is changed, for the words are the public ones."""
    newsletter, item = _draft(item.newsletter, by), _item(item)
    if item.publication_id is not None:
        raise Unfit(_("群众心声用公开的原文，不改。"))
    _demand_words(title, text)
    item.title, item.text = title.strip()[:80], text.strip()
    item.may_be_public = may_be_public and item.example_id is None
    item.save(update_fields=["title", "text", "may_be_public"])
    _tell("newsletter.edited", newsletter, by, at, title=item.title)
    return item


@transaction.atomic
def move_item(*, item: NewsletterItem, up: bool, by: Actor, at: datetime) -> NewsletterItem:
    """上移、下移 inside its section."""
    newsletter, item = _draft(item.newsletter, by), _item(item)
    same = list(newsletter.items.filter(section=item.section).order_by("order", "pk"))
    here = [one.pk for one in same].index(item.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(same):
        other = same[there]
        NewsletterItem.objects.filter(pk=other.pk).update(order=item.order)
        NewsletterItem.objects.filter(pk=item.pk).update(order=other.order)
        _tell("newsletter.edited", newsletter, by, at, title=item.title)
    item.refresh_from_db()
    return item


@transaction.atomic
def remove_item(*, item: NewsletterItem, by: Actor, at: datetime) -> Newsletter:
    """去掉一条."""
    newsletter, item = _draft(item.newsletter, by), _item(item)
    _tell("newsletter.removed", newsletter, by, at, title=item.title)
    item.delete()
    return newsletter


@transaction.atomic
def submit(*, newsletter: Newsletter, by: Actor, at: datetime) -> Newsletter:
    """送签: nothing is changed any more until it is signed or comes back."""
    newsletter = _standing(newsletter)
    by.must(EDIT, newsletter)
    newsletter.status = NewsletterStatus(FLOW.after("submit", newsletter.status))
    _demand_printable(newsletter, at)
    newsletter.returned_why = ""
    newsletter.save(update_fields=["status", "returned_why"])
    _tell("newsletter.submit", newsletter, by, at)
    return newsletter


@transaction.atomic
def send_back(*, newsletter: Newsletter, reason: str, by: Actor, at: datetime) -> Newsletter:
    """退回编辑, with the reason."""
    newsletter = _standing(newsletter)
    by.must(ISSUE, newsletter)
    newsletter.status = NewsletterStatus(FLOW.after("send_back", newsletter.status))
    newsletter.returned_why = _reason(reason)
    newsletter.save(update_fields=["status", "returned_why"])
    _tell("newsletter.send_back", newsletter, by, at, reason=newsletter.returned_why)
    return newsletter


@transaction.atomic
def drop(*, newsletter: Newsletter, reason: str, by: Actor, at: datetime) -> Newsletter:
    """不出了: a draft that is given up."""
    newsletter = _standing(newsletter)
    by.must(EDIT, newsletter)
    newsletter.status = NewsletterStatus(FLOW.after("drop", newsletter.status))
    newsletter.returned_why = _reason(reason)
    newsletter.save(update_fields=["status", "returned_why"])
    _tell("newsletter.drop", newsletter, by, at, reason=newsletter.returned_why)
    return newsletter


@transaction.atomic
def issue(*, newsletter: Newsletter, by: Actor, at: datetime, pages: int | None = None) -> Newsletter:
    """签发 by another person than the editor: it gets its number in the dispatch register, and the examples their use."""
    newsletter, today = _standing(newsletter), localdate(at)
    by.must(ISSUE, newsletter)
    if newsletter.edited_by == by.ref:
        raise NotAllowed(_("自己编的动态，要由别人签发。"))
    newsletter.status = NewsletterStatus(FLOW.after("issue", newsletter.status))
    printed = _demand_printable(newsletter, at)
    newsletter.dispatch = register(
        kind=DispatchKind.NEWSLETTER, title=newsletter.title, unit=newsletter.unit, on=today, signer=by.name, pages=pages,
        source=newsletter.ref, by=by, at=at,
    )  # fmt: skip
    newsletter.issued_on, newsletter.issued_by_name = today, by.name
    newsletter.save()
    for line in printed:
        if line.item.example is not None:
            note_use(
                example=line.item.example, medium=Medium.NEWSLETTER, issue=newsletter.dispatch.number, on=today,
                source=newsletter.ref, by=by, at=at,
            )  # fmt: skip
    _tell("newsletter.issue", newsletter, by, at, number=newsletter.dispatch.number)
    return newsletter


@transaction.atomic
def put_online(*, newsletter: Newsletter, by: Actor, at: datetime) -> Newsletter:
    """上网公开: only where every item may be read by everybody."""
    newsletter = _standing(newsletter)
    by.must(ISSUE, newsletter)
    FLOW.after("set_public", newsletter.status)
    if not queries.may_go_public(queries.lines(newsletter, localdate(at))):
        raise Unfit(_("有的条目只同意在内部印发，这一期不能上网。"))
    clearance.demand({"title": newsletter.title, "text": [
        words for line in queries.lines(newsletter, localdate(at)) for words in (line.item.title, line.item.text)
    ]})  # fmt: skip
    newsletter.public_on = localdate(at)
    newsletter.save(update_fields=["public_on"])
    _tell("newsletter.put_online", newsletter, by, at)
    return newsletter


@transaction.atomic
def take_offline(*, newsletter: Newsletter, reason: str, by: Actor, at: datetime) -> Newsletter:
    """从网上撤下."""
    newsletter = _standing(newsletter)
    by.must(ISSUE, newsletter)
    FLOW.after("set_public", newsletter.status)
    newsletter.public_on = None
    newsletter.save(update_fields=["public_on"])
    _tell("newsletter.taken_offline", newsletter, by, at, reason=_reason(reason))
    return newsletter


def _standing(newsletter: Newsletter) -> Newsletter:
    found = Newsletter.objects.select_for_update(of=("self",)).select_related("unit", "dispatch")
    return found.get(pk=newsletter.pk)


def _draft(newsletter: Newsletter, by: Actor) -> Newsletter:
    newsletter = _standing(newsletter)
    by.must(EDIT, newsletter)
    FLOW.after("edit", newsletter.status)
    return newsletter


def _item(item: NewsletterItem) -> NewsletterItem:
    return NewsletterItem.objects.get(pk=item.pk)


def _add(
    newsletter: Newsletter, section: Section, title: str, text: str, by: Actor, at: datetime, **rest: Any
) -> NewsletterItem:
    _demand_words(title, text)
    if newsletter.items.count() >= MOST_ITEMS:
        raise Unfit(_("一期最多 30 条，请分两期编。"))
    if rest.get("example") and newsletter.items.filter(example=rest["example"]).exists():
        raise Unfit(_("这个典型已经在这一期里了。"))
    if rest.get("publication") and newsletter.items.filter(publication=rest["publication"]).exists():
        raise Unfit(_("这一条已经在这一期里了。"))
    last = newsletter.items.aggregate(last=Max("order"))["last"] or 0
    item = NewsletterItem.objects.create(
        newsletter=newsletter, section=section, order=last + 1, title=title.strip()[:80], text=text.strip(), **rest
    )
    _tell("newsletter.picked", newsletter, by, at, title=item.title)
    return item


def _demand_words(title: str, text: str) -> None:
    for field, words, most in (("title", title, 80), ("text", text, 4000)):
        if not words.strip():
            raise Unfit(_("标题和内容都要写。"), field)
        if len(words) > most:
            raise Unfit(_("写得太长，请压缩。"), field)
        if marks := [mark for mark in redaction.find(words) if mark.kind in PERSONAL]:
            raise Unfit(_("这里有电话、证件号或住址（%(what)s），请删去。") % {"what": marks[0].text}, field)


def _demand_printable(newsletter: Newsletter, at: datetime) -> list[queries.Line]:
    found = queries.lines(newsletter, localdate(at))
    if not found:
        raise Unfit(_("这一期还没有内容。"))
    gone = next((line for line in found if not line.is_printable), None)
    if gone is not None:
        raise Unfit(_("“%(title)s”的同意已撤回或已不公开，请先去掉这一条。") % {"title": gone.item.title})
    return found


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Unfit(_("请写明原因。"), "reason")
    return reason.strip()[:120]


def _tell(event: str, newsletter: Newsletter, by: Actor, at: datetime, **told: Any) -> None:
    private: dict[str, str] = {name: str(told.pop(name)) for name in ("title", "reason") if name in told}
    book.record(event, of=newsletter.ref, unit_path=newsletter.unit_path, by=by, at=at, private=private, **told)
