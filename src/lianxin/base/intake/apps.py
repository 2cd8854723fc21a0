from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "lianxin.base.intake"
    label = "intake"
    verbose_name = "导入"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.intake import holidays as _holidays  # noqa: F401  (declares the calendar, after them)
        from lianxin.base.intake import persons, terms, units  # noqa: F401  (declares event kinds and the first two kinds)
