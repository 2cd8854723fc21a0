from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "lianxin.work.opinions"
    label = "opinions"
    verbose_name = "意见梳理"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.opinions import indicators, terms  # noqa: F401  (declares permissions, events and figures)
        from lianxin.work.opinions import intake as _intake  # noqa: F401  (declares what comes in from a file)
