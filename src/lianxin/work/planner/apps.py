from django.apps import AppConfig


class PlannerConfig(AppConfig):
    name = "lianxin.work.planner"
    label = "planner"
    verbose_name = "走访安排"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.planner import terms  # noqa: F401  (declares permissions and events)
