"""协办: other units help the one in charge, each with its own date; they see the concern, unless it complains about them."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns import commands, duty_queries, queries
from lianxin.work.concerns.models import Concern, Task
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import EXPORT, REPLY, VIEW, Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered
from tests.work.duty_scenes import days, sorted_as


def helped(town, *helpers, **changes):
    """A lamp of 石桥村 at the building bureau, with these units to help."""
    return commands.assign(
        concern=sorted_as(town, **changes), to=town.building, helpers=helpers, by=town.clerk, at=NOON,
        help_due_on=days(3).date(), instruction="请到现场看。",
    )  # fmt: skip


class TestATask:
    def test_has_its_own_date_and_is_acknowledged_and_reported_by_its_own_unit(self, town):
        concern = helped(town, town.water_bureau, town.baisha)
        task = concern.tasks.get(unit=town.water_bureau)
        assert task.due_on == days(3).date() < concern.due_on and concern.tasks.count() == 2

        with pytest.raises(NotAllowed):
            commands.acknowledge_task(task=task, by=town.builder, at=days(1))
        commands.acknowledge_task(task=task, by=town.water, at=days(1))
        with pytest.raises(Unfit, match="办了什么"):
            commands.report_task(task=task, report=" ", by=town.water, at=days(4))
        task = commands.report_task(task=task, report="水管已移开。", by=town.water, at=days(4))

        assert (task.acknowledged_on, task.reported_on) == (days(1).date(), days(4).date())
        assert task.is_late(days(4).date()) and not concern.tasks.get(unit=town.baisha).is_late(days(3).date())
        with pytest.raises(Unfit, match="已经反馈过"):
            commands.report_task(task=task, report="再报", by=town.water, at=days(4))
        assert [e.event for e in book.story(concern.ref)][-2:] == ["task.acknowledged", "task.reported"]

    def test_is_never_due_after_the_concern(self, town):
        concern = sorted_as(town)
        late = concern.due_on + timedelta(days=1)

        with pytest.raises(Unfit, match="协办期限应在") as refused:
            commands.assign(concern=concern, to=town.building, helpers=[town.water_bureau], help_due_on=late,
                            by=town.clerk, at=NOON)  # fmt: skip
        assert refused.value.field == "help_due_on" and not Task.objects.exists()

    def test_is_asked_once_of_each_and_can_be_withdrawn(self, town):
        concern = helped(town)
        with pytest.raises(NotAllowed):
            commands.ask_help(concern=concern, helpers=[town.water_bureau], by=town.builder, at=NOON)
        made = commands.ask_help(concern=concern, helpers=[town.water_bureau, town.building], by=town.clerk, at=NOON)
        assert [task.unit for task in made] == [town.water_bureau]
        with pytest.raises(Unfit, match="已经在承办或协办"):
            commands.ask_help(concern=concern, helpers=[town.water_bureau], by=town.clerk, at=NOON)

        commands.withdraw_task(task=made[0], by=town.officer, at=NOON)

        assert not Concern.objects.reachable(by=town.water, to=VIEW).exists()
        with pytest.raises(Unfit, match="已经撤回"):
            commands.report_task(task=made[0], report="办了", by=town.water, at=NOON)

    def test_ends_where_its_unit_becomes_the_one_in_charge(self, town):
        concern = helped(town, town.water_bureau)
        concern = commands.send_back(concern=concern, reason="不归我局", by=town.builder, at=NOON)
        commands.assign(concern=concern, to=town.water_bureau, by=town.clerk, at=NOON)

        assert not concern.tasks.standing().exists()

    def test_waits_for_its_unit_and_hinders_no_answer(self, town):
        concern = helped(town, town.water_bureau)
        assert [t.concern for t in duty_queries.my_tasks(town.water, 9)] == [concern]
        assert duty_queries.my_tasks(town.builder, 9) == [] == duty_queries.my_tasks(town.stranger, 9)

        commands.acknowledge(concern=concern, by=town.builder, at=NOON)
        commands.reply(concern=concern, text="已换新灯。", by=town.builder, at=NOON)

        assert concern.tasks.unreported().count() == 1 and duty_queries.my_tasks(town.water, 9) == []


class TestWhoHelps:
    def test_sees_the_concern_and_may_note_progress_but_never_answers_it(self, town):
        concern = helped(town, town.water_bureau)

        assert Concern.objects.reachable(by=town.water, to=VIEW).get() == concern
        assert town.water.may(VIEW, concern) and not town.water.may(REPLY, concern)
        assert not Concern.objects.reachable(by=town.water, to=EXPORT).exists()
        commands.note_progress(concern=concern, comment="明天到现场。", by=town.water, at=NOON)
        commands.note_progress(concern=concern, comment="已备料。", by=town.builder, at=NOON)
        assert [e.detail["unit"] for e in book.story(concern.ref) if e.event == "task.progressed"] == [
            "县水利局", "县住建局",
        ]  # fmt: skip
        for other in (town.stranger, town.teacher, town.inspector):
            with pytest.raises(NotAllowed):
                commands.note_progress(concern=concern, comment="我来", by=other, at=NOON)
        assert queries.count_whole(town.water) == 1 and queries.count_whole(town.stranger) == 0

    def test_is_never_the_one_complained_about_nor_below_it(self, town):
        concern = sorted_as(town, unit=town.building, kind="complaint", subject_units=[town.qingshui])

        for helper in (town.qingshui, town.liuwan):
            with pytest.raises(Unfit, match="被反映的单位"):
                commands.assign(concern=concern, to=town.building, helpers=[helper], by=town.clerk, at=NOON)
        assert not Task.objects.exists()

    def test_stays_outside_the_wall(self, town):
        """A person complained about does not see it because his unit helps."""
        concern = helped(town, town.water_bureau, kind="complaint", subject_persons=[town.people["water"]])
        task = concern.tasks.get()

        assert not Concern.objects.reachable(by=town.water, to=VIEW).exists() and not town.water.may(VIEW, concern)
        assert duty_queries.my_tasks(town.water, 9) == [] and queries.count_whole(town.water) == 0
        with pytest.raises(NotAllowed):
            commands.report_task(task=task, report="没有的事", by=town.water, at=NOON)

    @pytest.mark.thorough
    @given(data=st.data())
    @settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    def test_one_rule_for_one_and_for_many(self, town, data):
        units = [town.units[name] for name in ("qingshui", "baisha", "building", "water_bureau", "school", "shahe")]
        chosen = data.draw(st.lists(st.sampled_from(units), max_size=3, unique=True))
        about = data.draw(st.sampled_from([[], [town.people["water"]], [town.people["stranger"]]]))
        concern = helped(town, *chosen, subject_persons=about)
        if withdrawn := data.draw(st.sampled_from([None, *chosen])):
            for task in concern.tasks.standing().filter(unit=withdrawn):
                commands.withdraw_task(task=task, by=town.officer, at=NOON)

        for actor in town.actors.values():
            seen = set(Concern.objects.reachable(by=actor, to=VIEW).values_list("pk", flat=True))
            assert len(seen) == queries.count_whole(actor)
            assert all((one.pk in seen) == actor.may(VIEW, one) for one in Concern.objects.all())


def test_a_closed_one_takes_no_help(town):
    concern = at_state(town, Status.CLOSED, registered(town).concern)

    with pytest.raises(Unfit, match="交办以后"):
        commands.ask_help(concern=concern, helpers=[town.water_bureau], by=town.clerk, at=NOON)
