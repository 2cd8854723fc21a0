from collections.abc import Iterator
from datetime import date

from django.apps import AppConfig
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor


class ProjectConfig(AppConfig):
    name = "lianxin.project"
    label = "project"

    def ready(self) -> None:
        """Whoever looks after the server is told on 今日 of backups that were not made, and of what is bad on the machine."""
        from lianxin.base.jobs.terms import VIEW as JOBS
        from lianxin.base.orgs.commands import EDIT
        from lianxin.web.ui import panels

        def backups(actor: Actor, today: date) -> Iterator[panels.Quiet]:
            from lianxin.project.backups.folder import last_backup

            last = last_backup(at=timezone.now()) if actor.has(EDIT) else None
            if last and last.is_late:
                since = (
                    _("上一次好的备份是%(on)s") % {"on": f"{last.at:%Y-%m-%d}"} if last.at else _("还没有一份好的备份")
                )
                why = last.failure or _("原因没有记下")
                yield panels.Quiet(
                    _("%(since)s，已超过两天（%(why)s）。请在服务器上运行 lianxin backup。")
                    % {"since": since, "why": why},
                    reverse("today"),
                )

        def machine(actor: Actor, today: date) -> Iterator[panels.Quiet]:
            from lianxin.project import health

            if actor.has(EDIT):
                for one in health.quick(at=timezone.now()):
                    if one.state != "good" and one.code != "backup":
                        page = "jobs:index" if one.code == "tasks" and actor.has(JOBS) else "today"
                        yield panels.Quiet(
                            _("%(what)s：%(told)s") % {"what": one.name, "told": one.told}, reverse(page)
                        )

        panels.quiet(backups)
        panels.quiet(machine)
