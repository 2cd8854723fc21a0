from django.apps import AppConfig


class WindowsConfig(AppConfig):
    name = "lianxin.work.windows"
    label = "windows"
    verbose_name = "窗口服务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.windows import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.windows import indicators, logbook, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.windows import sources as _sources  # noqa: F401  (declares what a clerk may count)
