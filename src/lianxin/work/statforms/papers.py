"""统计单的文书: the official form as a paper, of one unit or of the sum; always in Chinese, as it is handed in."""

from datetime import date

from lianxin.pure import statform
from lianxin.pure.paper import Item, Paper, Para, Table, official_date, runs
from lianxin.pure.statform import Values, Words
from lianxin.work.statforms.models import SignedForm, StatForm
from lianxin.work.statforms.queries import Sum


def head(unit: str, on: date | None) -> str:
    """表头: who reports, and when."""
    return f"填报单位：{unit}　　填报时间：{official_date(on) if on else '　　年　月　日'}"


def _body(first: str, values: Values, words: Words) -> list[Item]:
    lines = ["".join(part.text for part in line) for line in statform.lines(values, words)]
    return [Para(runs(text)) for text in (first, *lines)]


def paper(form: StatForm, values: Values, signed: SignedForm | None) -> Paper:
    """统计单 of one unit: signed, or marked as not yet signed."""
    words = signed.wording if signed else form.words
    body = _body(head(form.unit.name, signed.signed_on if signed else None), values, words)
    if signed is None:
        body.append(Para(runs("（未签署，仅供核对。）")))
    else:
        body.append(
            Para(runs(f"签署人：{signed.signed_by}　第 {signed.version} 版　校验值：{signed.fingerprint[:16]}"))
        )
    return Paper(statform.title(words), tuple(body))


def sum_paper(found: Sum, period: str, on: date) -> Paper:
    """汇总的统计单: the six lines of all together, then unit by unit, then which are missing."""
    body = _body(head(f"{found.unit.name}（汇总，{period}）", on), found.values, found.words)
    if found.rows:
        names = statform.labels(found.words)
        columns = (
            "members_total",
            "members_rated",
            "members_fairly",
            "members_satisfied",
            "meetings",
            "participants",
            "deeds",
        )
        body.append(
            Table(
                header=("填报单位", *(names[key] for key in columns)),
                rows=tuple(
                    (row.form.unit.name, *(str(row.signed.frozen.number(key)) for key in columns)) for row in found.rows
                ),
                caption="各单位统计单", is_landscape=True, widths=(20, *(12 for _key in columns)),
            )
        )  # fmt: skip
    for sentence in missing_sentences(found):
        body.append(Para(runs(sentence)))
    return Paper(statform.title(found.words), tuple(body), dated=on)


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
