"""公开到单位页面 (M298): a text of its own without private persons; one prepares it, another confirms it (T15)."""

from collections.abc import Collection
from datetime import datetime
from secrets import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.files.pictures import Unreadable, read_picture
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.codes import new_code
from lianxin.pure.redaction import Mark, blanked
from lianxin.reports.documents import bodies
from lianxin.reports.documents.commands.shared import newest, reason, standing
from lianxin.reports.documents.findings import Person, persons_in, withdrawn
from lianxin.reports.documents.models import Document, PagePicture, PageText
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.queries import public_words, staff_names
from lianxin.reports.documents.terms import FLOW, PAGE_FLOW, PUBLISH, WRITE, PageState

MOST_PICTURES, MOST_TEXT = 6, 50_000


@transaction.atomic
def publish(*, document: Document, by: Actor, at: datetime) -> PageText:
    """拟公开稿 of a document that was signed or kept: what looks like a private person is hidden from the start."""
    document = standing(document)
    by.must(WRITE, document)
    FLOW.after("publish", document.state)
    if document.pages.filter(state__in=(PageState.PREPARED, PageState.SHOWN)).exists():
        raise Unfit(_("这份公文已经有公开稿。"))
    words = public_words(bodies.paper_of(document, newest(document)))
    leaders, on = staff_names(document.unit), document.issued_on or localdate(at)
    title = document.title.replace("\n", "")
    page = PageText.objects.create(
        code=new_code(SystemRandom()), document=document, unit=document.unit, unit_path=document.unit_path,
        kind_label=document.kind_label, title=_hidden(title, persons_in(title, (), leaders))[:120], on=on,
        text=_hidden(words, persons_in(words, (), leaders)), prepared_by=by.ref, prepared_by_name=by.name,
        prepared_on=localdate(at),
    )  # fmt: skip
    _tell("document.page_prepared", page, by, at, {"title": page.title})
    return page


@transaction.atomic
def change(*, page: PageText, title: str, text: str, keep: Collection[str], by: Actor, at: datetime) -> PageText:
    """修改公开稿; `keep` are the names and numbers that must stay readable, all others must be hidden. Raises Unfit."""
    page = _held(page)
    by.must(WRITE, page)
    page.state = PageState(PAGE_FLOW.after("change", page.state) or page.state)
    if not title.strip() or not text.strip():
        raise Unfit(_("请写标题和正文。"), "text" if title.strip() else "title")
    if len(text) > MOST_TEXT:
        raise Unfit(_("公开稿不超过 5 万字。"), "text")
    page.title, page.text = title.strip()[:120], text.strip().replace("\r\n", "\n")
    found = _persons(page, ())
    page.kept_marks = sorted({one.key for one in found} & set(keep))
    page.prepared_by, page.prepared_by_name, page.prepared_on = by.ref, by.name, localdate(at)
    page.save()
    _tell("document.page_changed", page, by, at)
    return page


@transaction.atomic
def add_picture(*, page: PageText, data: bytes, alt: str, by: Actor, at: datetime) -> PagePicture:
    """加配图: rewritten without where and when it was taken; what it shows is said in words. Who adds it cannot confirm."""
    page = _held(page)
    by.must(WRITE, page)
    PAGE_FLOW.after("change", page.state)
    if not alt.strip():
        raise Unfit(_("请写图片说明，看不见图片的人靠它知道内容。"), "alt")
    if page.pictures.count() >= MOST_PICTURES:
        raise Unfit(_("配图最多 6 张。"), "picture")
    try:
        picture = read_picture(data)
    except Unreadable as refusal:
        raise Unfit(str(refusal), "picture") from refusal
    made = PagePicture.objects.create(
        page=page, number=page.pictures.count() + 1, alt=alt.strip()[:120], data=picture.data, media_type="image/jpeg",
        width=picture.width, height=picture.height,
    )  # fmt: skip
    page.prepared_by, page.prepared_by_name, page.prepared_on = by.ref, by.name, localdate(at)
    page.save(update_fields=["prepared_by", "prepared_by_name", "prepared_on"])
    _tell("document.page_changed", page, by, at)
    return made


@transaction.atomic
def confirm(*, page: PageText, by: Actor, at: datetime) -> PageText:
    """确认并公开 by another person than the one who prepared it: everybody reads it from now on. Raises Unfit, NotAllowed."""
    page = _held(page)
    by.must(PUBLISH, page)
    page.state = PageState(PAGE_FLOW.after("confirm", page.state))
    if page.prepared_by == by.ref:
        raise NotAllowed(_("自己拟的公开稿，要由另一个人确认。"))
    left = sum(not one.is_kept for one in _persons(page, page.kept_marks))
    if left:
        raise Unfit(_("公开稿里还有 %(n)s 处像是个人信息，没有遮盖也没有确认保留。") % {"n": left})
    clearance.demand({"": [page.title, page.text, *page.pictures.values_list("alt", flat=True)]}, is_read=True)
    if withdrawn(page.text):
        raise Unfit(_("公开稿里有已经撤出的典型事例，当事人可能撤回了同意。请先删去那几句。"))
    page.confirmed_by_name, page.shown_on = by.name, localdate(at)
    page.save()
    _tell("document.page_confirmed", page, by, at, {"title": page.title})
    return page


@transaction.atomic
def take_down(*, page: PageText, why: str, by: Actor, at: datetime) -> PageText:
    """撤下: nobody outside reads it from now on; it stays on record with the reason."""
    page = _held(page)
    by.must(WRITE if page.state == PageState.PREPARED else PUBLISH, page)
    page.state = PageState(PAGE_FLOW.after("take_down", page.state))
    page.taken_down_on, page.taken_down_why = localdate(at), reason(why, _("请写明为什么撤下。"), "why")
    page.save()
    _tell("document.page_taken_down", page, by, at, {"reason": page.taken_down_why})
    return page


def _held(page: PageText) -> PageText:
    return PageText.objects.select_for_update(of=("self",)).select_related("unit", "document").get(pk=page.pk)


def _persons(page: PageText, kept: Collection[str]) -> list[Person]:
    return persons_in(f"{page.title}\n{page.text}", kept, staff_names(page.unit))


def _hidden(text: str, found: list[Person]) -> str:
    return blanked(text, [Mark(one.mark.start, one.mark.end, one.mark.kind, one.mark.text) for one in found])


def _tell(event: str, page: PageText, by: Actor, at: datetime, private: dict[str, str] | None = None) -> None:
    book.record(event, of=page.document.ref, unit_path=page.unit_path, by=by, at=at, private=private)
