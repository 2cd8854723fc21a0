"""约谈记录表与约谈安排表 as papers."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lianxin.pure.paper import Paper, Para, Table, runs
from lianxin.work.rectification.models import RectificationNotice, Talk, TalkPlan
from lianxin.work.rectification.queries import Matrix

BLANK = "\u3000"


@translation.override(settings.LANGUAGE_CODE)
def record_form(talk: Talk, *, is_filled: bool) -> Paper:
    """约谈记录表 (000-1): who, with whom, when, about what, what was agreed; empty lines where nothing may be shown."""
    filled = is_filled and talk.held_on is not None and not talk.is_on_paper
    rows = (
        (_("谈话人"), talk.talker_name), (_("谈话对象"), talk.name), (_("谈话日期"), talk.held_on.isoformat() if talk.held_on else BLANK),
        (_("谈话内容"), talk.topics if filled else BLANK), (_("商定的措施"), (talk.agreed or _("无")) if filled else BLANK),
        (_("谈话人签名"), BLANK), (_("谈话对象签名"), BLANK),
    )  # fmt: skip
    title = _("%(unit)s%(kind)s记录表") % {"unit": talk.plan.unit.name, "kind": talk.get_kind_display()}
    table = Table((_("项目"), _("记录")), rows, widths=(1, 4))
    return Paper(title, (Para(runs(talk.plan.title)), table))


@translation.override(settings.LANGUAGE_CODE)
def plan_paper(plan: TalkPlan, matrix: Matrix, today: date) -> Paper:
    """约谈安排表: the matrix with the day of each talk, and how many are still to be held."""
    said = _("应谈 %(total)s 人次，已谈 %(held)s 人次，还没谈 %(open)s 人次，%(until)s 前谈完。") % {
        "total": matrix.total, "held": matrix.held, "open": len(matrix.open), "until": plan.until.isoformat(),
    }  # fmt: skip
    header = (_("谈话对象"), _("层次"), *(column.name for column in matrix.columns))
    rows = tuple((line.name, line.layer, *(_cell(one) for one in line.cells)) for line in matrix.lines)
    body = (Para(runs(said)), Table(header, rows)) if rows else (Para(runs(said)),)
    return Paper(f"{plan.unit.name}{plan.title}", body, signature=plan.unit.name, dated=today)


def _cell(talk: Talk | None) -> str:
    if talk is None:
        return "—"
    return talk.held_on.isoformat() if talk.held_on else _("待谈")


@translation.override(settings.LANGUAGE_CODE)
def notice_paper(notice: RectificationNotice) -> Paper:
    """整改情况通报 as a paper: what was said first, how many, and each item with its result."""
    counted = _("本次通报整改 %(total)s 项，已销号 %(done)s 项。") % {
        "total": len(notice.lines), "done": notice.signed_off,
    }  # fmt: skip
    rows = tuple(
        (str(number), line["problem"], line["owner"], line["measure"], line["result"] or _("正在整改"))
        for number, line in enumerate(notice.lines, start=1)
    )
    table = Table((_("序号"), _("问题"), _("责任单位"), _("整改措施"), _("整改结果")), rows, widths=(1, 4, 3, 5, 5))
    said = [Para(runs(text)) for text in (notice.intro, counted) if text]
    dated = notice.published_on or notice.prepared_on
    return Paper(notice.title, (*said, table), signature=notice.unit.name, dated=dated)
