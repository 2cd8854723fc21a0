"""意见梳理的事项: take in and enter, sort into topics, settle each one's fate, show and publish; the giver's own word."""

from lianxin.work.opinions.commands.collecting import begin, enter, take_in
from lianxin.work.opinions.commands.dialogue import reply, say
from lianxin.work.opinions.commands.settling import raise_concern, reconsider, rectify, settle
from lianxin.work.opinions.commands.showing import clear, publish, show, take_down, wall_off
from lianxin.work.opinions.commands.sorting import add_topic, merge_topics, rename_topic, sort, split_topic

__all__ = [
    "add_topic", "begin", "clear", "enter", "merge_topics", "publish", "raise_concern", "reconsider", "rectify",
    "rename_topic", "reply", "say", "settle", "show", "sort", "split_topic", "take_down", "take_in", "wall_off",
]  # fmt: skip
