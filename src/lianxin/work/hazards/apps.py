from django.apps import AppConfig


class HazardsConfig(AppConfig):
    name = "lianxin.work.hazards"
    label = "hazards"
    verbose_name = "隐患点"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.hazards import compliance, indicators, logbook, terms  # noqa: F401  (declares what it holds)
        from lianxin.work.hazards import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.hazards import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.hazards import sources as _sources  # noqa: F401  (declares what a clerk may count)
