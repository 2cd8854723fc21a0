"""一个有审定问卷的小县, for the appraisals: the town of all tests with two approved questionnaires, and nothing else."""

from lianxin.project import prepare
from lianxin.project.starting import start_django


def main() -> None:
    """The tables, the town, the questionnaires of the county."""
    start_django()
    prepare.migrate()
    from django.utils import timezone

    from lianxin.work.questionnaires import commands
    from lianxin.work.questionnaires.bank import PACKS
    from tests.browser.county import _first_day, _town
    from tests.work.appraisal_scenes import school_form

    now = timezone.now()
    town = _town(_first_day(timezone.localdate()))
    for form in (school_form(), PACKS["style"].form):
        draft = commands.draw_up(form=form, unit=town.county, by=town.clerk, at=now)
        commands.approve(version=draft, by=town.clerk, at=now)


if __name__ == "__main__":
    main()
