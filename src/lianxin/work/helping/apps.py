from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HelpingConfig(AppConfig):
    name = "lianxin.work.helping"
    label = "helping"
    verbose_name = "帮扶"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.helping import commands, indicators, queries, terms  # noqa: F401  (declares permissions, events, figures)
        from lianxin.work.helping import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.helping import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.helping import sources as _sources  # noqa: F401  (declares what a clerk may count)
        from lianxin.work.households import columns

        columns.column("help_plan", _("帮扶计划"), queries.plan_words)
        columns.also_empty(commands.empty_plans)
