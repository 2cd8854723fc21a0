"""群众评议的事项: planned, opened, carried out, observed; everything is imported from here."""

from lianxin.work.appraisals.commands.doings import (
    plan_day,
    record_help,
    record_method,
    withdraw_method,
)
from lianxin.work.appraisals.commands.named import comment_on, follow_comment, hand_in_review, rate_by_name
from lianxin.work.appraisals.commands.parties import (
    add_audience,
    add_line,
    add_subject,
    drop_audience,
    drop_line,
    drop_subject,
    edit_audience,
    merge_audiences,
    remove_role,
    set_role,
)
from lianxin.work.appraisals.commands.planning import plan, revise, schedule_stage, set_rules, set_stages
from lianxin.work.appraisals.commands.running import (
    begin_stage,
    cancel,
    finish,
    finish_stage,
    notify,
    open_campaign,
)
from lianxin.work.appraisals.commands.wider import (
    adopt,
    begin_series,
    call,
    draw_observation,
    join_series,
    observe,
    second_round,
)

__all__ = [
    "add_audience", "add_line", "add_subject", "adopt", "begin_series", "begin_stage", "call", "cancel", "comment_on",
    "draw_observation", "drop_audience", "drop_line", "drop_subject", "edit_audience", "finish", "finish_stage",
    "follow_comment", "hand_in_review", "join_series", "merge_audiences", "notify", "observe",
    "open_campaign", "plan", "plan_day", "rate_by_name", "record_help", "record_method", "remove_role", "revise",
    "schedule_stage", "second_round", "set_role", "set_rules", "set_stages", "withdraw_method",
]  # fmt: skip
