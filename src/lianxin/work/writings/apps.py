from django.apps import AppConfig


class WritingsConfig(AppConfig):
    name = "lianxin.work.writings"
    label = "writings"
    verbose_name = "日记与报告"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.writings import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.writings import indicators as _indicators  # noqa: F401  (declares its figure)
        from lianxin.work.writings import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.writings import measures, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.writings import prose as _prose  # noqa: F401  (declares its texts)
