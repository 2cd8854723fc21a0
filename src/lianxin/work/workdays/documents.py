"""请假情况说明 as a document for the upper city: who, why, the matter, who stands in (002-1)."""

from datetime import date

from django.conf import settings
from django.utils.translation import override

from lianxin.pure.paper import Paper, Para, Table, official_date, runs, write_docx
from lianxin.work.workdays.models import AbsenceLetter

HEADER = ("序号", "单位", "姓名、职务", "请假时间", "请假原因", "事由", "替代人员")
WIDTHS = (6, 14, 18, 20, 12, 18, 16)


def _day(text: str) -> str:
    return official_date(date.fromisoformat(text))


def paper_of(letter: AbsenceLetter) -> Paper:
    """The letter as data; the lines are those that were kept when it was made."""
    span = official_date(letter.first)
    if letter.last != letter.first:
        span = f"{span}至{official_date(letter.last)}期间的"
    rows = tuple(
        (
            str(number), line["unit"], f"{line['name']}（{line['post']}）",
            _day(line["since"]) if line["since"] == line["until"] else f"{_day(line['since'])}至{_day(line['until'])}",
            line["reason"], line["matter"] or "—",
            f"{line['substitute']}（{line['substitute_post']}）" if line["substitute"] else "未安排",
        )
        for number, line in enumerate(letter.lines, 1)
    )  # fmt: skip
    missing = sum(not line["substitute"] for line in letter.lines)
    instead = "都已安排替代人员。" if not missing else f"其中 {missing} 人次未安排替代人员。"
    return Paper(
        title="关于群众工作日进站人员请假情况的说明", addressee=f"{letter.addressee}：",
        body=(
            Para(runs(f"{span}群众工作日，我县进站人员请假 {len(rows)} 人次，均已由群众工作总站核准登记、县级审批备案，{instead}"
                      "具体情况如下。")),
            Table(HEADER, rows, widths=WIDTHS),
            Para(runs("特此说明。")),
        ),
        signature=letter.unit.name, dated=letter.dated_on, number=letter.number,
    )  # fmt: skip


def letter_docx(letter: AbsenceLetter) -> bytes:
    """The letter as a docx; the same bytes for the same letter."""
    with override(settings.LANGUAGE_CODE):
        return write_docx(paper_of(letter))
