"""回避的墙: what complains about a unit or a person does not exist for them, nor for those below (条例 §28, §30)."""

from itertools import product

import pytest

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import PERMISSIONS, Actor, NotAllowed
from lianxin.base.orgs.roles import ROLES
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern, ConcernSubject
from lianxin.work.concerns.terms import VIEW, Status
from tests.conftest import NOON, TRIES
from tests.work.conftest import at_state, registered


def seen_by(actor: Actor) -> set[Concern]:
    return set(Concern.objects.reachable(by=actor, to=VIEW))


class TestAComplaint:
    def about(self, town, **subjects) -> Concern:
        return registered(town, kind="complaint", text="对工作人员的态度有意见。", by=town.clerk, **subjects).concern

    @pytest.mark.parametrize(
        ("about", "hidden_from", "open_to"),
        [
            ("shiqiao", ["worker", "head"], ["officer", "leader", "clerk", "inspector", "auditor"]),
            ("qingshui", ["worker", "head", "officer", "leader"], ["clerk", "inspector", "county_leader"]),
            ("building", ["builder", "building_head"], ["officer", "clerk"]),
        ],
    )
    def test_about_a_unit_is_hidden_from_it_and_below_and_open_above(
        self, town, about: str, hidden_from: list[str], open_to: list[str]
    ) -> None:
        concern = self.about(town, subject_units=[getattr(town, about)])

        assert [who for who in hidden_from if concern in seen_by(getattr(town, who))] == []
        assert [who for who in open_to if concern not in seen_by(getattr(town, who))] == []

    def test_about_a_person_is_hidden_from_this_person_alone(self, town) -> None:
        concern = self.about(town, subject_persons=[town.people["worker"]])

        assert concern not in seen_by(town.worker)
        assert concern in seen_by(town.head) and concern in seen_by(town.officer)

    def test_about_a_person_of_the_county_office_is_hidden_from_him_too(self, town) -> None:
        concern = self.about(town, subject_persons=[town.people["clerk"]])

        assert concern not in seen_by(town.clerk)
        assert concern in seen_by(town.inspector)

    def test_refuses_every_deed_to_whom_it_concerns(self, town) -> None:
        concern = self.about(town, subject_units=[town.shiqiao])
        for deed in (
            lambda: commands.answer_now(concern=concern, text="没有的事", by=town.worker, at=NOON),
            lambda: commands.reveal(concern=concern, purpose="contact", by=town.head, at=NOON),
            lambda: commands.classify(
                concern=concern, topic=None, kind="help", handling="explain", by=town.worker, at=NOON
            ),
        ):
            with pytest.raises(NotAllowed):
                deed()

    def test_stays_hidden_after_it_is_assigned_and_answered(self, town) -> None:
        concern = at_state(town, Status.REPLIED, self.about(town, subject_units=[town.shiqiao]))

        assert concern not in seen_by(town.worker) and concern in seen_by(town.builder)

    def test_is_hidden_by_the_residents_own_word_on_the_public_page(self, town) -> None:
        receipt = commands.submit(
            text="对村里的收费有意见。", kind="complaint", unit=town.shiqiao, about_unit=town.shiqiao, at=NOON
        )

        assert receipt.concern not in seen_by(town.worker)
        assert receipt.concern in seen_by(town.officer)


class TestAskedOfOneAndOfMany:
    """`may` and `reachable` are one rule: they agree for every place, every role, every permission."""

    @pytest.fixture
    def concerns(self, town) -> list[Concern]:
        units = [town.county, town.qingshui, town.shiqiao, town.liuwan, town.shahe, town.school]
        handlers = [None, town.building, town.shiqiao]
        subjects = [(), (town.shiqiao,), (town.qingshui, town.building)]
        made = []
        for unit, handler, about in product(units, handlers, subjects):
            concern = registered(town, unit=unit, by=town.clerk, subject_units=about).concern
            if handler:
                Concern.objects.filter(pk=concern.pk).update(handler=handler, handler_path=handler.path)
            made.append(concern)
        person = registered(town, by=town.clerk).concern
        ConcernSubject.objects.create(concern=person, person=town.people["worker"])
        return list(Concern.objects.filter(pk__in=[c.pk for c in [*made, person]]))

    @pytest.mark.thorough
    def test_for_every_role_in_every_unit(self, town, concerns: list[Concern]) -> None:
        permissions = [p for code, p in PERMISSIONS.items() if code.startswith("concern.")]
        asked = sorted(ROLES)[:: 1 if TRIES >= 100 else 3]  # all of them in .ci/run
        for role, unit in product(asked, Unit.objects.all()):
            actor = Actor(
                ref="person:0", name="某人", post="", role=role, person_id=town.people["worker"].pk,
                own_path=unit.path, grants=dict.fromkeys(ROLES[role].grants, (unit.path,)),
            )  # fmt: skip
            for permission in permissions:
                many = list(Concern.objects.reachable(by=actor, to=permission).values_list("pk", flat=True))
                one = [c.pk for c in concerns if actor.may(permission, c)]

                assert sorted(many) == sorted(one), (role, unit.name, permission.code)

    def test_nobody_reaches_beyond_his_subtree(self, town, concerns: list[Concern]) -> None:
        for concern in seen_by(town.officer):
            assert is_within(concern.unit_path, town.qingshui.path) or is_within(
                concern.handler_path, town.qingshui.path
            )
        assert seen_by(town.admin) == set()
