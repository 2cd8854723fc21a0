from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "lianxin.base.protection"
    label = "protection"
    verbose_name = "字段保护"

    def ready(self) -> None:
        from lianxin.base.protection import masks, terms  # noqa: F401  (declares permissions and what can be set)
