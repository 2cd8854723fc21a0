from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "lianxin.work.inspections"
    label = "inspections"
    verbose_name = "督查"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.inspections import burden, compliance, indicators, terms  # noqa: F401  (declares what it holds)
        from lianxin.work.inspections import composing as _composing  # noqa: F401  (declares what summaries tell of it)
