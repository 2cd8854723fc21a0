from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "lianxin.work.regulations"
    label = "regulations"
    verbose_name = "制度"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.regulations import terms  # noqa: F401  (declares permissions and events)
