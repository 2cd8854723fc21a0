from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "lianxin.work.appraisals"
    label = "appraisals"
    verbose_name = "群众评议"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.appraisals import terms  # noqa: F401  (declares permissions and events)
