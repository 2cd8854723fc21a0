"""报送要求的读法."""

from lianxin.reports.asking.queries.held import Candidate, Held, catalogue, held, matching

__all__ = ["Candidate", "Held", "catalogue", "held", "matching"]
