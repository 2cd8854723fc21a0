from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "lianxin.work.volunteers"
    label = "volunteers"
    verbose_name = "志愿服务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.volunteers import compliance, indicators, station, terms  # noqa: F401  (declares what it holds)
        from lianxin.work.volunteers import composing as _composing  # noqa: F401  (declares what summaries tell of it)

        station.join()
