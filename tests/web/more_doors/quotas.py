"""走访任务的门: a set in force with somebody named, a draft, a check of the school, somebody of the township's team."""

from typing import Any

from lianxin.work.quotas import commands
from lianxin.work.quotas.clauses import Clause
from lianxin.work.quotas.models import QuotaSet
from tests.conftest import NOON
from tests.web.doors import door
from tests.web.world import World
from tests.work.quota_scenes import MONTHLY, drafted, in_force

EVERY = ["liaison_officer", "station_worker", "station_head", "township_clerk", "township_leader", "department_clerk",
                           "department_head", "school_clerk", "school_head", "county_clerk", "county_leader", "inspector",
                           "auditor"]  # fmt: skip


def scene(world: World) -> dict[str, dict[str, Any]]:
    town = world.town
    asked = in_force(town, MONTHLY, roles=EVERY, title="人人下村")
    member = commands.name_member(
        quota_set=asked, person=town.people["worker"], since=NOON.date(), by=town.clerk, at=NOON
    )
    draft: QuotaSet = drafted(town, MONTHLY, Clause("每月住 5 夜", "stays", "nights", "month", 5), title="草稿")
    check = commands.record_check(unit=town.school, on=NOON.date(), looked_at="走访记录", by=town.principal, at=NOON)
    code = {"code": asked.code, "clause": "r1"}
    return {
        "asked": code, "draft": {"code": draft.code, "clause": "r1"}, "check": {"code": check.code},
        "member": {"code": asked.code, "pk": member.pk},
        "officer": {"pk": town.people["officer"].pk, **code},
    }  # fmt: skip


# fmt: off
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
EVERYBODY = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
EDITOR = "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"
OF_DRAFT = "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 403"
DRAFTED = "--- 404 404 404 404 404 404 404 404 404 302 404 404 404 403"
LEADERS = "--- 200 403 200 200 200 403 200 403 200 200 200 403 403 403"
OF_TEAM = "--- 404 404 404 200 200 404 404 404 404 200 200 404 404 403"
CHECKED = "--- 404 404 404 404 404 404 404 404 200 200 200 404 404 403"
DOORS = (
    door("quotas:index", "GET", EVERYBODY),
    door("quotas:duty", "GET asked", EVERYBODY),
    door("quotas:rules", "GET", EVERYBODY),
    door("quotas:start", "GET", EDITOR),
    door("quotas:start", "POST", EDITOR),
    door("quotas:rule_set", "GET asked", EVERYBODY),
    door("quotas:rule_set", "GET draft", OF_DRAFT),
    door("quotas:again", "GET asked", "in 405"),
    door("quotas:again", "POST asked", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 403"),
    door("quotas:edit", "GET draft", OF_DRAFT),
    door("quotas:edit", "POST draft", OF_DRAFT),
    door("quotas:write", "GET draft", OF_DRAFT),
    door("quotas:write", "POST draft", OF_DRAFT),
    door("quotas:rewrite", "GET draft", OF_DRAFT),
    door("quotas:rewrite", "POST draft", OF_DRAFT),
    door("quotas:remove", "GET draft", "in 405"),
    door("quotas:remove", "POST draft", DRAFTED),
    door("quotas:approve", "GET draft", OF_DRAFT),
    door("quotas:approve", "POST draft", OF_DRAFT),
    door("quotas:drop", "GET draft", "in 405"),
    door("quotas:drop", "POST draft", DRAFTED),
    door("quotas:withdraw", "GET asked", EDITOR),
    door("quotas:withdraw", "POST asked", EDITOR),
    door("quotas:people", "GET asked", EDITOR),
    door("quotas:people", "POST asked", EDITOR),
    door("quotas:end_member", "GET member", EDITOR),
    door("quotas:end_member", "POST member", EDITOR),
    door("quotas:team", "GET", LEADERS),
    door("quotas:person", "GET officer", OF_TEAM),
    door("quotas:person_duty", "GET officer", OF_TEAM),
    door("quotas:checks", "GET", EVERYBODY),
    door("quotas:check", "GET", LEADERS),
    door("quotas:check", "POST", LEADERS),
    door("quotas:check_record", "GET check", CHECKED),
    door("quotas:terms", "GET", EDITOR),
    door("quotas:terms", "POST", EDITOR),
)
