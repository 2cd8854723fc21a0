"""半年小结的数: the composition of a township's half-year text, entered once and computed (002-2, re-enacted).

The text states: letters and visits 14, of them visits 13 (24 persons: fields 3, quarrels 5, labour 4, requisition 1),
closed 12, one in hand, 11 laid to rest; mediations 14, success 100%; found 9 = settled 7 + reported 2; 3 of the season.
What the records can back is asserted as computed figures that open.
"""

import re
from datetime import timedelta

import pytest

from lianxin.base.indicators import DIMENSIONS, breakdown, get
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import Status
from lianxin.work.disputes import commands as disputes
from tests.conftest import NOON, Town
from tests.web.world import read
from tests.work.conftest import LIMIT, at_state, registered
from tests.work.dispute_scenes import dispute_made, mediated

TODAY = NOON.date()
HALF = Period.containing(TODAY, "half_year")
ABOUT = {"土地承包": 3, "邻里纠纷": 5, "社会保险": 4, "土地征收": 1}
PEOPLE = (3, 2, 4, 2, 2, 1, 2, 1, 2, 1, 2, 1, 1)  # 24 persons came with 13 matters
#: what the text says beside it, and no record can back: 12 closed and one in hand are 13, and the fourteenth is told of
#: elsewhere (a letter handed down, in hand as well); how many of the 14 mediations were agreed; whether the 3 of the
#: season are among the 9 found. The records answer each of these by themselves.
STATED_IN_HAND = 1


def brought(town: Town) -> list[Concern]:
    """13 visits and one letter handed down, each sorted; twelve of the visits closed, eleven of them laid to rest."""
    topics = [label for label, n in ABOUT.items() for _one in range(n)]
    made = []
    for n, (label, people) in enumerate(zip(topics, PEOPLE, strict=True)):
        receipt = registered(
            town, channel="call_in", asker=Asker(people_count=people), text=f"来访反映的事{n}。", entry_key=f"h{n}"
        )
        concern = concerns.classify(
            concern=receipt.concern, topic=Topic.objects.get(label=label), kind="help", handling="time_limit", by=town.clerk,
            at=NOON, **LIMIT,
        )  # fmt: skip
        if n == len(topics) - 1:
            concerns.assign(concern=concern, to=town.building, by=town.clerk, at=NOON)
        else:
            concern = concerns.answer_now(concern=concern, text="已办好，当面说清。", by=town.clerk, at=NOON)
            concern = concerns.close(concern=concern, outcome="solved", by=town.clerk, at=NOON)
            if n < 11:
                concerns.settle(concern=concern, agreement="群众签了息访承诺书。", by=town.clerk, at=NOON)
        made.append(concern)
    made.append(at_state(town, Status.IN_HAND, registered(town, channel="letter", text="上级转来的信。").concern))
    return made


class TestHalfYear:
    @pytest.mark.thorough
    def test_letters_and_visits_are_counted_and_the_parts_add_up_and_open(self, town: Town, enter) -> None:
        brought(town)

        def value(code: str, by: Actor = town.officer) -> object:
            return get(code).value(HALF, town.qingshui, by=by)

        assert (value("window.letters"), value("window.visits"), value("window.visit_people")) == (1, 13, 24)
        assert value("concern.received") == 14
        assert (value("concern.closed"), value("concern.settled"), value("concern.unfinished")) == (12, 11, 2)
        assert value("concern.closed") + value("concern.unfinished") == 14, "every one is in exactly one of them"
        assert value("concern.unfinished") != STATED_IN_HAND, (
            "the letter is in hand too, which the text leaves out there"
        )
        parts = breakdown(get("window.visits"), DIMENSIONS["topic"], town.qingshui, [HALF], by=town.officer)
        told = {str(part.label): cells[HALF.code].value for part, cells in parts}
        assert sorted(told.values()) == [1, 3, 4, 5] and sum(told.values()) == 13, told

        client = enter("officer")
        query = {"unit": town.qingshui.pk, "period": HALF.code}
        assert "农业农村" in read(client, "/figures/parts/", **query)
        for code, n in (("window.visits", 13), ("concern.settled", 11), ("concern.closed", 12)):
            opened = read(client, "/figures/open/", code=code, **query)
            assert len(re.findall("data-lx-row>", opened)) == n, code

    @pytest.mark.mechanism("M251", "M252", "M253")
    @pytest.mark.thorough
    def test_mediations_and_what_was_found_are_computed_and_open(self, town: Town, enter) -> None:
        sweep = disputes.open_sweep(
            unit=town.qingshui, title="春耕大忙期纠纷排查", season="spring_ploughing", starts_on=TODAY - timedelta(days=20),
            ends_on=TODAY, by=town.officer, at=NOON,
        )  # fmt: skip
        found = [dispute_made(town, sweep=sweep if n < 3 else None) for n in range(9)]
        for dispute in found[:7]:
            mediated(town, dispute)
        for dispute in found[7:]:
            disputes.report_up(dispute=dispute, to="镇党委、政府", note="跨镇的事。", by=town.worker, at=NOON)
        for _n in range(7):
            mediated(town, dispute_made(town, origin="applied"))

        client = enter("officer")
        page = read(client, "/disputes/")
        shown = dict(re.findall(r'<a href="[^"]*code=([a-z_.]+)[^"]*"><b>([^<]+)</b>', page))
        query = {"unit": town.qingshui.pk, "period": Period.containing(TODAY, "year").code}
        for code, n in (
            ("dispute.screened", 9), ("dispute.screened_settled", 7), ("dispute.screened_reported", 2), ("dispute.swept", 3),
            ("mediation.success_rate", 14),
        ):  # fmt: skip
            opened = read(client, "/figures/open/", code=code, **query)
            assert len(re.findall("data-lx-row>", opened)) == n, code
            assert shown[code].startswith(str(n)) or code == "mediation.success_rate", code
        assert shown["mediation.success_rate"] == "100.0%" and "14/14" in page
        swept = read(client, "/disputes/", sweep=sweep.code)
        assert len(re.findall("data-lx-row>", swept)) == 3
        basis = read(client, "/figures/basis/")
        assert "达成协议的调解 ÷ 本期结束的调解" in basis
