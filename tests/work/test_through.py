"""办理中的事: several who told the same, several matters in one letter, a clock that rests, a wrong address, a letter outside."""

from datetime import date, datetime, timedelta

import pytest

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns import clocking, commands, through_queries
from lianxin.work.concerns.commands import Part
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.indicators import matters, received
from lianxin.work.concerns.models import Concern, Merge, Reply
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import at_state, registered

LATER = NOON + timedelta(days=1)
NOVEMBER = Period.month(2026, 11)


def neighbour(town, **changes):
    """The same lamp, told by the neighbour."""
    return registered(
        town, text="村口那盏灯不亮，请修。", asker=Asker(name="李秀英", phone="13900000002"), **changes
    ).concern


def merged(town, main: Concern, copy: Concern) -> Concern:
    return commands.merge(concern=copy, into=main, reason="同一盏路灯", by=town.clerk, at=NOON)


class TestMerging:
    def test_answers_and_closes_every_requester_by_himself(self, town) -> None:
        main = at_state(town, Status.IN_HAND)
        copy = merged(town, main, neighbour(town))
        assert copy.status == Status.MERGED and copy.due_on is not None

        commands.reply(concern=main, text="换了新灯。", by=town.builder, at=LATER)
        commands.close(concern=main, outcome="solved", by=town.clerk, at=LATER)

        copy.refresh_from_db()
        assert copy.status == Status.CLOSED and copy.handler == town.building
        assert Reply.objects.get(concern=copy).text == "换了新灯。"
        assert copy.requester.name == "李秀英"

    def test_lets_a_requester_who_is_not_content_go_on_alone(self, town) -> None:
        main = at_state(town, Status.IN_HAND)
        copy = merged(town, main, neighbour(town))
        commands.reply(concern=main, text="换了新灯。", by=town.builder, at=LATER)
        copy.refresh_from_db()

        copy = commands.reopen(concern=copy, reason="另一盏没修", by=town.clerk, at=LATER)

        assert copy.status == Status.ASSIGNED and copy.handler == town.building and copy.merged_into is None

    def test_is_undone_as_if_it_had_not_been(self, town) -> None:
        main, copy = at_state(town, Status.IN_HAND), at_state(town, Status.IN_HAND, neighbour(town))
        was = (copy.status, copy.handler_id, copy.due_on, copy.first_due_on, copy.received_on)
        copy = merged(town, main, copy)

        copy = commands.unmerge(concern=copy, reason="是另一盏", by=town.clerk, at=LATER)

        assert (copy.status, copy.handler_id, copy.due_on, copy.first_due_on, copy.received_on) == was
        assert Merge.objects.get().undone_at == LATER

    @pytest.mark.parametrize("state", [Status.REGISTERED, Status.RETURNED, Status.ASSIGNED])
    def test_goes_back_to_where_it_was(self, town, state: Status) -> None:
        main, copy = at_state(town, Status.IN_HAND), at_state(town, state, neighbour(town))

        copy = commands.unmerge(concern=merged(town, main, copy), reason="不同", by=town.clerk, at=LATER)

        assert copy.status == state

    def test_can_be_parted_by_the_requester_with_his_own_secret_only(self, town) -> None:
        receipt = registered(town, text="另一盏灯也不亮。")
        copy = merged(town, at_state(town, Status.IN_HAND), receipt.concern)

        with pytest.raises(Unfit):
            commands.part_from_main(concern=copy, secret="000000000000", at=LATER)
        copy = commands.part_from_main(concern=copy, secret=receipt.secret, at=LATER)

        assert copy.status == Status.REGISTERED

    def test_does_not_stop_the_clock_of_the_one_merged(self, town) -> None:
        """security.md T12: nothing is buried by a merge."""
        copy = merged(town, at_state(town, Status.IN_HAND), neighbour(town))

        assert list(Concern.objects.overdue(copy.due_on + timedelta(days=1)).filter(pk=copy.pk)) == [copy]

    def test_needs_the_same_matter_and_an_open_main_one(self, town) -> None:
        main, copy = at_state(town, Status.IN_HAND), neighbour(town)
        closed = at_state(town, Status.CLOSED)
        about = registered(town, kind="complaint", subject_units=[town.water_bureau]).concern

        for concern, into, reason in [
            (copy, main, "同"), (copy, copy, "同一盏路灯"), (copy, closed, "同一盏路灯"), (about, main, "同一盏路灯"),
        ]:  # fmt: skip
            with pytest.raises(Unfit):
                commands.merge(concern=concern, into=into, reason=reason, by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.merge(concern=copy, into=main, reason="同一盏路灯", by=town.builder, at=NOON)
        with pytest.raises(WrongState):
            commands.merge(concern=closed, into=main, reason="同一盏路灯", by=town.clerk, at=NOON)

    def test_never_leaves_the_merged_ones_without_an_answer(self, town) -> None:
        main = registered(town).concern
        merged(town, main, neighbour(town))

        with pytest.raises(Unfit):
            commands.decline(concern=main, reason="不属职责", by=town.clerk, at=NOON)
        with pytest.raises(Unfit):
            commands.void(concern=main, reason="误登", by=town.clerk, at=NOON)


class TestSplitting:
    def test_makes_concerns_of_their_own_under_the_same_promise(self, town) -> None:
        receipt = registered(town, text="路灯不亮，水也浑。")
        whole = receipt.concern

        parts = commands.split(
            concern=whole, parts=[Part("路灯不亮。"), Part("水浑。", kind="complaint")], by=town.clerk, at=LATER
        )

        for part in parts:
            assert (part.received_on, part.first_due_on, part.split_from) == (
                whole.received_on,
                whole.first_due_on,
                whole,
            )
            assert part.requester.phone == whole.requester.phone
            assert commands.open_with_secret(code=part.code, secret=receipt.secret, at=LATER) == part
        assert [part.kind for part in parts] == ["help", "complaint"]

    def test_counts_parts_as_matters_and_never_as_further_requests(self, town) -> None:
        whole = registered(town).concern
        before = Concern.objects.standing().count()

        commands.split(concern=whole, parts=[Part("一"), Part("二"), Part("三")], by=town.clerk, at=NOON)

        assert Concern.objects.standing().count() == before == 1
        assert Concern.objects.matters().count() == 4
        assert received.value(NOVEMBER, town.county, by=town.clerk, today=NOON.date()) == 1
        assert matters.value(NOVEMBER, town.county, by=town.clerk, today=NOON.date()) == 4

    def test_keeps_the_wall_before_every_part(self, town) -> None:
        whole = registered(town, kind="complaint", subject_units=[town.building], by=town.clerk).concern

        parts = commands.split(concern=whole, parts=[Part("一"), Part("二")], by=town.clerk, at=NOON)

        assert all(part.is_hidden_from(town.builder) and part.is_confidential for part in parts)

    def test_refuses_less_than_two_and_parts_of_parts(self, town, concern) -> None:
        with pytest.raises(Unfit):
            commands.split(concern=concern, parts=[Part("一"), Part("  ")], by=town.clerk, at=NOON)
        part = commands.split(concern=concern, parts=[Part("一"), Part("二")], by=town.clerk, at=NOON)[0]
        with pytest.raises(Unfit):
            commands.split(concern=part, parts=[Part("一"), Part("二")], by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.split(concern=concern, parts=[Part("一"), Part("二")], by=town.builder, at=NOON)


class TestReassigning:
    def test_goes_to_another_unit_with_the_clock_running_on(self, town) -> None:
        was = at_state(town, Status.IN_HAND)

        now = commands.reassign(concern=was, to=town.water_bureau, reason="是水的事", by=town.clerk, at=LATER)

        assert (now.handler, now.status) == (town.water_bureau, Status.ASSIGNED)
        assert (now.due_on, now.first_due_on, now.received_on) == (was.due_on, was.first_due_on, was.received_on)

    def test_is_refused_to_the_unit_complained_about_and_without_a_reason(self, town) -> None:
        concern = at_state(town, Status.IN_HAND, registered(town, subject_units=[town.water_bureau]).concern)

        for to, reason in [(town.water_bureau, "是水的事"), (town.building, "再想想"), (town.school, " ")]:
            with pytest.raises(Unfit):
                commands.reassign(concern=concern, to=to, reason=reason, by=town.clerk, at=LATER)


class TestPausing:
    def paused(self, town, concern: Concern, days: int = 7, at: datetime = NOON) -> Concern:
        last = clocking.today(at) + timedelta(days=days - 1)
        return commands.pause(concern=concern, ground="expertise", last=last, reason="等检测", by=town.leader, at=at)

    def test_moves_the_promise_by_the_working_days_it_takes(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        was = concern.first_due_on

        now = self.paused(town, concern, days=7)

        assert (was, now.first_due_on) == (date(2026, 11, 17), date(2026, 11, 23))
        assert "鉴定检测" in clocking.explain(now).sentence()

    def test_gives_back_the_days_not_used(self, town) -> None:
        was = at_state(town, Status.IN_HAND)
        now = self.paused(town, was, days=14)

        now = commands.resume(concern=now, reason="结果出来了", by=town.leader, at=NOON)

        assert (now.first_due_on, now.due_on, now.paused_on) == (was.first_due_on, was.due_on, None)

    def test_is_refused_after_the_date_and_to_the_handler_himself(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        late = datetime(2026, 11, 18, 9, 0, tzinfo=SHANGHAI)

        with pytest.raises(Unfit):
            self.paused(town, concern, at=late)
        with pytest.raises(NotAllowed):
            commands.pause(concern=concern, ground="court", last=NOON.date(), reason="诉讼", by=town.builder, at=NOON)

    def test_is_refused_twice_at_once_too_long_and_for_ever(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        with pytest.raises(Unfit):
            self.paused(town, concern, days=31)
        concern = self.paused(town, concern, days=2)
        with pytest.raises(Unfit):
            self.paused(town, concern)
        concern = self.paused(town, concern, days=2, at=NOON + timedelta(days=3))
        with pytest.raises(Unfit):
            self.paused(town, concern, days=2, at=NOON + timedelta(days=6))

    def test_of_a_clock_quoted_from_the_law_only_for_what_the_law_names(self, town) -> None:
        """条例 §34 knows no pause of the sixty days."""
        concern = at_state(town, Status.IN_HAND, registered(town, channel="assigned_above").concern)

        assert concern.clock == "petition_60d"
        with pytest.raises(Unfit):
            self.paused(town, concern)


class TestAsking:
    def test_is_decided_above_and_carried_out_at_once(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        asked = commands.ask(concern=concern, what="extension", days=3, reason="等配件", by=town.builder, at=NOON)
        was = concern.first_due_on

        commands.decide(asked=asked, grant=True, reason="", by=town.leader, at=LATER)

        concern.refresh_from_db()
        assert (concern.extended_by, concern.first_due_on) == (3, date(2026, 11, 20)) and was < concern.first_due_on

    def test_changes_nothing_until_then_and_nothing_when_refused(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        asked = commands.ask(
            concern=concern, what="pause", days=5, ground="resident", reason="群众出门", by=town.builder, at=NOON
        )
        with pytest.raises(Unfit):
            commands.ask(concern=concern, what="pause", days=5, ground="court", reason="再来", by=town.builder, at=NOON)
        with pytest.raises(Unfit):
            commands.decide(asked=asked, grant=False, reason=" ", by=town.leader, at=LATER)
        with pytest.raises(NotAllowed):
            commands.decide(asked=asked, grant=True, reason="", by=town.builder, at=LATER)

        commands.decide(asked=asked, grant=False, reason="可以先勘查", by=town.leader, at=LATER)

        concern.refresh_from_db()
        assert concern.first_due_on == date(2026, 11, 17) and concern.paused_on is None


class TestPapers:
    def test_keep_what_was_handed_over_and_what_another_body_answered(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        commands.hand_over(concern=concern, what="《收养登记指南》一份", on=NOON.date(), by=town.builder, at=NOON)
        letter = commands.ask_outside(
            concern=concern, whom="市供电公司", number="函〔2026〕1号", question="何时检修？", sent_on=NOON.date(),
            by=town.builder, at=NOON,
        )  # fmt: skip

        commands.hear_outside(letter=letter, answer="下周二", on=LATER.date(), by=town.builder, at=LATER)

        found = through_queries.hanging(concern, town.clerk)
        assert [paper.what for paper in found.papers] == ["《收养登记指南》一份"]
        assert [(one.whom, one.answer, one.answered_on) for one in found.outside] == [
            ("市供电公司", "下周二", LATER.date())
        ]
        with pytest.raises(Unfit):
            commands.hear_outside(letter=letter, answer="又一次", on=LATER.date(), by=town.builder, at=LATER)

    def test_never_send_a_complaint_to_whom_it_is_about(self, town) -> None:
        concern = registered(town, kind="complaint", subject_units=[town.building], by=town.clerk).concern

        with pytest.raises(Unfit):
            commands.ask_outside(
                concern=concern, whom="县住建局办公室", question="情况？", sent_on=NOON.date(), by=town.clerk, at=NOON
            )

    def test_are_no_business_of_a_stranger(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)

        with pytest.raises(NotAllowed):
            commands.note(concern=concern, text="看看", by=town.stranger, at=NOON)


class TestAReview:
    def test_goes_up_twice_and_not_a_third_time(self, town) -> None:
        concern = at_state(town, Status.REPLIED)
        first = commands.ask_review(concern=concern, level="review", unit=town.county, by=town.clerk, at=NOON)
        assert first.due_on == date(2026, 12, 3)
        with pytest.raises(Unfit):
            commands.ask_review(concern=concern, level="recheck", unit=town.county, by=town.clerk, at=NOON)
        commands.decide_review(review=first, result="upheld", text="依据某规定第三条", by=town.clerk, at=LATER)

        second = commands.ask_review(concern=concern, level="recheck", unit=town.county, by=town.clerk, at=LATER)
        heard = commands.decide_review(
            review=second, result="changed", text="补一盏", by=town.clerk, at=LATER + timedelta(days=9),
            hearing_first=date(2026, 11, 5), hearing_last=date(2026, 11, 9),
        )  # fmt: skip

        assert (second.due_on, heard.due_on) == (date(2026, 12, 4), date(2026, 12, 9))
        with pytest.raises(Unfit):
            commands.ask_review(concern=concern, level="review", unit=town.county, by=town.clerk, at=LATER)

    def test_is_asked_in_time_and_of_a_unit_above(self, town) -> None:
        concern = at_state(town, Status.REPLIED)

        with pytest.raises(Unfit):
            commands.ask_review(concern=concern, level="review", unit=town.building, by=town.clerk, at=NOON)
        with pytest.raises(Unfit):
            late = NOON + timedelta(days=40)
            commands.ask_review(concern=concern, level="review", unit=town.county, by=town.clerk, at=late)


class TestARegime:
    def test_is_chosen_for_a_channel_from_a_day_on(self, town) -> None:
        before = registered(town, channel="letter").concern

        commands.choose_regime(channel="letter", regime="petition", valid_from=LATER.date(), by=town.clerk, at=NOON)

        assert registered(town, channel="letter").concern.clock == before.clock == "help_10wd"
        assert registered(town, channel="letter", at=LATER).concern.clock == "petition_60d"
        before.refresh_from_db()
        assert before.clock == "help_10wd", "what was promised stays"

    def test_is_not_chosen_backwards_or_by_anybody(self, town) -> None:
        with pytest.raises(Unfit):
            commands.choose_regime(
                channel="letter", regime="petition", valid_from=date(2026, 1, 1), by=town.clerk, at=NOON
            )
        with pytest.raises(NotAllowed):
            commands.choose_regime(
                channel="letter", regime="petition", valid_from=LATER.date(), by=town.officer, at=NOON
            )


class TestReferenceAnswers:
    def test_are_offered_while_they_hold_and_kept_in_every_version(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)
        first = commands.write_template(
            unit=town.county, title="路灯归谁管", text="村级自管。", valid_to=date(2026, 12, 31), by=town.clerk, at=NOON
        )
        second = commands.write_template(
            unit=town.county, title="路灯归谁管", text="住建局管。", of=first, by=town.clerk, at=NOON
        )

        def offered(day: date) -> list[str]:
            return [one.text for one in through_queries.templates_for(concern, town.building.path, day)]

        assert offered(NOON.date()) == ["住建局管。"] and second.version == 2
        commands.retire_template(template=second, by=town.clerk, at=LATER)
        assert offered(NOON.date()) == []

    def test_word_for_word_to_several_is_noticed(self, town) -> None:
        text = "您好，您反映的问题我们已经安排人员核实处理，感谢您的关心。"
        others = [text, "灯已换好，并在路口加装一盏，请您再看看亮不亮。"]

        same = through_queries.like_replies(text, "", 0, others)

        assert same is not None and (same.alike, same.compared, same.share) == (1, 2, 100)
        assert through_queries.like_replies("水管昨天换了新的，今天上午已经通水。", "", 0, others) is None


def test_the_journal_tells_a_merge_on_both_sides(town) -> None:
    main, copy = at_state(town, Status.IN_HAND), neighbour(town)
    merged(town, main, copy)

    assert book.story(copy.ref).last().event == "concern.merged"
    assert book.story(main.ref).last().event == "concern.took_in"
