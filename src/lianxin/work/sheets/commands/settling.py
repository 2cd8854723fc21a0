"""核看: a person looks at what the reader is not sure of, and types remarks from their picture.

None of these deeds is journalled by itself: a line per sheet would keep an order and a time (security.md T2). The batch
is: what was read, how much a person decided, what was put in.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.marks.codes import read_digits
from lianxin.pure.marks.reading import BLANK
from lianxin.pure.questions import LONGEST_TEXT
from lianxin.work.concerns.problems import Unfit
from lianxin.work.sheets import queries, readers
from lianxin.work.sheets.commands.scanning import add_page
from lianxin.work.sheets.models import PaperSheet, SheetBatch
from lianxin.work.sheets.terms import READ


@transaction.atomic
def settle_item(
    *, sheet: PaperSheet, subject: str, item: str, options: Sequence[str], by: Actor, at: datetime
) -> PaperSheet:
    """核看一题: what the picture shows; none: 弃权; several where one was asked for stay as they are, counting decides."""
    sheet = _open_sheet(sheet, by)
    known = _scale_options(sheet, item)
    if not any(one[:2] == [subject, item] for one in sheet.doubts):
        raise Unfit(_("这一处已经核看过了。"))
    if not set(options) <= set(known):
        raise Unfit(_("这一题没有您选的选项，请重新选。"), "options")
    sheet.doubts = [one for one in sheet.doubts if one[:2] != [subject, item]]
    row = sheet.answers.setdefault(subject, {})
    row[item] = [one for one in known if one in options]
    return _kept(sheet)


@transaction.atomic
def settle_blank(*, sheet: PaperSheet, page: int, is_blank: bool, by: Actor, at: datetime) -> PaperSheet:
    """核看空白页: it is blank indeed, or every item of it is looked at one by one."""
    sheet = _open_sheet(sheet, by)
    if not any(one[2:4] == [BLANK, page] and not one[1] for one in sheet.doubts) or sheet.form is None:
        raise Unfit(_("这一处已经核看过了。"))
    sheet.doubts = [one for one in sheet.doubts if not (one[2:4] == [BLANK, page] and not one[1])]
    if not is_blank:
        layout = sheet.form.layouts[page - 1]
        places = dict.fromkeys((box.subject, box.item) for box in layout.boxes)
        sheet.doubts += [[subject, item, BLANK, page, []] for subject, item in places]
    return _kept(sheet)


@transaction.atomic
def type_remark(*, sheet: PaperSheet, subject: str, item: str, text: str, by: Actor, at: datetime) -> PaperSheet:
    """录入意见: typed from the picture; whom it is about sees the typed words, never the hand. Empty: nothing is written."""
    sheet = _open_sheet(sheet, by)
    if not any(one[:2] == [subject, item] for one in sheet.strips):
        raise Unfit(_("这一处已经录过了。"))
    if len(text.strip()) > LONGEST_TEXT:
        raise Unfit(_("写得太长，最多 %(most)s 字。") % {"most": LONGEST_TEXT}, "text")
    sheet.strips = [one for one in sheet.strips if one[:2] != [subject, item]]
    if text.strip():
        sheet.texts.setdefault(subject, {})[item] = text.strip()
    return _kept(sheet)


@transaction.atomic
def name_sheet(*, sheet: PaperSheet, digits: str, by: Actor, at: datetime) -> PaperSheet:
    """键入页码: the twelve digits beside a QR code that could not be read; the page is then read as any other."""
    sheet = _open_sheet(sheet, by)
    code, page = read_digits(digits), sheet.pages.first()
    if code is None:
        raise Unfit(_("页码不对，请对照二维码下面的十二位数字再输一次。"), "digits")
    forms = queries.forms_of(sheet.batch.box)
    layout = readers.layout_in(queries.layouts_of(forms), code)
    if sheet.form_id is not None or page is None:
        raise Unfit(_("这一页已经认出来了。"))
    if layout is None:
        raise Unfit(_("这个页码不是这次评议的答卷，请把这一份抽出来，放弃这一页。"), "digits")
    if layout.of > 1:
        raise Unfit(_("这份答卷有几页，要连在一起重新扫描，或手工录入。"), "digits")
    sheet.form = forms[code.number]
    page.shifts = add_page(sheet, 1, readers.taken(1, readers.read_flat(bytes(page.picture), layout)))
    page.save(update_fields=["shifts"])
    return _kept(sheet)


@transaction.atomic
def set_aside(*, sheet: PaperSheet, by: Actor, at: datetime) -> None:
    """放弃这一页: a page that is none of this campaign; its picture is deleted, it is counted among those turned back."""
    sheet = _open_sheet(sheet, by)
    if sheet.form_id is not None:
        raise Unfit(_("这一页已经认出来了。"))
    batch = SheetBatch.objects.select_for_update().get(pk=sheet.batch_id)
    batch.refused = [*batch.refused, [0, "other"]]
    batch.sheets_total -= 1
    batch.save(update_fields=["refused", "sheets_total"])
    sheet.delete()


def _open_sheet(sheet: PaperSheet, by: Actor) -> PaperSheet:
    found = (
        PaperSheet.objects.select_for_update(of=("self",)).select_related("batch__box", "form__box").get(pk=sheet.pk)
    )
    by.must(READ, found.batch)
    if not (found.batch.is_open and found.batch.is_scanned):
        raise Unfit(_("这一批现在不能核看。"))
    return found


def _scale_options(sheet: PaperSheet, item: str) -> list[str]:
    if sheet.form is None:
        return []
    form = sheet.form.poll_group.sheet.form
    found = form.item(item)
    scale = form.scale_of(found) if found else None
    return [option.code for option in scale.options] if scale else []


def _kept(sheet: PaperSheet) -> PaperSheet:
    sheet.is_settled = not queries.tasks_of(sheet)
    sheet.save()
    return sheet
