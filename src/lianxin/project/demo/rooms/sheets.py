"""纸质答卷的演示数据: sheets of the running appraisal printed, one batch read with a few things left for a person.

The scan is drawn here, with an invented pen; no paper was scanned. One batch is keyed by hand and put in.
"""

import io
from datetime import datetime
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.pure.marks import raster
from lianxin.pure.marks.layout import Box, PageLayout
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import PollStatus
from lianxin.work.sheets import commands
from lianxin.work.sheets.commands.printing import set_pages
from lianxin.work.sheets.models import SheetForm

SCALE = 6.0
ODDS = (58, 26, 10, 6, 3, 2)
KEYED, SCANNED = 2, 4


def fill(county: County, until: datetime, random: Random) -> None:
    """一次进行中的评议: printed for every layer, one pile keyed, one scanned and waiting."""
    clerk = county.who(county.top, "county_clerk")
    box = PollBox.objects.filter(unit_path=county.top.path, status=PollStatus.OPEN).order_by("pk").first()
    if box is None:
        return
    groups = [group for group in box.poll.groups if not group.is_named]
    lots = [
        commands.print_sheets(box=box, group=group.code, copies=min(60, group.size), by=clerk, at=until)
        for group in groups
    ]
    _keyed(box, lots[-1].form, clerk, until, random)
    pages = [page for n in range(SCANNED) for page in _filled(lots[0].form, random, doubts=n == 1, writes=n == 2)]
    pages.append(Image.new("L", pages[0].size, 250))
    batch = commands.receive_scan(box=box, files=[_scan(pages)], by=clerk, at=until)
    commands.read_batch(batch=batch, by=clerk, at=until)


def _keyed(box: PollBox, form: SheetForm, clerk: Actor, until: datetime, random: Random) -> None:
    """Two sheets typed in and put in."""
    by: dict[str, Any] = {"by": clerk, "at": until}
    pile = commands.begin_keying(box=box, group=form.group, is_double=False, **by)
    sheet = form.poll_group.sheet
    for _each in range(KEYED):
        answers: dict[str, dict[str, list[str]]] = {}
        for subject, item in sheet.places():
            if scale := sheet.form.scale_of(item):
                chosen = random.choices(scale.options, ODDS[: len(scale.options)])[0].code
                answers.setdefault(subject.code if subject else "", {})[item.code] = [chosen]
        commands.key_sheet(batch=pile, answers=answers, texts={}, **by)
    commands.accept_batch(batch=pile, **by)


def _filled(form: SheetForm, random: Random, *, doubts: bool, writes: bool) -> list[Image.Image]:
    """The pages of one sheet with ticks; `doubts`: two items as a hurried hand leaves them; `writes`: a remark."""
    found = []
    for page in set_pages(form.box, form.poll_group, form.number):
        picture = raster.picture(page.shapes, scale=SCALE)
        pen = ImageDraw.Draw(picture)
        for n, boxes in enumerate(_rows(page)):
            chosen = random.choices(boxes, [*ODDS, *[1] * len(boxes)][: len(boxes)])[0]
            _tick(pen, chosen, random, shade=225 if doubts and n == 2 else 40)
            if doubts and n == 5:
                _tick(pen, next(one for one in boxes if one != chosen), random, shade=40)
        for strip in page.strips if writes else ():
            for k in range(12):
                x, y = (strip.x + 4 + 5 * k) * SCALE, (strip.y + 2) * SCALE
                pen.line([(x, y + random.randint(0, 12)), (x + 18, y + 20), (x + random.randint(0, 16), y + 34)], 60, 3)
        found.append(picture.rotate(random.uniform(-1.5, 1.5), fillcolor=235, expand=True))
    return found


def _rows(page: PageLayout) -> list[list[Box]]:
    rows: dict[tuple[str, str], list[Box]] = {}
    for one in page.boxes:
        rows.setdefault((one.subject, one.item), []).append(one)
    return list(rows.values())


def _tick(pen: ImageDraw.ImageDraw, box: Box, random: Random, *, shade: int) -> None:
    x, y, side = box.x * SCALE + random.randint(-3, 3), box.y * SCALE + random.randint(-3, 3), box.side * SCALE
    pen.line([(x + 3, y + side / 2), (x + side * 0.45, y + side - 4), (x + side + 3, y)], shade, 4, joint="curve")


def _scan(pages: list[Image.Image]) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return out.getvalue()
