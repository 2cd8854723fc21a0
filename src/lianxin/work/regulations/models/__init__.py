"""制度库的表."""

from lianxin.work.regulations.models.aims import Responsibility, Target, TargetItem
from lianxin.work.regulations.models.library import Article, Regulation, RegulationVersion
from lianxin.work.regulations.models.limits import Cadence, Exemption

__all__ = [
    "Article", "Cadence", "Exemption", "Regulation", "RegulationVersion", "Responsibility", "Target", "TargetItem",
]  # fmt: skip
