"""帮扶: plans, items, funds and projects brought about by commands alone."""

from decimal import Decimal
from typing import Any

from lianxin.work.helping import commands
from lianxin.work.helping.models import HelpFund, HelpItem, HelpPlan, VillageProject
from tests.conftest import NOON
from tests.work.household_scenes import day, need_noted


def plan_made(town: Any, **changes: Any) -> HelpPlan:
    """制订帮扶计划 for a household in need of 石桥村, by the village; the worker answers for it."""
    household = changes.pop("household") if "household" in changes else need_noted(town).household
    fields = {
        "unit": town.shiqiao, "home": town.shiqiao, "person": town.people["worker"], "household": household,
        "aim": "先看病，再养猪，明年种蔬菜。", "until": day(300), "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.make_plan(**{**fields, **changes})


def item_added(town: Any, plan: HelpPlan, **changes: Any) -> HelpItem:
    """列入 20 袋化肥."""
    fields = {
        "plan": plan, "kind": "goods", "item": "化肥", "measure": "袋", "planned": Decimal(20), "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.add_item(**{**fields, **changes})


def fund_entered(town: Any, yuan: int, **changes: Any) -> HelpFund:
    """登记 a sum from the bureau of agriculture for 石桥村."""
    fields = {
        "unit": town.shiqiao, "home": town.shiqiao, "on": day(), "amount_yuan": yuan, "source": "县农业农村局", "use": "修水渠",
        "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.enter_fund(**{**fields, **changes})


def project_applied(town: Any, **changes: Any) -> VillageProject:
    """申报 the small water works."""
    fields = {
        "unit": town.shiqiao, "home": town.shiqiao, "kind": "works", "title": "“五小”水利补充项目", "applied_to": "县水利局",
        "applied_on": day(), "person": town.people["worker"], "benefit": "三组、四组浇地 120 亩", "households": 46, "asked_yuan": 80000,
        "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.apply_for(**{**fields, **changes})
