"""一个开着投票的小县, for the paper sheets: the town of all tests with one appraisal open. See `county` for how it is run."""

from lianxin.project import prepare
from lianxin.project.starting import start_django


def main() -> None:
    """The tables, the town, an appraisal that takes votes."""
    start_django()
    prepare.migrate()
    from tests import conftest
    from tests.work.appraisal_scenes import campaign_open

    campaign_open(conftest.build_town())


if __name__ == "__main__":
    main()
