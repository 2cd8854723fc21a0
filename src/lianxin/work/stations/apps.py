from django.apps import AppConfig


class StationsConfig(AppConfig):
    name = "lianxin.work.stations"
    label = "stations"
    verbose_name = "群众工作站"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from lianxin.work.stations import concern_lines, indicators, logbook, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.stations import intake as _intake  # noqa: F401  (declares what comes in from a file)

        logbook.lines("concerns", _("诉求"), concern_lines.find, order=10)
