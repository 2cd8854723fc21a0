from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "lianxin.work.visits"
    label = "visits"
    verbose_name = "走访"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.visits import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.visits import contacts, indicators, ledger, logbook, measures, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.visits import intake as _intake  # noqa: F401  (declares what comes in from a file)
        from lianxin.work.visits import investigating as _investigating  # noqa: F401  (declares 调查报告)
        from lianxin.work.visits import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.visits import prose as _prose  # noqa: F401  (declares its texts)
        from lianxin.work.visits import sources as _sources  # noqa: F401  (declares what a clerk may count)
