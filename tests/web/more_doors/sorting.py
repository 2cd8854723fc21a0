"""门 of 分类与挂账: everybody who sees concerns reads; on one matter its own people act; the county edits the topics."""

from typing import Any

from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Topic
from tests.conftest import NOON
from tests.web.doors import door

_DEEDS = ("review", "cause", "report", "tag", "extra", "reclassify")


def scene(world: Any) -> dict[str, Any]:
    """A cause, a report to the township, a tag, a question, and a topic that was renamed: made by the clerk."""
    town, concern = world.town, world.concerns["in_hand"]
    by = {"by": town.clerk, "at": NOON}
    cause = commands.code_cause(
        concern=concern,
        line="up",
        fault="ability",
        level="city",
        rule="没有路灯维护标准",
        evidence="市里的办法只管主干道。",
        **by,
    )
    report = commands.report_up(concern=concern, to=town.qingshui, text="请镇里定由谁维护。", **by)
    tag = commands.keep_tag(label="民生实事", **by)
    question = commands.keep_question(topic=concern.topic, text="几盏灯", answer_type="number", **by)
    old = Topic.objects.get(label="供暖")
    commands.rename_topic(topic=old, label="供热取暖", **by)
    found: dict[str, Any] = {what: {"code": concern.code, "what": what} for what in _DEEDS}
    return found | {
        "cause": {"code": concern.code, "pk": cause.pk, "what": "cause"},
        "settle": {"code": concern.code, "pk": cause.pk, "what": "settle"},
        "answer": {"code": concern.code, "pk": report.pk}, "topic": {"code": concern.topic.code},
        "question": {"pk": question.pk}, "mapped": {"pk": old.maps.get().pk}, "labelled": {"pk": tag.pk},
    }  # fmt: skip


# nobody, stranger, worker, head, officer, leader, builder, building_head,
# teacher, principal, clerk, county_leader, inspector, auditor, admin
_READ = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
_EDIT = "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"
_EDITED = "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 403"
_WORK = "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"
_ABOVE = (
    "--- 404 403 403 403 403 403 403 404 404 403 200 403 403 404"  # the county's clerk sorted it: its leader is next
)
_ANSWER = "--- 404 403 403 200 403 403 403 404 404 403 403 403 403 404"

DOORS = (
    *(door(f"sorting:{name}", "GET", _READ) for name in (
        "index", "states", "causes", "matters", "topics", "mapping", "tags")),
    *(door("sorting:rules", method, "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403") for method in ("GET", "POST")),
    door("sorting:mapping", "POST", _EDIT),
    door("sorting:tags", "POST", _EDIT),
    *(door(f"sorting:{name}", method, _EDIT) for name in ("add_topic", "import_topics") for method in ("GET", "POST")),
    door("sorting:import_mapping", "GET", "in 405"),
    door("sorting:import_mapping", "POST", _EDIT),
    door("sorting:topic", "GET topic", _EDIT),
    *(door(f"sorting:{name}", "GET topic", "in 405") for name in ("rename_topic", "retire_topic", "keep_question")),
    *(door(f"sorting:{name}", "POST topic", _EDIT) for name in ("rename_topic", "keep_question")),
    door("sorting:retire_topic", "POST topic", _EDITED),
    door("sorting:retire_question", "GET question", "in 405"),
    door("sorting:retire_question", "POST question", _EDITED),
    door("sorting:unmap_topic", "GET mapped", "in 405"),
    door("sorting:unmap_topic", "POST mapped", _EDITED),
    door("sorting:retire_tag", "GET labelled", "in 405"),
    door("sorting:retire_tag", "POST labelled", _EDITED),
    door("sorting:push_cause", "GET cause", _WORK),
    door("sorting:push_cause", "POST cause", "--- 404 302 302 302 403 302 403 404 404 302 403 403 403 404"),
    door("sorting:close_cause", "GET settle", _WORK),
    door("sorting:close_cause", "POST settle", _WORK),
    door("sorting:answer_report", "GET answer", _ANSWER),
    door("sorting:answer_report", "POST answer", _ANSWER),
    *(door("sorting:deed", f"{method} {what}", _WORK) for what in ("review", "cause", "report") for method in ("GET", "POST")),
    *(door("sorting:deed", f"{method} {what}", _WORK) for what in ("tag", "extra") for method in ("GET", "POST")),
    door("sorting:deed", "GET reclassify", _ABOVE),
    door("sorting:deed", "POST reclassify", _ABOVE),
)  # fmt: skip
