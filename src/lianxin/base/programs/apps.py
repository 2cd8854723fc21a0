from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "lianxin.base.programs"
    label = "programs"
    verbose_name = "接口密钥"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.programs import terms  # noqa: F401  (declares permissions and events)
