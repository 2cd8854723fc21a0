"""热点: what is alike while typing, what a run finds for whom, what is made of it. All matters are made up."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.issues import commands, queries
from lianxin.work.issues.models import FoundMember, Issue, IssueMember, IssueRun, Learned
from tests.conftest import NOON
from tests.work.conftest import registered

TODAY = localdate(NOON)
LAMPS = [
    "村口的路灯坏了半个月，老人晚上出门看不见路。",
    "路灯一直不亮，晚上黑，老人不敢出门。",
    "村口路灯又坏了，请尽快来修。",
]
OTHERS = [
    "外地住院的医保怎么报销，要带什么材料。",
    "水渠漏水，下游三十亩田浇不上。",
    "放学时校门口车太多，孩子过马路危险。",
]


def lamp(town, n=0, unit=None, **changes):
    """A broken lamp, told in another way each time."""
    return registered(
        town, text=LAMPS[n % 3], unit=unit or town.shiqiao, by=town.clerk, place="村口", **changes
    ).concern


@pytest.fixture
def lamps(town):
    """Three of 石桥村, two of 柳湾村, and others."""
    found = [lamp(town, n) for n in range(3)] + [lamp(town, n, town.liuwan) for n in range(2)]
    for text in OTHERS:
        registered(town, text=text, by=town.clerk)
    return found


def ran(town, who="clerk", **changes):
    """归并, by whom."""
    by = getattr(town, who)
    return commands.carry_out(run=commands.ask_run(by=by, at=NOON, **changes), by=by, at=NOON)


def confirmed(town, lamps, by=None):
    return commands.confirm(
        name="石桥村路灯", sort="same_place", concerns=lamps[:3], unit=town.qingshui, by=by or town.officer, at=NOON
    )


class TestSimilar:
    def test_finds_the_open_ones_of_the_same_place_and_says_why(self, town, lamps) -> None:
        found = queries.similar(text="村口路灯不亮了，老人看不见路", unit=town.shiqiao, by=town.clerk, at=NOON)

        assert {like.concern for like in found} == set(lamps[:3])
        assert "石桥村" in found[0].why and "路灯" in found[0].why
        assert [like.score for like in found] == sorted((like.score for like in found), reverse=True)

    def test_never_takes_the_same_words_of_another_village_for_the_same_matter(self, town, lamps) -> None:
        found = queries.similar(text=LAMPS[0], unit=town.liuwan, by=town.clerk, at=NOON)

        assert {like.concern.unit for like in found} == {town.liuwan}

    def test_shows_the_stranger_nothing(self, town, lamps) -> None:
        assert queries.similar(text=LAMPS[0], unit=town.shiqiao, by=town.stranger, at=NOON) == []

    def test_stands_at_the_wall(self, town) -> None:
        lamp(town, kind="complaint", subject_units=[town.shiqiao])

        assert queries.similar(text=LAMPS[0], unit=town.shiqiao, by=town.worker, at=NOON) == []
        assert len(queries.similar(text=LAMPS[0], unit=town.shiqiao, by=town.officer, at=NOON)) == 1

    def test_finds_nobody_by_a_name_that_is_hidden_from_the_handler(self, town) -> None:
        asked = registered(town, text="王长青家门口的路灯坏了半个月。", kind="complaint", unit=town.qingshui, by=town.clerk,
                           asker=Asker(name="王长青")).concern  # fmt: skip
        concerns.classify(concern=asked, topic=Topic.objects.get(label="道路路灯"), kind="complaint",
                          handling="immediate", by=town.clerk, at=NOON)  # fmt: skip
        concerns.assign(concern=asked, to=town.building, by=town.clerk, at=NOON)

        found = queries.similar(text="王长青家门口的路灯坏了半个月", by=town.builder, at=NOON, unit=town.qingshui)

        assert [like.concern for like in found] == [asked]
        assert not any("长青" in part for like in found for part in (like.title, like.why))

    def test_asks_two_statements_however_many_there_are(self, town, lamps, django_assert_max_num_queries) -> None:
        for n in range(6):
            lamp(town, n)

        with django_assert_max_num_queries(3):
            queries.similar(text=LAMPS[0], unit=town.shiqiao, by=town.clerk, at=NOON)


class TestSuggestTopic:
    def test_works_from_keywords_on_the_first_day(self, town) -> None:
        found = queries.suggest_topic(text="村口的路灯坏了半个月", by=town.clerk)

        assert found[0].topic.label == "道路路灯"
        assert "路灯" in found[0].why

    def test_learns_from_the_offices_own_history(self, town) -> None:
        topic = Topic.objects.get(label="养老服务")
        for n in range(6):
            one = registered(town, text=f"幸福院的饭菜凉，第{n}次说了，幸福院该管管。", by=town.clerk).concern
            concerns.classify(concern=one, topic=topic, kind="help", handling="immediate", by=town.clerk, at=NOON)

        learned = commands.train_topics(by=town.clerk, at=NOON)

        assert (learned.count, learned.by_name) == (6, town.clerk.name)
        assert queries.suggest_topic(text="幸福院饭菜不好", by=town.officer)[0].topic == topic
        assert Entry.objects.filter(event="issue.trained").count() == 1

    @pytest.mark.thorough
    def test_states_how_it_did_on_what_it_had_not_seen(self, town) -> None:
        for label, word in (("养老服务", "幸福院饭菜"), ("停车", "乱停车")):
            for n in range(12):
                one = registered(town, text=f"{word}的事，第{n}次说了。", by=town.clerk).concern
                topic = Topic.objects.get(label=label)
                concerns.classify(concern=one, topic=topic, kind="help", handling="immediate", by=town.clerk, at=NOON)

        learned = commands.train_topics(by=town.clerk, at=NOON)

        assert learned.tested >= 4 and learned.accuracy == 1.0

    def test_learns_nothing_from_what_must_stay_hidden_from_somebody(self, town) -> None:
        for _each in range(6):
            one = lamp(town, kind="complaint", subject_units=[town.shiqiao])
            topic = Topic.objects.get(label="干部作风")
            concerns.classify(
                concern=one, topic=topic, kind="complaint", handling="immediate", by=town.officer, at=NOON
            )

        assert commands.train_topics(by=town.clerk, at=NOON).count == 0

    def test_is_trained_by_the_county_alone(self, town) -> None:
        with pytest.raises(NotAllowed):
            commands.train_topics(by=town.officer, at=NOON)

        assert not Learned.objects.exists()

    def test_says_nothing_to_whoever_sees_no_concern(self, town) -> None:
        assert queries.suggest_topic(text="路灯坏了", by=town.admin) == []


class TestSuggestUnit:
    def test_names_who_handled_such_matters_and_the_share(self, town) -> None:
        topic = Topic.objects.get(label="道路路灯")
        for handler in (town.building, town.building, town.water_bureau):
            one = lamp(town)
            concerns.classify(concern=one, topic=topic, kind="help", handling="immediate", by=town.clerk, at=NOON)
            concerns.assign(concern=one, to=handler, by=town.clerk, at=NOON)

        found = queries.suggest_unit(topic=topic, unit=town.shiqiao, by=town.clerk, at=NOON)

        assert [(one.unit, one.count, one.total) for one in found] == [(town.building, 2, 3), (town.water_bureau, 1, 3)]
        assert "3 件" in found[0].why and "2 件" in found[0].why
        assert queries.suggest_unit(topic=None, text="路灯坏了", by=town.clerk, at=NOON)[0].unit == town.building
        assert queries.suggest_unit(topic=topic, by=town.stranger, at=NOON) == []


class TestGrouping:
    @pytest.mark.mechanism("M051")
    def test_puts_matters_of_one_place_and_cause_together_and_common_ones_beside(self, town, lamps) -> None:
        run = ran(town)

        groups = queries.found_groups(run, town.clerk, TODAY)
        alike = {one.concern_ids for one in groups if one.sort == "same_place"}
        [common] = [one for one in groups if one.sort == "common"]

        assert alike == {tuple(c.pk for c in lamps[:3]), tuple(c.pk for c in lamps[3:])}
        assert (common.size, common.units) == (5, 2)
        assert any("路灯" in word for word in common.words)
        assert {place for one in groups for place, _n in one.places} >= {"石桥村", "柳湾村"}
        assert Entry.objects.get(event="issue.grouped").detail["read"] == 8

    def test_counts_for_each_viewer_what_he_may_see(self, town, lamps) -> None:
        run = ran(town)

        seen = {who: [one.size for one in queries.found_groups(run, getattr(town, who), TODAY)]
                for who in ("clerk", "worker", "stranger")}  # fmt: skip

        assert seen == {"clerk": [5, 3, 2], "worker": [3, 3], "stranger": []}

    def test_shows_no_word_that_only_a_hidden_member_holds(self, town, lamps) -> None:
        run = ran(town)
        group = FoundMember.objects.filter(concern=lamps[0]).first().group
        group.words = ["路灯", "秘密"]
        group.save()
        FoundMember.objects.filter(group=group, concern__in=lamps[3:]).update(words=["秘密"])

        words = queries.one_group(run, group.pk, town.worker, TODAY).words

        assert "秘密" not in words

    def test_says_a_burst_against_the_months_before(self, town, lamps) -> None:
        [first] = [one for one in queries.found_groups(ran(town), town.clerk, TODAY) if one.size == 3]

        assert first.burst.is_burst and first.burst.now == 3
        assert not queries.found_groups(ran(town), town.clerk, TODAY + timedelta(days=60))[0].burst.is_burst

    def test_is_seen_below_and_never_beside(self, town, lamps) -> None:
        run = ran(town, "officer")

        assert queries.latest_run(town.worker) == run
        assert queries.latest_run(town.stranger) is None and queries.latest_run(town.clerk) is None

    def test_joins_a_run_that_is_already_waiting(self, town) -> None:
        assert commands.ask_run(by=town.clerk, at=NOON) == commands.ask_run(by=town.clerk, at=NOON)
        with pytest.raises(Unfit):
            commands.ask_run(by=town.clerk, at=NOON, days=3)

    def test_is_asked_for_by_clerks_alone(self, town) -> None:
        with pytest.raises(NotAllowed):
            commands.ask_run(by=town.worker, at=NOON)

        assert not IssueRun.objects.exists()

    @pytest.mark.thorough
    def test_asks_the_same_number_of_statements_for_three_and_for_ten(
        self, town, lamps, django_assert_num_queries
    ) -> None:
        run = ran(town)
        with django_assert_num_queries(2):
            queries.found_groups(run, town.clerk, TODAY)
        for n in range(7):
            lamp(town, n, town.shahe)

        run = ran(town)
        with django_assert_num_queries(2):
            assert queries.found_groups(run, town.clerk, TODAY)


class TestConfirm:
    def test_makes_an_issue_and_leaves_a_trace(self, town, lamps) -> None:
        issue = confirmed(town, lamps)

        assert issue.members.count() == 3
        assert Entry.objects.get(event="issue.confirmed").detail["count"] == 3
        again = commands.confirm(
            name="路灯", sort="common", concerns=lamps, unit=town.qingshui, by=town.officer, at=NOON
        )
        assert again.members.count() == 2, "what is in an open issue of the unit is not taken twice"

    def test_takes_no_concern_that_the_actor_does_not_see(self, town, lamps) -> None:
        with pytest.raises(Unfit):
            commands.confirm(name="路灯", sort="common", concerns=lamps, unit=town.baisha, by=town.stranger, at=NOON)

        assert not Issue.objects.exists()

    @pytest.mark.parametrize("who", ["worker", "builder", "auditor"])
    def test_is_refused_to_those_without_the_permission(self, town, lamps, who) -> None:
        with pytest.raises(NotAllowed):
            confirmed(town, lamps, by=getattr(town, who))

    def test_takes_members_out_and_in_with_a_reason(self, town, lamps) -> None:
        issue = confirmed(town, lamps)

        commands.take_out(issue=issue, concern=lamps[0], reason="是另一盏灯", by=town.officer, at=NOON)
        commands.take_in(issue=issue, concern=lamps[3], reason="同一条线路", by=town.officer, at=NOON)

        standing = IssueMember.objects.filter(issue=issue, removed_at=None)
        assert {one.concern for one in standing} == {lamps[1], lamps[2], lamps[3]}
        assert issue.members.get(concern=lamps[0]).removed_reason == "是另一盏灯"
        with pytest.raises(Unfit):
            commands.take_in(issue=issue, concern=lamps[3], reason="再归一次", by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.take_out(issue=issue, concern=lamps[1], reason=" ", by=town.officer, at=NOON)

    def test_offers_what_came_later(self, town, lamps) -> None:
        issue = confirmed(town, lamps)
        later = lamp(town, 2)

        assert [like.concern for like in queries.later_ones(issue, town.officer, lamps[:3])] == [later]

    def test_hides_the_issue_from_the_unit_that_a_member_complains_about(self, town, lamps) -> None:
        issue = confirmed(town, lamps)
        assert Issue.objects.reachable(by=town.officer, to=queries_view()).filter(pk=issue.pk).exists()

        walled = lamp(town, kind="complaint", subject_units=[town.qingshui])
        commands.confirm(
            name="路灯投诉", sort="common", concerns=[walled, lamps[3]], unit=town.county, by=town.clerk, at=NOON
        )
        other = Issue.objects.exclude(pk=issue.pk).get()

        assert other.is_hidden_from(town.officer) and not other.is_hidden_from(town.clerk)
        assert other not in Issue.objects.past_the_wall(by=town.officer)

    def test_is_closed_once(self, town, lamps) -> None:
        issue = commands.close(issue=confirmed(town, lamps), reason="全部更换完毕", by=town.officer, at=NOON)

        assert issue.closed_on == TODAY
        with pytest.raises(Unfit):
            commands.rename(issue=issue, name="别的", by=town.officer, at=NOON)


def queries_view():
    from lianxin.work.issues.terms import VIEW

    return VIEW


class TestAnalyse:
    @pytest.mark.mechanism("M063")
    def test_keeps_cause_action_owner_and_date_and_what_is_done_at_the_source(self, town, lamps) -> None:
        issue = confirmed(town, lamps)

        note = commands.analyse(issue=issue, cause="线路老化，平时无人巡查。", action="更换线路，每月巡查一次。",
                                owner=town.building, due_on=date(2026, 12, 1), by=town.officer, at=NOON)  # fmt: skip
        issue = commands.set_source(issue=issue, measure="新装的路灯都登记管护人。", by=town.officer, at=NOON)

        assert (note.owner, note.due_on, note.by_name) == (town.building, date(2026, 12, 1), town.officer.name)
        assert issue.source_measure == "新装的路灯都登记管护人。"
        assert Entry.objects.filter(event__in=("issue.analysed", "issue.sourced")).count() == 2

    @pytest.mark.parametrize("wrong", [{"cause": " "}, {"action": ""}, {"due_on": date(2026, 11, 1)}])
    def test_needs_all_of_it(self, town, lamps, wrong) -> None:
        given = {"cause": "老化", "action": "更换", "due_on": date(2026, 12, 1)} | wrong

        with pytest.raises(Unfit) as refusal:
            commands.analyse(issue=confirmed(town, lamps), owner=town.building, by=town.officer, at=NOON, **given)

        assert refusal.value.field in wrong


class TestProject:
    def start(self, town, **changes):
        fields = {"name": "路灯月", "goal": "亮灯率达到九成五", "owner": town.building, "unit": town.qingshui,
                  "started_on": TODAY, "by": town.officer, "at": NOON}  # fmt: skip
        return commands.start(**(fields | changes))

    @pytest.mark.mechanism("M051")
    def test_counts_before_and_after_from_the_records(self, town, lamps) -> None:
        topic = Topic.objects.get(label="道路路灯")
        for one in lamps:
            concerns.classify(concern=one, topic=topic, kind="help", handling="immediate", by=town.clerk, at=NOON)
        project = self.start(town, topic=topic)

        shown = queries.before_after(project, town.officer, TODAY)

        assert [n for _month, n in shown.before] == [0] * 6
        assert [n for _month, n in shown.after] == [5]
        assert (shown.mean_before, shown.mean_after) == ("0.0", "5.0")
        [(month, count)] = shown.after
        assert queries.month_of_project(project, town.officer, month).count() == count
        assert queries.month_of_project(project, town.worker, month).count() == 3

    def test_is_of_an_issue_or_of_a_topic(self, town, lamps) -> None:
        issue = confirmed(town, lamps)
        for wrong in ({}, {"issue": issue, "topic": Topic.objects.first()}):
            with pytest.raises(Unfit):
                self.start(town, **wrong)

        project = self.start(town, issue=issue)

        assert sum(n for _month, n in queries.before_after(project, town.officer, TODAY).after) == 3
        with pytest.raises(Unfit):
            self.start(town, issue=issue)

    def test_lists_measures_and_ends_with_its_result(self, town, lamps) -> None:
        project = self.start(town, issue=confirmed(town, lamps))
        measure = commands.add_measure(project=project, text="换灯二十盏", owner=town.building,
                                       due_on=TODAY + timedelta(days=9), by=town.officer, at=NOON)  # fmt: skip

        done = commands.finish_measure(measure=measure, result="换了二十二盏", by=town.officer, at=NOON)
        project = commands.end(project=project, result="十一月以来没有再报", by=town.officer, at=NOON)

        assert (done.done_on, project.ended_on) == (TODAY, TODAY)
        with pytest.raises(Unfit):
            commands.add_measure(
                project=project, text="再换", owner=town.building, due_on=TODAY, by=town.officer, at=NOON
            )

    def test_is_refused_to_those_without_the_permission(self, town) -> None:
        with pytest.raises(NotAllowed):
            self.start(town, topic=Topic.objects.first(), by=town.stranger)


class TestSeason:
    def test_counts_topics_by_month_for_this_viewer(self, town, lamps) -> None:
        for one in lamps:
            concerns.classify(concern=one, topic=Topic.objects.get(label="道路路灯"), kind="help",
                              handling="immediate", by=town.clerk, at=NOON)  # fmt: skip

        [row] = queries.season(town.clerk, town.county, TODAY)

        assert (row.topic.label, row.total, len(row.cells)) == ("城乡建设", 5, 12)
        assert (row.cells[-1].count, row.cells[-1].depth, row.cells[0].depth) == (5, 4, 0)
        assert queries.season(town.worker, town.county, TODAY)[0].total == 3
        assert queries.season(town.stranger, town.county, TODAY) == []
        assert Concern.objects.count() == 8
