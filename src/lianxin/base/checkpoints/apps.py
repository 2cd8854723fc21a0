from django.apps import AppConfig


class CheckpointsConfig(AppConfig):
    name = "lianxin.base.checkpoints"
    label = "checkpoints"
    verbose_name = "流水检查点"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.checkpoints import terms  # noqa: F401  (declares permissions and events)
