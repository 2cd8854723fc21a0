"""限次: how often within a time; on the ground of the house, below the journal, so that every floor may ask it."""

from lianxin.base.counting.limits import allowed, counted, sweep

__all__ = ["allowed", "counted", "sweep"]
