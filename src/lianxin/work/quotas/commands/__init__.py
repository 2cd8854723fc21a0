"""走访任务的事项: drafting, trying and approving what is asked; naming people; terms of school; checks once a term."""

from lianxin.work.quotas.commands.members import end_member, name_member
from lianxin.work.quotas.commands.sets import (
    approve_set,
    change_set,
    draft_again,
    draft_set,
    drop_draft,
    put_rule,
    remove_rule,
    withdraw_set,
)
from lianxin.work.quotas.commands.terms_of_school import record_check, set_term

__all__ = [
    "approve_set", "change_set", "draft_again", "draft_set", "drop_draft", "end_member", "name_member", "put_rule",
    "record_check", "remove_rule", "set_term", "withdraw_set",
]  # fmt: skip
