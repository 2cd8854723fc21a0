from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "lianxin.work.disputes"
    label = "disputes"
    verbose_name = "矛盾纠纷"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.disputes import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.disputes import indicators, logbook, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.disputes import intake as _intake  # noqa: F401  (declares what comes in from a file)
        from lianxin.work.disputes import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.disputes import retention as _retention  # noqa: F401  (declares its 到期清理)
        from lianxin.work.disputes import sources as _sources  # noqa: F401  (declares what a clerk may count)
