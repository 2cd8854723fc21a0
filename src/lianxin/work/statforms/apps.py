from django.apps import AppConfig


class StatformsConfig(AppConfig):
    name = "lianxin.work.statforms"
    label = "statforms"
    verbose_name = "评议统计单"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.statforms import terms  # noqa: F401  (declares permissions and events)
