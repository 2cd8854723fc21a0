"""接待日的门: the school's sessions, rules and matters; who arranges, who writes the book, who takes it over."""

from typing import Any

from lianxin.work.reception import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.reception import entered, ruled

# fmt: off
DOORS: tuple[Door, ...] = (
    # in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
    #                teacher, principal, clerk, county_leader, inspector, auditor, admin
    door("public:reception", "GET", "all 200"),
    door("reception:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("reception:ics", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("reception:mailbox", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("reception:register", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("reception:agenda", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("reception:print_agenda", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("reception:rules", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    # 规定与轮值 of the school
    door("reception:create_rule", "GET", "--- 200 403 403 200 403 403 403 200 403 200 403 403 403 403"),
    door("reception:create_rule", "POST", "--- 200 403 403 200 403 403 403 200 403 200 403 403 403 403"),
    door("reception:rule", "GET rule", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("reception:notice", "GET rule", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("reception:edit_rule", "GET rule", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:edit_rule", "POST rule", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:plan", "GET rule", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:plan", "POST rule", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:end_rule", "GET rule", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:end_rule", "POST rule", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:list_person", "GET rule", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:list_person", "POST rule", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:unlist_person", "GET rule", "in 405"),
    door("reception:unlist_person", "POST rule", "--- 404 404 404 404 404 404 404 302 403 302 403 403 403 404"),
    # 一场: the principal's turn, and the same school's others in the states that they need
    door("reception:session", "GET planned", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("reception:print_book", "GET planned", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("reception:enter", "GET planned", "--- 404 404 404 404 404 404 404 200 200 200 403 403 403 404"),
    door("reception:enter", "POST planned", "--- 404 404 404 404 404 404 404 200 200 200 403 403 403 404"),
    door("reception:complete", "GET planned", "in 405"),
    door("reception:complete", "POST planned", "--- 404 404 404 404 404 404 404 302 302 302 403 403 403 404"),
    door("reception:hand_over", "GET completed", "in 405"),
    door("reception:hand_over", "POST completed", "--- 404 404 404 404 404 404 404 302 302 302 403 403 403 404"),
    door("reception:receive", "GET handed_over", "in 405"),
    door("reception:receive", "POST handed_over", "--- 404 404 404 404 404 404 404 302 403 302 403 403 403 404"),
    door("reception:substitute", "GET planned", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:substitute", "POST planned", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:swap", "GET planned", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:swap", "POST planned", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:call_off", "GET planned", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:call_off", "POST planned", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    # 办公室
    door("reception:transfer", "GET to_transfer", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:transfer", "POST to_transfer", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:name_meeting", "GET", "--- 200 403 403 200 403 403 403 200 403 200 403 403 403 403"),
    door("reception:name_meeting", "POST", "--- 200 403 403 200 403 403 403 200 403 200 403 403 403 403"),
    door("reception:pack", "GET", "in 405"),
    door("reception:pack", "POST", "--- 403 403 403 403 403 403 403 200 403 200 403 403 403 403"),
    door("reception:pack_paper", "GET packed", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 403"),
    door("reception:decide", "GET on_agenda", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    door("reception:decide", "POST on_agenda", "--- 404 404 404 404 404 404 404 200 403 200 403 403 403 404"),
    # 答复 of any concern
    door("reception:reply", "GET in_hand", "--- 404 403 403 403 403 200 200 404 404 403 403 403 403 404"),
    door("reception:reply", "POST in_hand", "--- 404 403 403 403 403 200 200 404 404 403 403 403 403 404"),
    door("reception:letter", "GET replied", "in 405"),
    door("reception:letter", "POST replied", "--- 404 200 200 200 403 200 200 404 404 200 403 403 403 404"),
)
# fmt: on


def scene(world: World) -> dict[str, dict[str, Any]]:
    """Today's sessions of the school under four rules, one in each state, all the principal's."""
    town = world.town
    found: dict[str, dict[str, Any]] = {"packed": {"pk": town.school.pk, "on": NOON.date().isoformat()}}
    for state in ("planned", "matters", "completed", "handed_over"):
        rule = ruled(town, weekdays=[1], label=f"校长接待日{state}")
        commands.plan(rule=rule, until=NOON.date(), by=town.teacher, at=NOON)
        session = rule.sessions.get()
        found[state] = {"code": session.code}
        found.setdefault("rule", {"pk": rule.pk, "person": town.people["teacher"].pk})
        if state == "matters":
            waiting = entered(town, session, "transferred", at_once=False, at=NOON)
            asked = entered(town, session, "meeting", at=NOON)
            commands.pack(unit=town.school, by=town.teacher, at=NOON)
            entered(town, session, "meeting", at=NOON)
            found |= {"to_transfer": {"code": waiting.concern.code}, "on_agenda": {"code": asked.concern.code}}
        if state in ("completed", "handed_over"):
            commands.complete(session=session, is_without_visitors=True, by=town.principal, at=NOON)
        if state == "handed_over":
            commands.hand_over(session=session, by=town.principal, at=NOON)
    return found
