"""到期清理: what is kept for a time only goes by the hour, also where nobody comes by any more; and the day's checkpoint."""

import sys
from datetime import datetime

from lianxin.base import counting
from lianxin.base.checkpoints.commands import CannotVouch, make_daily
from lianxin.base.intake import commands as intake
from lianxin.base.jobs import commands as jobs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.project import tombstones
from lianxin.reports.checks.commands import delete_due
from lianxin.web.office.concerns import exports
from lianxin.web.ui import pdf
from lianxin.work.concerns.commands.drafting import erase_due
from lianxin.work.mails import commands as mails
from lianxin.work.workorders import commands as workorders


def tidy(*, at: datetime) -> None:
    """Batches of texts after thirty days, ledgers not confirmed after one, files waiting to be fetched, run-out counts; the periods."""
    _checkpoint(at)
    delete_due(by=SYSTEM, at=at)
    erase_due(by=SYSTEM, at=at)
    workorders.erase_due(by=SYSTEM, at=at)
    mails.erase_due(by=SYSTEM, at=at)
    intake.erase_due(by=SYSTEM, at=at)
    tombstones.tidy_nightly(at=at)
    exports.shelf()
    pdf.shelf()
    counting.sweep(at=at)
    jobs.take_up_lost(by=SYSTEM, at=at)
    jobs.clear_done(by=SYSTEM, at=at)


def _checkpoint(at: datetime) -> None:
    """每日检查点; where none can be made the rest goes on, and it is said each hour until somebody looks."""
    try:
        make_daily(by=SYSTEM, at=at)
    except CannotVouch as problem:
        print(f"没有生成流水检查点：{problem}", file=sys.stderr)
