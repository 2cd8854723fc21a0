"""督办单, 限期整改通知: as official papers. The requester is in neither (条例 §30)."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override

from lianxin.pure.paper import Heading, Paper, Para, Table, official_date, runs
from lianxin.work.concerns.models import Concern
from lianxin.work.supervision.models import Correction, SupervisionOrder

WIDTHS = (2, 4, 8, 4, 3)


def order_paper(order: SupervisionOrder, matters: Sequence[tuple[Concern, str]]) -> Paper:
    """督办单; `matters` are its concerns with their titles as the reader may read them. In Chinese, as all papers are."""
    with override("zh-hans"):
        rows = tuple(
            (str(n), one.code, title, _day(one.due_on), str(one.get_status_display()))
            for n, (one, title) in enumerate(matters, 1)
        )
        return Paper(
            title="群众诉求督办单", number=order.number, addressee=order.to.name, signature=order.unit.name,
            dated=order.issued_on, is_sealed=True,
            body=(
                Para(runs(f"现就“{order.title}”督办如下，请于{official_date(order.answer_by)}前书面回复。")),
                Heading(1, runs("督办事项")),
                Table(("序号", "编号", "事项", "办理期限", "现状"), rows, widths=WIDTHS),
                Heading(1, runs("督办要求")),
                *(Para(runs(line.strip())) for line in order.demand.splitlines() if line.strip()),
                Para(runs("办理中有进展的，请随时报告；群众确认解决后办结督办。")),
            ),
        )  # fmt: skip


def correction_paper(correction: Correction) -> Paper:
    """限期整改通知."""
    with override("zh-hans"):
        return Paper(
            title="限期整改通知", addressee=correction.to.name, signature=correction.unit.name,
            dated=correction.issued_on, is_sealed=True,
            body=(
                Para(runs(f"经核对办理记录，你单位现有{correction.get_fact_display()}{correction.counted}件"
                          "（清单见系统，不含反映具体单位和人员的诉求）。")),
                Heading(1, runs("整改要求")),
                *(Para(runs(line.strip())) for line in correction.measures.splitlines() if line.strip()),
                Heading(1, runs("期限和责任")),
                Para(runs(f"请于{official_date(correction.answer_by)}前整改完毕并报送整改情况，由{correction.upper.name}督促并确认。")),
            ),
        )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else "未定"
