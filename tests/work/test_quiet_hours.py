"""勿扰时段: the county sets when nothing goes out; what waits goes out afterwards, and the night stays quiet whatever is set."""

from datetime import date, datetime, timedelta

import pytest

from lianxin.base.clocks import quiet
from lianxin.base.gateways import Message
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.versions import commands as versions
from lianxin.pure.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.sms import commands as sms
from lianxin.work.sms.models import Sms
from lianxin.work.supervision import commands as supervision
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import at_state, registered

pytestmark = pytest.mark.django_db
LATER = {"begins": 18, "ends": 9, "rest_days": True}
EVENING = NOON.replace(hour=19)


def approved(town, key=quiet.RESIDENTS, value=None, on=NOON):
    version = versions.draft(kind=quiet.KIND, key=key, value=value or LATER, valid_from=on.date(), why="群众说晚上太吵",
                             by=town.clerk, at=on)  # fmt: skip
    version = versions.try_out(version=version, by=town.clerk, at=on)
    version = versions.submit(version=version, by=town.clerk, at=on)
    return versions.approve(version=version, by=town.county_leader, at=on)


class Post:
    """A gateway that keeps what it is handed."""

    def __init__(self):
        self.taken: list[Message] = []

    def hand(self, messages):
        self.taken += messages
        return {}


class TestAResident:
    def test_gets_his_message_after_the_quiet_hours_that_hold_that_day(self, town):
        concern = at_state(town, Status.IN_HAND)
        sms.wish(concern=concern, wishes=True, at=NOON)
        Sms.objects.create(concern=concern, entry_n=1, about="concern.classified", made_at=NOON)
        approved(town)
        post = Post()

        assert sms.hand(gateway=post, by=SYSTEM, at=EVENING) == 0 and not post.taken
        assert Sms.objects.get().state == "waiting" and Sms.objects.get().tries == 0
        assert sms.hand(gateway=post, by=SYSTEM, at=NOON.replace(hour=8) + timedelta(days=1)) == 0
        assert sms.hand(gateway=post, by=SYSTEM, at=NOON.replace(hour=9) + timedelta(days=1)) == 1 and post.taken

    def test_hears_of_nothing_at_night_by_what_is_given_and_hears_it_on_a_rest_day(self, town):
        sunday = datetime(2026, 11, 8, 10, 0, tzinfo=SHANGHAI)
        assert [quiet.is_quiet(quiet.RESIDENTS, NOON.replace(hour=hour)) for hour in (6, 7, 20, 21)] == [
            True,
            False,
            False,
            True,
        ]
        assert not quiet.is_quiet(quiet.RESIDENTS, sunday) and quiet.is_quiet(quiet.REMINDERS, sunday)


class TestAnOffice:
    def test_is_reminded_by_the_hours_of_the_county(self, town):
        at_state(town, Status.IN_HAND)
        due = datetime(2026, 11, 18, 19, 0, tzinfo=SHANGHAI)
        approved(town, quiet.REMINDERS)

        assert supervision.remind(at=due).is_quiet
        assert supervision.remind(at=due.replace(hour=17)).given == 1

    def test_sees_in_a_try_out_what_would_have_waited(self, town):
        concern = registered(town).concern
        for n, hour in enumerate((12, 19, 20)):
            Sms.objects.create(concern=concern, entry_n=n, about="concern.classified", made_at=NOON.replace(hour=hour))

        december = NOON + timedelta(days=35)
        told = approved(town, on=december).tried["lines"]

        assert [one["words"] for one in told] == ["上个月告知群众 3 次，其中 2 次在勿扰时段，要等过了再发。"]
        assert approved(town, quiet.REMINDERS, on=december).tried["lines"][0]["words"].startswith("上个月给出提醒 0 条")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"begins": 23}, "夜里不打扰人"), ({"ends": 5}, "夜里不打扰人"), ({"begins": 12}, "17 时到 22 时"), ({"ends": "8"}, "读不懂"),
        ({"rest_days": 1}, "读不懂"),
    ],
)  # fmt: skip
def test_hours_that_would_wake_people_or_make_no_sense_are_refused(town, value, sentence):
    with pytest.raises(Unfit, match=sentence):
        versions.draft(kind=quiet.KIND, key=quiet.RESIDENTS, value=LATER | value, valid_from=date(2027, 1, 1), why="会议定的",
                       by=town.clerk, at=NOON)  # fmt: skip
