from django.apps import AppConfig


class DispatchesConfig(AppConfig):
    name = "lianxin.work.dispatches"
    label = "dispatches"
    verbose_name = "发文"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.dispatches import burden, indicators, registrar, terms  # noqa: F401  (declares all four)
