from django.apps import AppConfig


class FederationConfig(AppConfig):
    name = "lianxin.base.federation"
    label = "federation"
    verbose_name = "统一登录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.federation import terms  # noqa: F401  (declares event kinds)
