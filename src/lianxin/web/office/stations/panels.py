"""工作站在别处的: how stations are listed behind a figure; the regulations in force on the board of rules."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.ui import panels
from lianxin.work.regulations.queries import in_force_of
from lianxin.work.stations import board
from lianxin.work.stations.models import Station
from lianxin.work.stations.terms import Board


def rules(station: Station, on: date) -> Sequence[str]:
    """现行制度 that bind the station, article by article: two statements; the two rooms know nothing of one another."""
    told = []
    for one in in_force_of(station.unit, on).prefetch_related("articles"):
        words = {"title": one.regulation.title, "number": one.number, "on": one.valid_from}
        told.append(_("《%(title)s》（第 %(number)s 版，%(on)s施行）") % words)
        told += [
            _("第 %(number)s 条　%(text)s") % {"number": each.number, "text": each.text} for each in one.articles.all()
        ]
    return told


board.part("rules", gettext_lazy("制度"), rules, board=Board.RULES, lasting=True)
panels.rows("station", "stations/rows_station.html")
