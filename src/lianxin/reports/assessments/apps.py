from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "lianxin.reports.assessments"
    label = "assessments"
    verbose_name = "考核"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.assessments import compliance, terms, told  # noqa: F401  (declares what it holds)
