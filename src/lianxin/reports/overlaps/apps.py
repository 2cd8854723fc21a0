from django.apps import AppConfig


class OverlapsConfig(AppConfig):
    name = "lianxin.reports.overlaps"
    label = "overlaps"
    verbose_name = "雷同"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.overlaps import prose, terms  # noqa: F401  (declare its texts, permissions and events)
