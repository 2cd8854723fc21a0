"""挂钩结对的表: links, talks, what is asked of a kind, postings and leave, skills; everything is imported from here."""

from lianxin.work.pairings.models.experts import Expert, ExpertSkill
from lianxin.work.pairings.models.pairing import Pairing, PairingRule, Talk
from lianxin.work.pairings.models.postings import FieldPosting, Leave

__all__ = ["Expert", "ExpertSkill", "FieldPosting", "Leave", "Pairing", "PairingRule", "Talk"]
