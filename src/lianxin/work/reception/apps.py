from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "lianxin.work.reception"
    label = "reception"
    verbose_name = "接待日"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.reception import answering as _answering  # noqa: F401  (declares 答复函)
        from lianxin.work.reception import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.reception import indicators, logbook, terms  # noqa: F401  (declare what they hold)
        from lianxin.work.reception import ledgers as _ledgers  # noqa: F401  (declares its 台账)
