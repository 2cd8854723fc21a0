from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "lianxin.work.questionnaires"
    label = "questionnaires"
    verbose_name = "问卷与题库"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.work.questionnaires import carrying, terms  # noqa: F401  (declares permissions, events and what goes along)
