from django.apps import AppConfig


class CallbacksConfig(AppConfig):
    name = "lianxin.work.callbacks"
    label = "callbacks"
    verbose_name = "回访"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.callbacks import indicators, terms  # noqa: F401  (declares permissions, event kinds, indicators)
