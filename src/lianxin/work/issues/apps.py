from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "lianxin.work.issues"
    label = "issues"
    verbose_name = "热点"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.issues import terms  # noqa: F401  (declares permissions and event kinds)
