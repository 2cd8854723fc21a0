"""lianxin summary --kind：别的文种 (简报、督查通报、调查报告、通知…) from the records, as everybody may know them.

One's own report is written by oneself alone, on the pages: here it is refused.
"""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianxin.base.drafting import Composer
    from lianxin.base.orgs.models import Unit


def run(args: argparse.Namespace, today: date) -> int:
    """Write one document; 2 with a sentence where the kind, the unit or the subject is not known."""
    from lianxin.base.orgs.permissions import NotAllowed
    from lianxin.project.boot import everyone
    from lianxin.project.summary_cli import may_write, shown, unit_named
    from lianxin.pure.paper import blocks, write_docx
    from lianxin.pure.periods import read_period

    try:
        one, unit = _kind(args.kind), unit_named(args.unit)
        period = read_period(args.period) if args.period else None
        subject = _subject(one, unit, args.about, today) if args.about or period is None else ""
        if args.output:
            may_write(Path(args.output))
        paper = one.compose(unit=unit, period=period, subject=subject, by=everyone(), dated=today)
    except (ValueError, LookupError, NotAllowed) as problem:
        print(str(problem), file=sys.stderr)
        return 2
    if args.text or not args.output:
        print("\n".join(shown(block) for block in blocks(paper)))
    if args.output:
        Path(args.output).write_bytes(write_docx(paper))
        print(f"已生成 {args.output}", file=sys.stderr)
    return 0


def _kind(code: str) -> "Composer":
    """The kind with this code. Raises ValueError."""
    from lianxin.base.drafting import COMPOSERS

    if code not in COMPOSERS:
        raise ValueError(f"没有“{code}”这种文种，可写：{'、'.join(COMPOSERS)}。")
    return COMPOSERS[code]


def _subject(one: "Composer", unit: "Unit", about: str, today: date) -> str:
    """The one subject with these words in its label or its reference. Raises ValueError with what there is."""
    from lianxin.project.boot import everyone

    offered = list(one.subjects(unit, everyone(), today)) if one.subjects else []
    found = [choice for choice in offered if about in f"{choice.label} {choice.ref}"]
    if len(found) == 1:
        return found[0].ref
    if not offered:
        raise ValueError(f"{unit.name}没有可写的{one.label}，或者请写 --period。")
    raise ValueError(f"请用 --about 写明是哪一件：{'、'.join(choice.label for choice in (found or offered)[:8])}。")
