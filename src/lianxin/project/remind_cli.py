"""lianxin remind：按提醒阶梯提醒, gives the reminders that have fallen due; for a timer, or by hand."""

import argparse
from contextlib import suppress
from typing import Any

EXAMPLES = """例 · examples:
  lianxin remind                       走一遍提醒阶梯
  lianxin remind --quiet               没有提醒时不输出(用于定时任务)
"""


def add(subparsers: Any) -> None:
    """Put `remind` on the command line."""
    parser = subparsers.add_parser(
        "remind",
        help="提醒 / remind",
        description="按提醒阶梯给出到期的提醒；夜间和休息日不提醒。服务运行时每小时自动执行。",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quiet", action="store_true", help="没有提醒时不输出 / say nothing when nothing was given")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Go through the ladder once; at the same hour what is kept for a time only goes, and new texts are compared."""
    from lianxin.project.boot import setup

    setup()
    from django.utils import timezone

    from lianxin.base.gateways import GatewayAway
    from lianxin.base.orgs.permissions import SYSTEM
    from lianxin.project.tidying import tidy
    from lianxin.reports.overlaps.commands import refresh
    from lianxin.web.office.callbacks.sms_jobs import tell_now
    from lianxin.web.office.digests.jobs import tell_now as tell_staff_now
    from lianxin.web.office.mails.jobs import poll_now
    from lianxin.web.office.webhooks.jobs import tell_now as tell_programs_now
    from lianxin.work.supervision import commands

    tidy(at=timezone.now())
    refresh(by=SYSTEM, at=timezone.now())
    with suppress(GatewayAway):  # the page of jobs says it, and the next hour tries again
        tell_now()
    with suppress(GatewayAway):  # the next hour tries again
        tell_staff_now()
    with suppress(GatewayAway):  # the page of letters says it
        poll_now()
    with suppress(OSError):  # the file of the authority is away: the job says it
        tell_programs_now()
    done = commands.remind(at=timezone.now())
    if done.given or not args.quiet:
        print("现在是休息时间，不提醒；下一个工作日上午再提醒。" if done.is_quiet else f"已给出提醒 {done.given} 条。")
    return 0
