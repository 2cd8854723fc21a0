"""各室的演示数据: what each room adds to the demo county after the concerns are there, by its own commands.

A module of this folder has one function `fill(county, until, random)`; `load` calls them in the order of FILLERS.
"""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from random import Random

from lianxin.project.demo.county import County

FILLERS = ("sorting", "duties", "through", "reception", "gatherings", "windows", "levels", "supervision", "callbacks",
           "publishing", "issues", "evidence", "rectification", "questionnaires", "appraisals", "ballots", "sheets", "results",
           "statforms", "opinions", "households", "pairings", "helping", "drives", "hazards", "quotas", "visits", "writings",
           "cards", "spotchecks", "planner", "statements", "stations", "regulations", "dispatches",
           "workdays", "volunteers", "activities", "meetings", "pledges", "disputes", "inspections", "examples", "circulars",
           "newsletters", "definitions", "returns", "freezes", "quality", "nextsteps", "asking", "filling", "assessments", "tables",
           "documents", "document_templates", "checks", "overlaps", "offline", "workorders")  # fmt: skip


def fillers() -> dict[str, Callable[[County, datetime, Random], None]]:
    """Those of FILLERS that have something to add."""
    found = {}
    for name in FILLERS:
        try:
            found[name] = import_module(f"{__name__}.{name}").fill
        except ModuleNotFoundError as missing:
            if missing.name != f"{__name__}.{name}":
                raise
    return found
