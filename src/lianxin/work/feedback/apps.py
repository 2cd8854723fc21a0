from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "lianxin.work.feedback"
    label = "feedback"
    verbose_name = "意见建议"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.feedback import compliance, terms  # noqa: F401  (declares what it holds)
