from django.apps import AppConfig


class HelpingConfig(AppConfig):
    name = "lianxin.work.helping"
    label = "helping"
    verbose_name = "帮扶"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.helping import terms  # noqa: F401  (declares permissions and events)
