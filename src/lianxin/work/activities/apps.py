from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "lianxin.work.activities"
    label = "activities"
    verbose_name = "活动宣传"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.activities import compliance, indicators, station, terms  # noqa: F401  (declares what it holds)
        from lianxin.work.activities import composing as _composing  # noqa: F401  (declares what summaries tell of it)
        from lianxin.work.activities import intake as _intake  # noqa: F401  (declares what comes in from a file)
        from lianxin.work.activities import ledgers as _ledgers  # noqa: F401  (declares its 台账)

        station.join()
