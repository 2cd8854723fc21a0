"""督查记录表: one check written down without a line, or on paper; in the books by the same command as on the screen (F081).

The phone holds of it only the names of the units that an approved plan names for the writer's office.
"""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.work.circulars import commands as circulars
from lianxin.work.circulars.commands import Problem
from lianxin.work.circulars.queries import to_record
from lianxin.work.circulars.terms import FindingKind, OnDuty
from lianxin.work.concerns.problems import Unfit
from lianxin.work.inspections.terms import InspectionMode
from lianxin.work.offline.boxes import Box, Words
from lianxin.work.offline.kinds import Work, kind

ROWS = 2  # problems on the form, which is one sheet; more are noted on the record's page
_KINDS: tuple[tuple[str, Words], ...] = (("", "—"), *((one.value, one.label) for one in FindingKind))
INSPECTION_BOXES = (
    Box("target", gettext_lazy("被查单位"), "target", 10, required=True, hint=gettext_lazy("只有批准的计划里的单位。")),
    Box("on", gettext_lazy("督查日期"), "day", 10, required=True),
    Box("mode", gettext_lazy("督查方式"), "choice", 12, tuple(InspectionMode.choices), required=True),
    Box("went", gettext_lazy("督查人员"), most=120, required=True),
    Box("on_duty", gettext_lazy("墙上公示的和实际在岗的"), "choice", 12, tuple(OnDuty.choices), required=True,
        hint=gettext_lazy("整个站一句话，不逐人点名、不打卡。")),
    Box("duty_note", gettext_lazy("差在哪里"), most=200),
    Box("work_seen", gettext_lazy("工作开展情况"), "long", 2000, rows=3),
    Box("good", gettext_lazy("好的做法"), "long", 1000, rows=2),
    *(box for n in range(1, ROWS + 1) for box in (
        Box(f"kind_{n}", gettext_lazy("问题的类别"), "choice", 10, _KINDS),
        Box(f"text_{n}", gettext_lazy("问题"), "long", 500, rows=2, hint=gettext_lazy("写单位和工作，不写个人姓名；没有不写。")),
    )),
)  # fmt: skip


def apply_inspection(work: Work) -> str:
    """督查: of a unit that an approved plan of the writer's office names; each problem asks the unit for its word."""
    found = work.values
    pk = int(found["target"]) if found["target"].isascii() and found["target"].isdecimal() else 0
    target = to_record(work.home, localdate(work.at)).filter(pk=pk).first()
    if target is None:
        raise Unfit(_("批准的督查计划里没有这个单位，或者已经记过。"), "target")
    problems = []
    for n in range(1, ROWS + 1):
        if found[f"text_{n}"]:
            if not found[f"kind_{n}"]:
                raise Unfit(_("请选问题的类别。"), f"kind_{n}")
            problems.append(Problem(found[f"kind_{n}"], found[f"text_{n}"]))
    given = {name: found[name] for name in ("on", "mode", "went", "on_duty", "duty_note", "work_seen", "good")}
    check = circulars.record(
        target=target, problems=problems, client_key=work.number, by=work.by, at=work.at, **given
    )  # fmt: skip
    return check.ref


kind("inspection", gettext_lazy("督查记录"), 1, apply_inspection, boxes=INSPECTION_BOXES,
     purpose=gettext_lazy("一个单位一次一张。看已有的记录和现场，不要单位另备材料；照片不要求。"))  # fmt: skip
