from django.apps import AppConfig


class SpotchecksConfig(AppConfig):
    name = "lianxin.work.spotchecks"
    label = "spotchecks"
    verbose_name = "走访抽查"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.spotchecks import compliance, terms  # noqa: F401  (declares what it holds)
