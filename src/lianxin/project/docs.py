"""文档生成: the pages of docs/ that come from the code; `--check` fails when one of them is stale.

Run as `python -m lianxin.project.docs [--check]`.
"""

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[3] / "docs"
#: each table of moves beside the concern's: page, title, room, and its names of the moves, the states and the verbs
FLOWS = (
    ("reception_session", "接待日", "reception", "FLOW", "SessionStatus", "SESSION_VERBS"),
    ("errand", "代办", "windows", "ERRAND_FLOW", "ErrandStatus", "ERRAND_VERBS"),
    ("submission", "上报", "levels", "FLOW", "State", "VERBS"),
    ("supervision", "督办", "supervision", "ORDER_FLOW", "OrderState", "ORDER_VERBS"),
    ("correction", "限期整改", "supervision", "CORRECTION_FLOW", "CorrectionState", "CORRECTION_VERBS"),
    ("custody", "带出个人信息的申请", "base.custody", "FLOW", "State", "VERBS"),
    ("publication", "公开稿", "publishing", "FLOW", "VersionState", "VERBS"),
    ("version", "问卷", "questionnaires", "VERSION_FLOW", "VersionStatus", "VERSION_VERBS"),
    ("rectification", "整改", "rectification", "FLOW", "Status", "VERBS"),
    ("rectification_notice", "整改情况通报", "rectification", "NOTICE_FLOW", "NoticeState", "NOTICE_VERBS"),
    ("campaign", "评议活动", "appraisals", "FLOW", "CampaignStatus", "VERBS"),
    ("poll", "投票", "ballots", "POLL_FLOW", "PollStatus", "POLL_VERBS"),
    ("sheet_batch", "纸质答卷批次", "sheets", "BATCH_FLOW", "BatchStatus", "BATCH_VERBS"),
    ("result", "评议结果", "results", "RESULT_FLOW", "ResultStatus", "RESULT_VERBS"),
    ("nomination", "典型推荐", "results", "NOMINATION_FLOW", "NominationStatus", "NOMINATION_VERBS"),
    ("remark", "评议意见", "opinions", "FLOW", "Fate", "VERBS"),
    ("drive", "走访活动", "drives", "DRIVE_FLOW", "DriveStatus", "DRIVE_VERBS"),
    ("project", "帮扶项目", "helping", "PROJECT_FLOW", "Stage", "PROJECT_VERBS"),
    ("parcel", "离线记录", "offline", "FLOW", "ParcelState", "VERBS"),
    ("leave", "下派人员请假", "pairings", "LEAVE_FLOW", "LeaveStatus", "LEAVE_VERBS"),
    ("planned_visit", "走访安排", "planner", "PLAN_FLOW", "PlanStatus", "PLAN_VERBS"),
    ("dispute", "矛盾纠纷", "disputes", "FLOW", "DisputeStatus", "VERBS"),
    ("example", "典型事例", "examples", "FLOW", "ExampleStatus", "VERBS"),
    ("newsletter", "群工动态", "newsletters", "FLOW", "NewsletterStatus", "VERBS"),
    ("quota", "走访任务", "quotas", "QUOTA_FLOW", "QuotaStatus", "QUOTA_VERBS"),
    ("statement", "情况报告", "statements", "STATEMENT_FLOW", "StatementStatus", "STATEMENT_VERBS"),
    ("inspection_plan", "督查计划", "inspections", "INSPECTION_FLOW", "InspectionState", "INSPECTION_VERBS"),
    ("writing", "日记与报告", "writings", "WRITING_FLOW", "WritingStatus", "WRITING_VERBS"),
    ("pledge", "公开承诺", "pledges", "FLOW", "PledgeStatus", "PLEDGE_VERBS"),
    ("letter", "责任书签订", "pledges", "LETTER_FLOW", "LetterStatus", "LETTER_VERBS"),
    ("practical", "为民办实事", "pledges", "PRACTICAL_FLOW", "PracticalStatus", "PRACTICAL_VERBS"),
    ("regulation", "制度", "regulations", "REGULATION_FLOW", "VersionStatus", "REGULATION_VERBS"),
    ("cadence", "检查频次", "regulations", "CADENCE_FLOW", "CadenceStatus", "CADENCE_VERBS"),
    ("exemption", "例外", "regulations", "EXEMPTION_FLOW", "ExemptionStatus", "EXEMPTION_VERBS"),
    ("meeting", "会议", "meetings", "MEETING_FLOW", "MeetingStatus", "MEETING_VERBS"),
    ("activity", "活动", "activities", "FLOW", "ActivityStatus", "VERBS"),
    ("volunteer_shift", "志愿服务班次", "volunteers", "SHIFT_FLOW", "ShiftStatus", "SHIFT_VERBS"),
    ("return", "摸底统计", "reports.returns", "FLOW", "Stage", "VERBS"),
    ("definition", "自定指标", "reports.definitions", "FLOW", "State", "VERBS"),
    ("next_step", "下步打算", "reports.nextsteps", "FLOW", "State", "VERBS"),
    ("asking", "报送要求", "reports.asking", "FLOW", "RequestState", "VERBS"),
    ("assessment_scheme", "考核方案", "reports.assessments", "SCHEME_FLOW", "SchemeState", "SCHEME_VERBS"),
    ("assessment_run", "考核", "reports.assessments", "RUN_FLOW", "RunState", "RUN_VERBS"),
    ("assessment_objection", "考核异议", "reports.assessments", "OBJECTION_FLOW", "ObjectionState", "OBJECTION_VERBS"),
)


def concern_flow() -> str:
    """docs/flows/concern.md: the table of moves of a concern, drawn."""
    from lianxin.work.concerns.duty_terms import OBJECT
    from lianxin.work.concerns.sorting_terms import RECLASSIFY
    from lianxin.work.concerns.terms import FLOW, PERMISSION_OF, SETTLE, VERBS, Status
    from lianxin.work.concerns.through_terms import PERMISSION_OF_WAYS

    rights = {**PERMISSION_OF, **PERMISSION_OF_WAYS, "object": OBJECT, "reclassify": RECLASSIFY, "settle": SETTLE}
    words = {verb: str(right.label) for verb, right in rights.items()}
    words |= {"rate": "群众本人凭查询密码", "answer_merged": "随主件，不单独办"}
    return flow("诉求办理", "work/concerns/terms.py", FLOW, Status, VERBS, words)


def flow(title: str, source: str, moves: Any, states: Any, verbs: Any, rights: Mapping[str, str] | None = None) -> str:
    """One table of moves as a page: the diagram, then each verb with where it leads and, where given, who may."""
    labels = {str(value): str(label) for value, label in states.choices}
    words = {verb: str(label) for verb, label in verbs.items()}
    first = str(states.choices[0][0])
    lines = [
        f"# {title}流程", "", f"由 `{source}` 的流程表生成，勿手改(`make docs`)。", "", "```mermaid",
        moves.mermaid(labels, words, first).rstrip(), "```", "",
        "| 事项 | 从 | 到 |" + (" 需要的权限 |" if rights else ""), "| --- | --- | --- |" + (" --- |" if rights else ""),
    ]  # fmt: skip
    for verb, (sources, target) in moves.moves.items():
        line = f"| {words[verb]} `{verb}` | {'、'.join(labels[s] for s in sources)} | {labels[target] if target else '不变'} |"
        lines.append(line + (f" {rights[verb]} |" if rights else ""))
    return "\n".join(lines) + "\n"


def other_flows() -> dict[str, Callable[[], str]]:
    """docs/flows/….md of the rooms beside: sessions, errands, submissions, orders, corrections, versions."""
    return {f"flows/{name}.md": partial(flow, *rest) for name, *rest in flows()}


def flows() -> list[tuple[Any, ...]]:
    """Name, title, source, moves, states and verbs of each table of moves beside the concern's."""
    found = []
    for name, title, room, *names in FLOWS:
        place = room if "." in room else f"work.{room}"
        terms = import_module(f"lianxin.{place}.terms")
        found.append((name, title, f"{place.replace('.', '/')}/terms.py", *(getattr(terms, one) for one in names)))
    return found


def indicators() -> str:
    """docs/indicators.md: every indicator with its 口径."""
    from lianxin.base.indicators import indicators_markdown

    return indicators_markdown()


def clocks() -> str:
    """docs/clocks.md: every time limit with its legal basis and the grade of its source."""
    from lianxin.base.clocks.presets import PRESETS
    from lianxin.pure.workdays.rule import ClockRule

    lines = [
        "# 期限规则",
        "",
        "由 `base/clocks/presets.py` 生成，勿手改。等级:P 原文 · O 发布机关网页摘录 · S 二手页面 · C 公开代码 · M 凭记忆，未核实。",
        "",
        "| 代码 | 名称 | 期限 | 起算 | 可延 | 依据 | 等级 | 启用 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for preset in PRESETS:
        rule = preset if isinstance(preset, ClockRule) else preset.rule
        lines.append(
            f"| `{rule.code}` | {rule.label} | {rule.limit} | {rule.start_event} | {rule.max_extension or '—'} | "
            f"{rule.legal_basis or '—'} | {rule.grade} | {'是' if rule.enabled else '否'} |"
        )
    return "\n".join(lines) + "\n"


def protected_fields() -> str:
    """docs/security/fields.md: the classes of protection and the fields of each, table by table; ordinary ones are counted."""
    from itertools import groupby

    from lianxin.base.protection import register
    from lianxin.base.protection.terms import RULES, Kind

    lines = ["# 字段保护", "", "由 `base/protection/fields.csv` 和各表生成，勿手改(`make docs`)。", ""]
    lines += ["| 类别 | 是什么 | 怎样显示 | 怎样存 | 怎样导出 | 怎样清除 | 字段数 |", "| --- " * 7 + "|"]
    found = register.lines()
    for kind, rule in RULES.items():
        count = sum(line.kind == kind for line in found)
        words = (rule.word, rule.holds, rule.shown, rule.kept, rule.taken_out, rule.erased, count)
        lines.append("| " + " | ".join(map(str, words)) + " |")
    for kind, rule in RULES.items():
        if kind != Kind.ORDINARY:
            lines += ["", f"## {rule.word}", "", "| 表 | 字段 |", "| --- | --- |"]
            those = (line for line in found if line.kind == kind)
            for (table, word), fields in groupby(those, lambda line: (line.table, line.table_word)):
                named = "、".join(
                    f"{one.word} `{one.field}`" + ("（加密）" if one.is_encrypted else "") for one in fields
                )
                lines.append(f"| {word} `{table}` | {named} |")
    return "\n".join(lines) + "\n"


def components_bill() -> str:
    """docs/security/components.cdx.json: every locked package, for machines."""
    from lianxin.project import components

    return components.bill(components.locked())


def input_rules() -> str:
    """docs/security/inputs.md: what each form asks of each field, and of several together."""
    from lianxin.project.inputs import page

    return page()


def who_sees() -> str:
    """docs/security/roles.md: which class of field each role may read and write, and in whose records."""
    from lianxin.project.inputs import roles_page

    return roles_page()


PAGES: dict[str, Callable[[], str]] = {
    "security/fields.md": protected_fields,
    "security/components.cdx.json": components_bill,
    "security/inputs.md": input_rules,
    "security/roles.md": who_sees,
    "flows/concern.md": concern_flow,
    "indicators.md": indicators,
    "clocks.md": clocks,
}


def main(argv: list[str]) -> int:
    """Write the pages, or with `--check` only compare; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.project.settings")
    import django

    django.setup()
    stale = []
    for name, make in {**PAGES, **other_flows()}.items():
        file, text = DOCS / name, make()
        if "--check" in argv:
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} 已过时，请运行 make docs。")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
