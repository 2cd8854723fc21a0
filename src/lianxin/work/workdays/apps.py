from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "lianxin.work.workdays"
    label = "workdays"
    verbose_name = "群众工作日"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.workdays import compliance, indicators, shelves, terms  # noqa: F401  (declares what it holds)
        from lianxin.work.workdays import intake as _intake  # noqa: F401  (declares what comes in from a file)

        shelves.put_up()
