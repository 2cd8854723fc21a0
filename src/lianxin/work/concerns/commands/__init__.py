"""诉求办理的事项: the deeds, each may – can – do – tell in one transaction. See the modules for each stage."""

from lianxin.work.concerns.commands.causes import code_cause, push_cause, settle_cause, withdraw_cause
from lianxin.work.concerns.commands.duties import (
    approve_list,
    draft_list,
    drop_draft,
    import_rules,
    put_rule,
    remove_rule,
)  # fmt: skip
from lianxin.work.concerns.commands.exporting import export, take_along
from lianxin.work.concerns.commands.finding import register_finding
from lianxin.work.concerns.commands.handling import (
    acknowledge,
    assign,
    close,
    extend,
    reopen,
    reply,
    send_back,
)  # fmt: skip
from lianxin.work.concerns.commands.intake import answer_now, classify, decline, register, submit, void
from lianxin.work.concerns.commands.merging import Part, merge, part_from_main, split, unmerge
from lianxin.work.concerns.commands.minors import consent_of_guardian, state_minor, withdraw_guardian
from lianxin.work.concerns.commands.objecting import raise_objection, review_objection
from lianxin.work.concerns.commands.papers import ask_outside, ask_review, decide_review, hand_over, hear_outside, note
from lianxin.work.concerns.commands.pausing import ask, decide, pause, resume
from lianxin.work.concerns.commands.rating import ask_identity, note_follow_up, open_with_secret, rate, reveal
from lianxin.work.concerns.commands.reassigning import reassign
from lianxin.work.concerns.commands.settling import reissue, settle
from lianxin.work.concerns.commands.sorting import answer_extra, answer_report, reclassify, report_up, review_shelf, tag
from lianxin.work.concerns.commands.steps import set_steps, shortlist, tick_step, unlist
from lianxin.work.concerns.commands.tasks import acknowledge_task, ask_help, note_progress, report_task, withdraw_task
from lianxin.work.concerns.commands.templates import choose_regime, retire_template, write_template
from lianxin.work.concerns.commands.topics import (
    add_topic,
    import_topics,
    keep_question,
    keep_tag,
    map_topic,
    map_topics,
    rename_topic,
    retire_question,
    retire_topic,
    unmap_topic,
)  # fmt: skip
from lianxin.work.concerns.commands.upkeep import recompute_provisional
from lianxin.work.concerns.problems import Unfit

__all__ = [
    "Unfit", "reissue", "acknowledge", "answer_now", "assign", "classify", "close", "decline", "export", "extend", "note_follow_up",
    "open_with_secret", "rate", "recompute_provisional", "register", "register_finding", "reopen", "reply", "reveal", "send_back", "settle",
    "submit", "void", "Part", "merge", "part_from_main", "split", "unmerge", "ask_outside", "ask_review", "decide_review",
    "hand_over", "hear_outside", "note", "ask", "decide", "pause", "resume", "choose_regime", "retire_template",
    "write_template", "reassign", "approve_list", "draft_list", "drop_draft", "import_rules", "put_rule", "remove_rule",
    "raise_objection", "review_objection", "acknowledge_task", "ask_help", "note_progress", "report_task", "withdraw_task",
    "set_steps", "shortlist", "tick_step", "unlist",
    "code_cause", "push_cause", "settle_cause", "withdraw_cause", "answer_extra", "answer_report", "reclassify",
    "report_up", "review_shelf", "tag", "ask_identity", "consent_of_guardian", "state_minor", "withdraw_guardian",
    "take_along", "add_topic", "import_topics", "keep_question", "keep_tag", "map_topic",
    "map_topics", "rename_topic", "retire_question", "retire_topic", "unmap_topic",
]  # fmt: skip
