from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "lianxin.work.households"
    label = "households"
    verbose_name = "户与困难户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.households import indicators, terms  # noqa: F401  (declares permissions, events, figures)
        from lianxin.work.households import intake as _intake  # noqa: F401  (declares what comes in from a file)
        from lianxin.work.households import ledgers as _ledgers  # noqa: F401  (declares its 台账)
        from lianxin.work.households import retention as _retention  # noqa: F401  (declares its 到期清理)
