from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "lianxin.reports.documents"
    label = "documents"
    verbose_name = "公文"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.reports.documents import compliance, indicators, kinds, prose, terms, told  # noqa: F401  (declare themselves)
