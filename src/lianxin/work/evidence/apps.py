from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "lianxin.work.evidence"
    label = "evidence"
    verbose_name = "佐证材料"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.evidence import compliance, terms  # noqa: F401  (declares what it holds)
