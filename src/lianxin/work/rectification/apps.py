from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "lianxin.work.rectification"
    label = "rectification"
    verbose_name = "整改"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.rectification import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.rectification import indicators, terms  # noqa: F401  (declares all three)
        from lianxin.work.rectification import intake as _intake  # noqa: F401  (declares what comes in from a file)
        from lianxin.work.rectification import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.rectification import sources as _sources  # noqa: F401  (declares what a clerk may count)
