"""后台任务: bring the index of texts up to date; it belongs to nobody and is told by the system."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from lianxin.base.jobs.kinds import job
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.reports.overlaps import commands


@job(gettext_lazy("更新比对索引"))
def refresh() -> None:
    """更新比对索引."""
    commands.refresh(by=SYSTEM, at=timezone.now())
