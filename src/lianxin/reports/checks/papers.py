"""成批核对的结果单: every finding of a batch as a row, for Excel and as one docx. By text, in the order they were sent."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.timezone import localdate

from lianxin.pure.paper import Paper, Para, Table, runs, write_docx
from lianxin.reports.checks.fingerprints import fingerprint
from lianxin.reports.checks.marked import short, to_look_at
from lianxin.reports.checks.models import Batch, BatchText
from lianxin.reports.checks.queries import remarks_of, words_of

HEAD = ("份号", "文件", "单位", "统计期", "结果", "在哪里", "原文", "意见", "改为")
WIDTHS = (6, 34, 14, 14, 16, 10, 40, 60, 30)
_ASIDE = 5  # the columns that say whose a finding is
MOST = 4000


def rows(texts: Iterable[BatchText], reasons: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """份号、文件、单位、统计期、结果、在哪里、原文、意见、改为: a row for each finding, one for a text without any."""
    for text in texts:
        period = text.about.label if text.about else ""
        whose = (str(text.number), text.name, text.unit.name if text.unit else "", period)
        if not text.is_checked:
            yield (*whose, text.get_status_display(), "", "", text.sentence, "")
            continue
        found = to_look_at(remarks_of(text))
        waived = words_of(text.waived, reasons)
        if not found:
            yield (*whose, "没有意见", "", "", "", "")
        for one in found:
            why = waived.get(fingerprint(one, text.text), "")
            line = f"第{text.text.count(chr(10), 0, one.start) + 1}行"
            yield (
                *whose,
                f"已忽略：{why}" if why else one.word,
                line,
                short(one.quote),
                one.explain,
                "" if why else one.mend,
            )


def batch_docx(batch: Batch, texts: Iterable[BatchText], reasons: Mapping[str, Any]) -> bytes:
    """成批核对结果 as one docx: a table, each text's findings together."""
    made = [row for row, _n in zip(rows(texts, reasons), range(MOST), strict=False)]
    total = len({row[0] for row in made})
    cells = tuple(
        (row[0], f"{row[2] or '单位没有认出'}\n{row[1]}", row[4], row[5], row[6], row[7], row[8]) for row in made
    )
    table = Table(
        ("份号", "单位和文件", "结果", "在哪里", "原文", "意见", "改为"), cells, is_landscape=True, widths=(5, 20, 11, 7, 22, 25, 10)
    )  # fmt: skip
    said = f"{batch.title}：共{total}份，{localdate(batch.received_at)}收到。“不符”是算得清的错，“存疑”是请再看一眼的，“格式”只是写法。"
    return write_docx(Paper("成批核对结果", (Para(runs(said)), table)))
