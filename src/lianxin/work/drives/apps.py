from django.apps import AppConfig


class DrivesConfig(AppConfig):
    name = "lianxin.work.drives"
    label = "drives"
    verbose_name = "走访活动"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.drives import terms  # noqa: F401  (declares permissions and events)
