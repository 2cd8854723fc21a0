"""下步打算台账 as a document: the same lines on paper, as docx and as xlsx."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.pure.paper import Paper, Table
from lianxin.reports.nextsteps import queries
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.nextsteps.terms import State

HEADER = (
    gettext_lazy("序号"), gettext_lazy("提出单位"), gettext_lazy("时期"), gettext_lazy("事项"), gettext_lazy("怎么做"),
    gettext_lazy("责任单位（责任人）"), gettext_lazy("完成时限"), gettext_lazy("落实情况"),
)  # fmt: skip
WIDTHS = (5, 12, 11, 16, 28, 16, 12, 24)


def cells_of(number: int, step: NextStep) -> tuple[str, ...]:
    """One line of the ledger."""
    text = step.text
    if step.aim_value is not None:
        text += _("（目标：%(label)s%(aim)s%(n)s）") % {
            "label": queries.label_of(step), "aim": step.get_aim_display(), "n": queries.aim_text(step),
        }  # fmt: skip
    due = step.due_on.isoformat()
    if step.is_carried_over:
        due += _("（原定 %(on)s）") % {"on": step.first_due_on.isoformat()}
    state = str(step.get_state_display())
    if step.state != State.OPEN and step.closed_on:
        state += f" {step.closed_on.isoformat()}"
    told = f"{state}{_('：') if step.result else ''}{step.result}"
    return str(number), step.unit.name, step.period.label, step.heading, text, step.owner_words, due, told


def paper_of(unit: Unit, steps: Iterable[NextStep], today: date) -> Paper:
    """The ledger as a paper."""
    rows = tuple(cells_of(number, step) for number, step in enumerate(steps, 1))
    table = Table(tuple(str(word) for word in HEADER), rows, widths=WIDTHS, is_landscape=True)
    return Paper(title=f"{unit.name}下步打算台账", body=(table,), signature=unit.name, dated=today)
