from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "lianxin.work.meetings"
    label = "meetings"
    verbose_name = "会议"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.meetings import burden, indicators, logbook, terms  # noqa: F401  (declares all three)
        from lianxin.work.meetings import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.meetings import issuing as _issuing  # noqa: F401  (declares 通知, 会议材料)
        from lianxin.work.meetings import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.meetings import sources as _sources  # noqa: F401  (declares what a clerk may count)
