"""题库: `PACKS` (fixed sets of questions), `SCALES` (the scales in use)."""

from lianxin.work.questionnaires.bank.packs import ABOUT, PACKS, Pack, scale_named
from lianxin.work.questionnaires.bank.scales import SCALES

__all__ = ["ABOUT", "PACKS", "Pack", "SCALES", "scale_named"]
