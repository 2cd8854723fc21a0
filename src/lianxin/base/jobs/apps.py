from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lianxin.base.jobs"
    label = "jobs"
    verbose_name = "后台任务"

    def ready(self) -> None:
        from lianxin.base.jobs import terms  # noqa: F401  (declares permissions and events)
