"""整改台账: the usual columns (rules.md §6.3) as lines of text, as an Excel file, as a paper."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.pure.paper import Paper, Para, Table, runs
from lianxin.web.ui.workbook import workbook
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.queries import present, standing
from lianxin.work.rectification.terms import Source, Status

COLUMNS = (
    (gettext_lazy("序号"), 6), (gettext_lazy("问题"), 30), (gettext_lazy("来源"), 14), (gettext_lazy("整改措施"), 40),
    (gettext_lazy("责任单位"), 16), (gettext_lazy("责任人"), 9), (gettext_lazy("监督责任人"), 10), (gettext_lazy("开始时间"), 12),
    (gettext_lazy("完成时限"), 16), (gettext_lazy("进展"), 30), (gettext_lazy("是否销号"), 12), (gettext_lazy("反馈"), 20),
)  # fmt: skip
PAPER_WIDTHS = (4, 14, 7, 18, 9, 6, 7, 8, 9, 14, 8, 9)


def limit(item: Rectification) -> str:
    """完成时限: the first end date, and what became of it; it is never lost."""
    return item.first_ends_on.isoformat() + limit_more(item)


def limit_more(item: Rectification) -> str:
    """延长 and the date of a further round; empty in the plain case."""
    words = ""
    if item.ends_on != item.first_ends_on:
        words += _("（延至 %(until)s）") % {"until": item.ends_on.isoformat()}
    if item.round > 1:
        words += _("（第 %(round)s 轮 %(until)s）") % {"round": item.round, "until": item.due_on.isoformat()}
    return words


def owner(item: Rectification) -> str:
    """责任单位, with its section."""
    return " ".join(filter(None, (item.owner_name, item.section)))


def progress(item: Rectification) -> str:
    """进展: what was last said of this round."""
    now = present(item)
    if now is None:
        return ""
    return now.check_note or now.report or now.progress


def feedback(item: Rectification) -> str:
    """反馈: how the giver was told, and what he said."""
    now = present(item)
    said = [one.get_rating_display() for one in item.ratings.all() if one.number == item.round]
    told = _("%(on)s %(how)s") % {"on": now.told_on, "how": now.told_how} if now and now.told_on else ""
    return "；".join(filter(None, (told, "、".join(dict.fromkeys(map(str, said))))))


def source(item: Rectification) -> str:
    """来源."""
    return item.source_label or str(Source(item.source_kind).label)


def line(number: int, item: Rectification, today: date) -> list[str]:
    """One line of the ledger."""
    words = standing(item, today).words
    signed = item.signed_off_on.isoformat() if item.signed_off_on else ""
    return [
        str(number), item.problem, source(item), item.measure, owner(item), item.person, item.supervisor,
        item.starts_on.isoformat(), limit(item), progress(item),
        f"{words} {signed}" if item.status == Status.SIGNED_OFF else words, feedback(item),
    ]  # fmt: skip


def lines(items: Iterable[Rectification], today: date) -> list[list[str]]:
    """The lines of the ledger, numbered."""
    return [line(number, item, today) for number, item in enumerate(items, start=1)]


@translation.override(settings.LANGUAGE_CODE)
def file(items: Sequence[Rectification], unit: Unit, today: date, foot: str) -> bytes:
    """The Excel file; a ledger is Chinese, whatever the page is."""
    title = _("%(unit)s整改台账") % {"unit": unit.name}
    return workbook(COLUMNS, lines(items, today), name=_("整改台账"), title=title, foot=foot)


@translation.override(settings.LANGUAGE_CODE)
def paper(items: Sequence[Rectification], unit: Unit, today: date) -> Paper:
    """The ledger as a paper: one sentence of figures counted from its lines, then the table."""
    done = sum(item.status == Status.SIGNED_OFF for item in items)
    late = sum(standing(item, today).tone == "late" and item.status == Status.ISSUED for item in items)
    said = _("截至%(on)s，整改台账共 %(total)s 项，已销号 %(done)s 项，超时限 %(late)s 项。") % {
        "on": today.isoformat(), "total": len(items), "done": done, "late": late,
    }  # fmt: skip
    table = Table(
        tuple(str(word) for word, _width in COLUMNS), tuple(tuple(one) for one in lines(items, today)),
        caption=_("整改台账"), is_landscape=True, widths=PAPER_WIDTHS,
    )  # fmt: skip
    title = _("%(unit)s整改台账") % {"unit": unit.name}
    return Paper(title, (Para(runs(said)), table), signature=unit.name, dated=today)
