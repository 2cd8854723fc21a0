"""纸质答卷的场面: sheets printed by commands, filled with a drawn pen, scanned as a PDF."""

import io
import random
from collections.abc import Iterable
from datetime import date

from PIL import Image, ImageDraw

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.queries import actor_for
from lianxin.pure.marks import raster
from lianxin.work.appraisals.models import Campaign
from lianxin.work.sheets import commands
from lianxin.work.sheets.commands.printing import set_pages
from lianxin.work.sheets.models import SheetForm
from tests.conftest import NOON

SCALE = 6.0
#: what is drawn for one place: the options ticked, or a text on its lines
Marks = dict[tuple[str, str], list[str] | str]


def printed(town, campaign: Campaign, group: str = "", copies: int = 20, **more) -> SheetForm:
    """印好: so many copies of one group's sheet."""
    group = group or campaign.box.poll.groups[0].code
    lot = commands.print_sheets(box=campaign.box, group=group, copies=copies, by=town.clerk, at=NOON, **more)
    return lot.form


def ticked(form: SheetForm, seed: int = 1) -> Marks:
    """One option for every place of the sheet, by chance."""
    chance = random.Random(seed)
    sheet = form.poll_group.sheet
    return {
        (subject.code if subject else "", item.code): [chance.choice(scale.options).code]
        for subject, item in sheet.places()
        if (scale := sheet.form.scale_of(item))
    }


def drawn(form: SheetForm, marks: Marks, shade: int = 30) -> list[Image.Image]:
    """The pages of a sheet with these marks."""
    made = []
    for page in set_pages(form.box, form.poll_group, form.number):
        picture = raster.picture(page.shapes, scale=SCALE)
        pen = ImageDraw.Draw(picture)
        for box in page.boxes:
            if box.option in marks.get((box.subject, box.item), ()):
                x, y, side = box.x * SCALE, box.y * SCALE, box.side * SCALE
                pen.line([(x + 3, y + side / 2), (x + side / 2, y + side - 3), (x + side + 4, y - 2)], shade, 4)
        for strip in page.strips:
            if isinstance(marks.get((strip.subject, strip.item)), str):
                x, y = strip.x * SCALE + 30, strip.y * SCALE + 20
                for n in range(6):
                    pen.line([(x + 30 * n, y), (x + 30 * n + 20, y + 25), (x + 30 * n, y + 40)], 40, 3)
        made.append(picture)
    return made


def scan(pages: Iterable[Image.Image], kind: str = "PDF") -> bytes:
    """The pages in one file, as a scanner saves them."""
    first, *rest = pages
    out = io.BytesIO()
    first.save(out, kind, save_all=True, append_images=rest, resolution=SCALE * 25.4)
    return out.getvalue()


def read(town, campaign: Campaign, *files: bytes):
    """收到并读完 a batch."""
    batch = commands.receive_scan(box=campaign.box, files=files, by=town.clerk, at=NOON)
    return commands.read_batch(batch=batch, by=town.clerk, at=NOON)


def second_clerk(town, at=NOON):
    """Another person in the county office."""
    person = orgs.create_person(username="qgb2", name="周二", password="Lianxin-2026", by=SYSTEM, at=at)
    role, first = "county_clerk", date(2026, 1, 1)
    return actor_for(orgs.post(person=person, unit=town.county, role=role, valid_from=first, by=SYSTEM, at=at))
