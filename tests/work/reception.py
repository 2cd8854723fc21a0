"""接待日的场景: a school's 校长接待日 every Wednesday, its two receivers in turn, visitors entered by command."""

from datetime import date, datetime, time

from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Topic
from lianxin.work.reception import commands
from lianxin.work.reception.models import AgendaMeeting, ReceptionEntry, ReceptionRule, ReceptionSession
from tests.conftest import NOON, SHANGHAI

CATEGORIES = ("教职工", "学生家长", "社会群众")
PRINCIPALS_ROOM, TEACHERS_ROOM = "行政楼301", "行政楼305"


def on(day: int, hour: int = 15, minute: int = 30) -> datetime:
    """A moment of November 2026; the 4th, 11th, 18th and 25th are Wednesdays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def ruled(town, **changes) -> ReceptionRule:
    """每周三 15:00–17:40 in the school, with its two receivers and their rooms."""
    fields = {
        "unit": town.school, "label": "校长接待日", "weekdays": [2], "from_time": time(15), "to_time": time(17, 40),
        "place": "接待室", "office": "校长室", "categories": CATEGORIES, "valid_from": date(2026, 9, 1),
        "by": town.teacher, "at": NOON,
    }  # fmt: skip
    rule = commands.set_rule(**{**fields, **changes})
    if rule.unit == town.school:
        for who, room in (("principal", PRINCIPALS_ROOM), ("teacher", TEACHERS_ROOM)):
            commands.list_person(rule=rule, person=town.people[who], place=room, by=town.teacher, at=NOON)
    return rule


def planned(town, until: date = date(2026, 11, 30)) -> list[ReceptionSession]:
    """The sessions of November: the principal's on the 4th, the teacher's on the 11th, and so on."""
    rule = ruled(town)
    commands.plan(rule=rule, until=until, by=town.teacher, at=NOON)
    return list(rule.sessions.select_related("unit", "receiver", "rule").order_by("on"))


def visit(disposition: str = "solved", **changes) -> commands.Visit:
    """A parent asks about the lamps on the way to the school gate."""
    fields = {
        "text": "校门口到公交站的路灯不亮，孩子晚自习后看不清路。", "kind": "help",
        "topic": Topic.objects.get(label="道路路灯"), "disposition": disposition, "opinion": "总务处当晚已换灯泡。",
        "power": {"transferred": "outside", "meeting": "major"}.get(disposition, "within"),
        "asker": Asker(name="王长青", phone="13900000001", people_count=2, category="parent"),
    }  # fmt: skip
    return commands.Visit(**{**fields, **changes})


def entered(town, session: ReceptionSession, disposition: str = "solved", **changes) -> ReceptionEntry:
    """A visitor entered by the principal on the day of his session."""
    by, at = changes.pop("by", town.principal), changes.pop("at", on(session.on.day))
    if disposition == "transferred":
        changes = {"to_unit": town.building, "opinion": "请住建局修复路灯。", **changes}
    if disposition == "meeting" and "meeting" not in changes:
        changes = {"meeting": meeting(town, at), "opinion": "是否增设晚间校车，请研究。", **changes}
    receipt = commands.enter(session=session, visit=visit(disposition, **changes), by=by, at=at)
    return ReceptionEntry.objects.select_related("concern", "session").get(concern=receipt.concern)


def meeting(town, at: datetime = NOON) -> AgendaMeeting:
    """校长办公会 of the school."""
    return commands.name_meeting(unit=town.school, name="校长办公会", by=town.teacher, at=at)


def handed_over(town, session: ReceptionSession, day: int) -> ReceptionSession:
    """The book completed on its day and handed over the next."""
    commands.complete(session=session, by=town.principal, at=on(day, 17))
    return commands.hand_over(session=session, by=town.principal, at=on(day + 1, 9))


def received(town, session: ReceptionSession, day: int) -> ReceptionSession:
    """The same, and the office has signed for it."""
    handed_over(town, session, day)
    return commands.receive(session=session, by=town.teacher, at=on(day + 1, 10))
