"""公文的场面: drafts, signed documents and page texts, made by commands."""

import io
from datetime import datetime
from typing import Any

from PIL import Image

from lianxin.pure.paper import Para, runs
from lianxin.pure.periods import Period
from lianxin.reports.documents import commands, queries
from lianxin.reports.documents.models import Document, PagePicture, PageText
from tests.conftest import NOON, Town

NOVEMBER = Period.month(2026, 11)


def drafted(town: Town, *, unit: str = "qingshui", by: str = "officer", at: datetime = NOON, **more: Any) -> Document:
    """The month's summary, or another kind, as it was written from the records."""
    asked = {"kind": "summary_month", "period": NOVEMBER} | more
    return commands.draft(unit=town.units[unit], by=town.actors[by], at=at, **asked)


def free(town: Town, *lines: str, title: str = "关于做好值班工作的安排", at: datetime = NOON) -> Document:
    """A document of 清水镇 that no composer writes, with these paragraphs."""
    document = drafted(town, kind="other", period=None, title=title, at=at)
    written(document, *lines, town=town, at=at)
    return document


def written(document: Document, *lines: str, town: Town, by: str = "officer", at: datetime = NOON) -> None:
    """The document says these paragraphs, and nothing else, from now on."""
    newest = queries.newest(document)
    commands.edit(
        document=document, base=newest.number, title=newest.title, addressee=newest.addressee,
        items=[Para(runs(line)) for line in lines], by=town.actors[by], at=at,
    )  # fmt: skip
    document.refresh_from_db()


def signed(
    document: Document, *, town: Town, by: str = "officer", head: str = "leader", at: datetime = NOON
) -> Document:
    """Handed to the head and signed."""
    commands.submit(document=document, by=town.actors[by], at=at)
    return commands.issue(document=document, by=town.actors[head], at=at)


def kept(town: Town, *, text: str = "村里的路灯第二天就修好了。", at: datetime = NOON) -> Document:
    """A leader's talk that was written elsewhere."""
    return commands.keep(
        unit=town.qingshui, kind="speech", title="在群众工作会上的讲话", issuer="唐山河", on=at.date(), text=text,
        by=town.officer, at=at,
    )  # fmt: skip


def picture() -> bytes:
    """A small picture."""
    image = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(image, "PNG")
    return image.getvalue()


def prepared(town: Town, at: datetime = NOON) -> PageText:
    """The talk made ready for the unit's page, with a picture."""
    page = commands.publish(document=kept(town, at=at), by=town.officer, at=at)
    commands.add_picture(page=page, data=picture(), alt="会场", by=town.officer, at=at)
    return page


def shown(town: Town, at: datetime = NOON) -> PageText:
    """The talk on the unit's page."""
    return commands.confirm(page=prepared(town, at), by=town.leader, at=at)


def first_picture(page: PageText) -> PagePicture:
    """Its first picture."""
    found: PagePicture = page.pictures.get(number=1)
    return found
