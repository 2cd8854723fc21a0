"""一年多的诉求: varied rows made in one go, for the figures to be counted over; the day they are read is TODAY."""

import random
from datetime import date, datetime, timedelta

from lianxin.work.concerns.models import Concern, ConcernSubject, Rating, Topic
from lianxin.work.concerns.terms import Channel, Handling, Kind, Outcome, RatedBy, Satisfaction, Status
from tests.conftest import SHANGHAI

TODAY = date(2026, 11, 3)
CLOSED = [Status.CLOSED] * 6


def chance(luck, share):
    return luck.random() < share


def made(luck, town, i, topics):
    """One concern with a possible history, made up in one go."""
    received = TODAY - timedelta(days=luck.randrange(500))
    units = [town.qingshui, town.shiqiao, town.liuwan, town.baisha, town.shahe, town.school]
    unit, handler = luck.choice(units), luck.choice([town.building, town.water_bureau, town.qingshui, town.shahe])
    status = luck.choice([*Status, *CLOSED])
    later = received + timedelta(days=luck.randrange(40))
    taken = status not in (Status.REGISTERED, Status.DECLINED, Status.VOIDED)
    assigned = taken and status != Status.RETURNED
    due = received + timedelta(days=luck.choice([2, 10, 15, 30])) if chance(luck, 0.9) else None
    answered = status in (Status.REPLIED, Status.CLOSED) and chance(luck, 0.95)
    is_rated = status in (Status.REPLIED, Status.CLOSED) and chance(luck, 0.5)
    solved = is_rated and chance(luck, 0.6)
    rated_on = later + timedelta(days=luck.randrange(9))
    reopened = chance(luck, 0.1)
    return Concern(
        code=f"T{i:07}", kind=luck.choice(Kind.values), channel=luck.choice(Channel.values), title="路灯", text="路灯不亮",
        unit=unit, unit_path=unit.path, handler=handler if assigned else None,
        handler_path=handler.path if assigned else "", topic=luck.choice([None, *topics]),
        handling=luck.choice(["", *Handling.values]) if taken else "", status=status,
        recorded_at=datetime(2026, 11, 3, tzinfo=SHANGHAI), received_on=received,
        accepted_on=received + timedelta(days=luck.randrange(3)) if taken else None,
        assigned_on=received + timedelta(days=luck.randrange(5)) if assigned else None,
        replied_on=later if answered else None, closed_on=later if status == Status.CLOSED else None,
        outcome=luck.choice(Outcome.values) if status == Status.CLOSED else "",
        first_due_on=due, due_on=due + timedelta(days=20) if due and reopened else due,
        due_is_provisional=chance(luck, 0.1), sent_back=luck.choice([0, 0, 0, 1, 2]),
        reopened_on=received + timedelta(days=7) if reopened else None,
        rating=luck.choice(Satisfaction.values) if is_rated else "", rated_on=rated_on if is_rated else None,
        rated_contacted=chance(luck, 0.8) if is_rated else None, rated_solved=solved if is_rated else None,
        confirmed_on=rated_on if solved and chance(luck, 0.9) else None,
    )  # fmt: skip


def make_year(town):
    """Sixteen months of 900 concerns, some of which complain about a unit or a person."""
    luck, topics = random.Random(20261103), list(Topic.objects.all())
    concerns = Concern.objects.bulk_create(made(luck, town, i, topics) for i in range(900))
    about = [
        {"unit": town.qingshui, "unit_path": town.qingshui.path}, {"unit": town.building, "unit_path": town.building.path},
        {"unit": town.county, "unit_path": town.county.path}, {"person": town.people["officer"]},
        {"person": town.people["clerk"]},
    ]  # fmt: skip
    ConcernSubject.objects.bulk_create(
        ConcernSubject(concern=concern, **luck.choice(about)) for concern in luck.sample(concerns, 120)
    )
    at = datetime(2026, 11, 3, tzinfo=SHANGHAI)
    Rating.objects.bulk_create(
        Rating(concern=one, round=one.round, source=RatedBy.RESIDENT, rating=one.rating, solved=one.rated_solved,
               contacted=one.rated_contacted, at=at)
        for one in concerns if one.rating
    )  # fmt: skip
    return town
