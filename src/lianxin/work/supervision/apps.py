from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "lianxin.work.supervision"
    label = "supervision"
    verbose_name = "督办"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.supervision import carrying, compliance, indicators, terms, tryouts  # noqa: F401  (declares what it holds)
