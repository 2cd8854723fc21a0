"""限次与只办一次: how often within a time, the same form once; below the journal, so that every floor may ask it."""

from lianxin.base.counting.limits import allowed, counted, sweep

__all__ = ["allowed", "counted", "sweep"]
