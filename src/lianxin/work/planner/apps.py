from django.apps import AppConfig


class PlannerConfig(AppConfig):
    name = "lianxin.work.planner"
    label = "planner"
    verbose_name = "走访安排"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lianxin.base.journal.events import listen
        from lianxin.work.planner import burden, compliance, terms  # noqa: F401  (declares settings, permissions, events)

        listen("visit.recorded", _recognise)
        listen("visit.corrected", _follow)


def _recognise(entry: object) -> None:
    """After a visit was recorded: the plan that it fits is carried out, so that nobody says it a second time."""
    from lianxin.base.orgs.permissions import SYSTEM
    from lianxin.work.planner import commands
    from lianxin.work.visits.models import Visit

    code, at = str(getattr(entry, "of", "")).removeprefix("visit:"), getattr(entry, "at", None)
    visit = Visit.objects.filter(code=code).first()
    if visit is not None and at is not None:
        commands.recognise(visit=visit, by=SYSTEM, at=at)


def _follow(entry: object) -> None:
    """After a visit was corrected: its plan points to the record that took its place."""
    from lianxin.base.orgs.permissions import SYSTEM
    from lianxin.work.planner import commands
    from lianxin.work.visits.models import Visit

    code, at = str(getattr(entry, "of", "")).removeprefix("visit:"), getattr(entry, "at", None)
    new = Visit.objects.filter(replaces__code=code).select_related("replaces").first()
    if new is not None and new.replaces is not None and at is not None:
        commands.follow(old=new.replaces, new=new, by=SYSTEM, at=at)
