"""提示卡: one page for each leader before a work day, walled for him too, 28 of them in as many statements as two (M221)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.work.concerns.terms import Status
from lianxin.work.inspections import commands, queries, reminding
from lianxin.work.workdays import commands as workdays
from tests.conftest import NOON, START
from tests.work.conftest import at_state, registered
from tests.work.inspection_scenes import WORKDAY, approved
from tests.work.workday_scenes import leave_asked, stations_opened, theme_made

TODAY = NOON.date()
SINCE = date(2026, 1, 1)


def leader(town, **changes):
    """高远 of the county's leaders answers for 清水镇."""
    fields = {"unit": town.qingshui, "kind": "leader", "person": town.people["county_leader"], "post": "副书记",
              "since": SINCE, "by": town.clerk, "at": NOON}  # fmt: skip
    return commands.assign(**{**fields, **changes})


def cards(town, by=None, today: date = TODAY, key: str = "") -> list[queries.Card]:
    return queries.cards(town.county, WORKDAY, by or town.clerk, today, key)


class TestACard:
    @pytest.mark.mechanism("M221")
    def test_says_theme_open_matters_who_is_away_what_was_found_and_what_comes_next(self, town, monkeypatch) -> None:
        theme = theme_made(town)
        leave_asked(town, stations_opened(town), substitute=None)
        leader(town)
        approved(town)
        assert cards(town)[0].day.theme is None  # a draft is not told
        workdays.send_theme(theme=workdays.decide_theme(theme=theme, by=town.clerk, at=NOON), by=town.clerk, at=NOON)
        for _each in range(9):
            registered(town)
        at_state(town, Status.ASSIGNED)
        registered(town, unit=town.shahe, by=town.stranger)
        monkeypatch.setattr(reminding, "PARTS", {})
        reminding.part(
            "found", "上次发现的问题", lambda unit, on, by: [f"{unit.name}公示牌没有换"] if by == town.clerk else []
        )

        (card,) = cards(town, today=TODAY + timedelta(days=60))

        (place,) = card.places
        assert (card.name, card.day.on, card.day.theme.title) == ("高远", WORKDAY, "冬季安全走访")
        assert card.look_at == ["看老人", "看线路", "公示牌", "诉求台账"]
        assert (place.unit, place.open, len(place.matters)) == (town.qingshui, 10, 8) and place.overdue >= 1
        assert place.matters[0].is_overdue and "路灯" in place.matters[0].title
        assert place.absences == ["石桥村 石小桥（村干部）请假，没有替代人员"]
        assert place.parts == [("上次发现的问题", ["清水镇公示牌没有换"])]
        assert [step[:5] for step in place.steps] == ["超期的 1", "1 人请假"]
        leader(town, unit=town.baisha)  # two townships share the one page
        assert [len(one.matters) for one in cards(town)[0].places] == [4, 1]

    @pytest.mark.mechanism("M221")
    def test_neither_lists_nor_counts_what_complains_of_the_leader_who_gets_it(self, town) -> None:
        """Printed by a clerk who may read it; one without an account is known by his name."""
        named = orgs.create_person(username="songyh", name="宋远航", password=None, by=SYSTEM, at=START)
        other = orgs.create_unit(name="云台镇", kind="township", parent=town.county, by=SYSTEM, at=START)
        village = orgs.create_unit(name="云台村", kind="village", parent=other, by=SYSTEM, at=START)
        leader(town)
        leader(town, unit=other, person=None, name="宋远航", post="县政协副主席")
        for unit, subject in ((town.shiqiao, town.people["county_leader"]), (village, named)):
            registered(
                town,
                unit=unit,
                kind="complaint",
                text="这位领导答应的事没有办。",
                subject_persons=[subject],
                by=town.clerk,
            )
            registered(town, unit=unit, by=town.clerk)

        assert [(card.name, card.places[0].open, len(card.places[0].matters)) for card in cards(town)] == [
            ("高远", 1, 1), ("宋远航", 1, 1),
        ]  # fmt: skip
        assert not any("答应" in one.title for card in cards(town) for one in card.places[0].matters)
        assert cards(town, by=town.county_leader, key=f"p{town.people['county_leader'].pk}")[0].places[0].open == 1

    def test_tells_nothing_of_a_township_that_the_leaders_own_post_does_not_open(self, town) -> None:
        registered(town)
        leader(town, person=town.people["building_head"], post="住建局局长")

        place = cards(town)[0].places[0]

        assert (place.open, place.overdue, place.matters) == (None, 0, [])

    @pytest.mark.thorough
    @pytest.mark.mechanism("M221")
    def test_is_read_for_twenty_eight_leaders_in_as_many_statements_as_for_two(self, town) -> None:
        stations_opened(town)
        registered(town)
        needed = []
        for number in range(28):
            unit = orgs.create_unit(name=f"{number}乡", kind="township", parent=town.county, by=SYSTEM, at=NOON)
            leader(town, unit=unit, person=None, name=f"领导{number}")
            if number in (1, 27):
                with CaptureQueriesContext(
                    connection,
                ) as asked:
                    assert len(cards(town)) == number + 1
                needed.append(len(asked))

        assert needed[0] == needed[1] <= 16

    @pytest.mark.mechanism("M221")
    def test_is_noted_as_handed_over_once_by_the_office(self, town) -> None:
        held = leader(town)
        given = {"unit": town.county, "day": WORKDAY, "names": {held.key: held.name}, "at": NOON}
        with pytest.raises(NotAllowed):
            commands.send_cards(by=town.officer, **given)
        assert cards(town)[0].sent is None and commands.send_cards(by=town.clerk, **given) == 1
        with pytest.raises(ValueError, match="都已经记为送达"):
            commands.send_cards(by=town.clerk, **given)

        assert cards(town)[0].sent.sent_on == TODAY
