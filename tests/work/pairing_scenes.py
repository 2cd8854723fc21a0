"""挂钩结对的场景: links, postings, leave and volunteers of the town, made by commands."""

from datetime import date

from lianxin.work.households import commands as households
from lianxin.work.pairings import commands
from tests.conftest import NOON

TODAY = NOON.date()
SINCE = date(2026, 11, 3)


def household_of(town, unit=None, door="12号", **changes):
    """A household of 石桥村, registered by its worker."""
    fields = {"group": "三组", "head_name": "赵长寿", "phone": "13900000012", "members": 2,
              "by": town.officer, "at": NOON}  # fmt: skip
    return households.register_household(unit=unit or town.shiqiao, door=door, **{**fields, **changes})


def in_need(town, unit=None, door="12号", causes=("illness",)):
    """A household of 石桥村 in need."""
    household = household_of(town, unit, door)
    households.note_need(household=household, causes=causes, basis="survey", by=town.officer, at=NOON)
    return household


def paired(town, who="builder", **changes):
    """包户: somebody of the cast with a household of 石桥村, arranged by the township."""
    fields = {"kind": "household", "person": town.people[who], "since": SINCE, "by": town.officer, "at": NOON}
    if "household" not in changes and changes.get("kind", "household") == "household":
        fields["household"] = in_need(town)
    return commands.pair(**{**fields, **changes})


def hooked(town, who="building_head", **changes):
    """挂钩: somebody of the bureau with 石桥村, arranged by the bureau."""
    fields = {"kind": "village", "person": town.people[who], "unit": town.shiqiao, "since": SINCE, "by": town.builder,
              "at": NOON}  # fmt: skip
    return commands.pair(**{**fields, **changes})


def sent_out(town, who="builder", **changes):
    """下派: somebody of the bureau to 石桥村, sent by the bureau."""
    fields = {"kind": "guide", "person": town.people[who], "grade": "staff", "unit": town.shiqiao, "title": "新农村建设指导员",
              "tasks": ["走访到户"], "since": date(2026, 3, 2), "until": date(2027, 3, 1), "by": town.builder,
              "at": NOON}  # fmt: skip
    return commands.send_out(**{**fields, **changes})


def on_leave(town, posting=None, **changes):
    """请假 of who was sent out, from 10 to 12 November, with a substitute."""
    posting = posting or sent_out(town)
    fields = {"since": date(2026, 11, 10), "until": date(2026, 11, 12), "reason": "陪家人看病",
              "substitute": town.people["building_head"], "by": town.builder, "at": NOON}  # fmt: skip
    return commands.ask_leave(posting=posting, **{**fields, **changes})


def volunteer(town, who="water", skills=("farming", "medicine"), **changes):
    """志愿者 of the bureau next door, registered by the township."""
    fields = {"kind": "volunteer", "unit": town.qingshui, "person": town.people[who] if who else None, "by": town.officer,
              "at": NOON}  # fmt: skip
    return commands.register_expert(skills=skills, **{**fields, **changes})
