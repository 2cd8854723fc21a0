"""统计单的文书: the official form as a paper, of one unit or of the sum; always in Chinese, as it is handed in."""

from collections.abc import Iterable
from datetime import date

from lianxin.pure import statform
from lianxin.pure.paper import Item, Paper, Para, Table, official_date, runs
from lianxin.pure.statform import Values, Words
from lianxin.work.statforms.models import SignedForm, StatForm
from lianxin.work.statforms.queries import Sum

COLUMNS = ("members_total", "members_rated", "members_fairly", "members_satisfied", "meetings", "participants", "deeds")
GAP = "　　"


def head(unit: str, on: date | None) -> str:
    """表头: who reports, and when."""
    return f"填报单位：{unit}{GAP}填报时间：{official_date(on) if on else '____年__月__日'}"


def _paper(first: str, values: Values, words: Words, rest: Iterable[Item]) -> Paper:
    """The form: its name broken before 群众评议, who and when on a line each, the six lines, what follows them."""
    lines = ["".join(part.text for part in line) for line in statform.lines(values, words)]
    name = statform.title(words).replace("情况群众评议", "情况\n群众评议")
    return Paper(name, (*(Para(runs(text)) for text in (*first.split(GAP), *lines)), *rest))


def paper(form: StatForm, values: Values, signed: SignedForm | None) -> Paper:
    """统计单 of one unit: signed, or marked as not yet signed."""
    last = "（未签署，仅供核对。）"
    if signed is not None:
        last = f"签署人：{signed.signed_by}　第 {signed.version} 版　校验值：{signed.fingerprint[:16]}"
    first = head(form.unit.name, signed.signed_on if signed else None)
    return _paper(first, values, signed.wording if signed else form.words, [Para(runs(last))])


def sum_paper(found: Sum, period: str, on: date) -> Paper:
    """汇总的统计单: the six lines of all together, which are missing, then unit by unit on a sheet of its own."""
    rest: list[Item] = [Para(runs(sentence)) for sentence in missing_sentences(found)]
    if found.rows:
        rest.append(_unit_by_unit(found))
    return _paper(head(f"{found.unit.name}（汇总，{period}）", on), found.values, found.words, rest)


def _unit_by_unit(found: Sum) -> Table:
    names = statform.labels(found.words)
    return Table(
        header=("填报单位", *(names[key] for key in COLUMNS)),
        rows=tuple(
            (row.form.unit.name, *(str(row.signed.frozen.number(key)) for key in COLUMNS)) for row in found.rows
        ),
        caption="各单位统计单", is_landscape=True, widths=(20, *(12 for _key in COLUMNS)),
    )  # fmt: skip


def missing_sentences(found: Sum) -> list[str]:
    """没有汇总进来的, by name: nobody is left out in silence."""
    said = []
    if found.unsigned:
        names = "、".join(f"{one.unit.name}“{one.title}”" for one in found.unsigned)
        said.append(f"未签署统计单、未计入的评议 {len(found.unsigned)} 次：{names}。")
    if found.absent:
        said.append(
            f"本期没有开展评议的下级单位 {len(found.absent)} 个：{'、'.join(one.name for one in found.absent)}。"
        )
    if found.rounds:
        said.append(f"补课评议 {found.rounds} 次，评的是同一批对象，不重复计入。")
    return said
