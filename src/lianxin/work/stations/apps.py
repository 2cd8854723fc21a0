from django.apps import AppConfig


class StationsConfig(AppConfig):
    name = "lianxin.work.stations"
    label = "stations"
    verbose_name = "群众工作站"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.stations import indicators, terms  # noqa: F401  (declares permissions, events, figures)
