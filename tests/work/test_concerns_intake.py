"""登记、自行反映、分类受理、当场答复、不予受理、作废: how a concern comes in, and when it is refused."""

from datetime import date, datetime, timedelta

import pytest

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.base.search import index
from lianxin.pure.flow import WrongState
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel, Handling, Kind, Status
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import ASKER, EXPLAIN, LIMIT, at_state, lamp_topic, registered


def told(concern: Concern) -> list[str]:
    return [entry.event for entry in book.story(concern.ref)]


class TestRegister:
    def test_enters_the_concern_and_leaves_a_trace(self, town) -> None:
        receipt = registered(town)

        concern = Concern.objects.get()
        assert receipt.is_new and receipt.concern == concern
        assert (concern.status, concern.unit_path, concern.received_on) == (
            Status.REGISTERED, town.shiqiao.path, date(2026, 11, 3),
        )  # fmt: skip
        assert concern.requester.phone == ASKER.phone and concern.registered_by_id == town.worker.person_id
        assert told(concern) == ["concern.registered"]

    @pytest.mark.parametrize("who", ["stranger", "inspector", "auditor", "admin", "building_head", "teacher"])
    def test_is_refused_to_those_who_do_not_register_there(self, town, who: str) -> None:
        with pytest.raises(NotAllowed):
            registered(town, by=getattr(town, who))

        assert not Concern.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"text": " \n "}, "text"),
            ({"occurred_on": date(2026, 11, 4)}, "occurred_on"),
        ],
    )
    def test_says_which_field_does_not_fit(self, town, changes: dict, field: str) -> None:
        with pytest.raises(Unfit) as refused:
            registered(town, **changes)

        assert refused.value.field == field
        assert not Concern.objects.exists()

    def test_enters_nothing_under_a_unit_that_no_longer_exists(self, town) -> None:
        closed = orgs.close_unit(unit=town.liuwan, valid_to=date(2026, 11, 2), by=SYSTEM, at=NOON)

        with pytest.raises(Unfit):
            registered(town, unit=closed, by=town.officer)

    def test_takes_the_same_form_once(self, town) -> None:
        first = registered(town, entry_key="form-1")
        second = registered(town, entry_key="form-1", text="另一段话")

        assert Concern.objects.count() == 1
        assert second.concern == first.concern
        assert (second.is_new, second.secret) == (False, "")

    def test_takes_two_forms_as_two(self, town) -> None:
        registered(town, entry_key="form-1")
        registered(town, entry_key="form-2")

        assert Concern.objects.count() == 2

    @pytest.mark.parametrize("kind", list(Kind))
    def test_keeps_complaints_and_tip_offs_confidential(self, town, kind: str) -> None:
        concern = registered(town, kind=kind).concern

        assert concern.is_confidential is (kind in (Kind.COMPLAINT, Kind.TIP_OFF, Kind.CRITICISM))

    def test_reckons_the_day_in_shanghai_and_not_in_greenwich(self, town) -> None:
        late = datetime(2026, 11, 4, 0, 30, tzinfo=SHANGHAI)  # still the third in Greenwich

        assert registered(town, at=late).concern.received_on == date(2026, 11, 4)

    def test_takes_the_first_sentence_as_the_title(self, town) -> None:
        concern = registered(town, text="桥面破损。请尽快维修。").concern

        assert concern.title == "桥面破损"

    def test_is_found_by_a_word_of_two_characters(self, town) -> None:
        concern = registered(town).concern

        assert list(index.found(Concern.objects.all(), "concern", "路灯")) == [concern]
        assert not index.found(Concern.objects.all(), "concern", "水库").exists()

    def test_refuses_a_complaint_about_the_county_itself_and_says_where_to_turn(self, town) -> None:
        with pytest.raises(Unfit) as refused:
            registered(town, kind="complaint", subject_units=[town.county])

        assert refused.value.field == "about_unit"

    @pytest.mark.mechanism("M016")
    @pytest.mark.parametrize("channel", [Channel.RECEPTION_DAY, Channel.MAILBOX])
    def test_gives_what_comes_on_a_reception_day_seven_workdays(self, town, channel: str) -> None:
        concern = registered(town, channel=channel).concern

        assert concern.first_due_on == concern.due_on == date(2026, 11, 12)

    @pytest.mark.mechanism("M050")
    @pytest.mark.parametrize(
        ("kind", "due"),
        [
            (Kind.ENQUIRY, date(2026, 11, 5)),
            (Kind.HELP, date(2026, 11, 17)),
            (Kind.SUGGESTION, date(2026, 11, 17)),
            (Kind.COMPLAINT, date(2026, 11, 24)),
        ],
    )
    def test_promises_a_date_by_its_nature(self, town, kind: str, due: date) -> None:
        assert registered(town, kind=kind).concern.due_on == due

    @pytest.mark.mechanism("M005")
    @pytest.mark.parametrize("kind", list(Kind))
    def test_tells_the_nature_of_the_matter(self, town, kind: Kind) -> None:
        concern = registered(town, kind=kind).concern

        entry = book.story(concern.ref).get()
        assert str(kind.label) in book.sentence(entry)


class TestSubmit:
    def submitted(self, town, **changes):
        fields = {"text": "自来水发黄。", "kind": "help", "unit": town.liuwan, "at": NOON}
        return commands.submit(**{**fields, **changes})

    def test_needs_no_account(self, town) -> None:
        receipt = self.submitted(town)

        assert receipt.concern.channel == Channel.WEB
        assert len(receipt.secret) == 12 and receipt.secret.isdigit()
        assert Entry.objects.order_by("-n").first().by == "resident"

    def test_keeps_the_secret_nowhere(self, town) -> None:
        receipt = self.submitted(town)

        kept = Concern.objects.filter(pk=receipt.concern.pk).values().get()
        assert not [name for name, value in kept.items() if receipt.secret in str(value)]
        assert not [e for e in book.story(receipt.concern.ref) if receipt.secret in str(e.detail)]

    def test_refuses_an_empty_matter(self, town) -> None:
        with pytest.raises(Unfit):
            self.submitted(town, text="　")

    def test_comes_once_from_a_double_click(self, town) -> None:
        first = self.submitted(town, entry_key="k")
        again = self.submitted(town, entry_key="k")

        assert (again.is_new, again.concern, again.secret) == (False, first.concern, first.secret)
        assert Concern.objects.count() == 1

    def test_gives_the_receipt_again_only_to_whoever_sends_the_very_same_form(self, town) -> None:
        first = self.submitted(town, entry_key="k")

        assert self.submitted(town, entry_key="k", text="另一段话").secret == ""
        assert self.submitted(town, entry_key="l").secret != first.secret
        kept = Concern.objects.get(pk=first.concern.pk).entry_key
        assert kept != "k" and self.submitted(town, entry_key=kept).is_new, "what the database keeps opens nothing"


class TestClassify:
    def classify(self, concern: Concern, by, **changes) -> Concern:
        fields = {
            "topic": lamp_topic(),
            "kind": concern.kind,
            "handling": "time_limit",
            "by": by,
            "at": NOON,
            **LIMIT,
            **EXPLAIN,
        }
        return commands.classify(concern=concern, **{**fields, **changes})

    def test_accepts_and_sorts_into_one_of_three_classes(self, town, concern) -> None:
        concern = self.classify(concern, town.clerk)

        assert (concern.topic.label, concern.handling) == ("道路路灯", Handling.TIME_LIMIT)
        assert concern.accepted_on == date(2026, 11, 3)
        assert concern.status == Status.REGISTERED
        assert told(concern)[-1] == "concern.classified"

    @pytest.mark.parametrize("who", ["stranger", "inspector", "builder", "principal"])
    def test_is_refused_to_others(self, town, concern, who: str) -> None:
        with pytest.raises(NotAllowed):
            self.classify(concern, getattr(town, who))

        assert told(concern) == ["concern.registered"]

    @pytest.mark.mechanism("M047")
    def test_gives_what_can_be_done_at_once_one_workday(self, town, concern) -> None:
        assert self.classify(concern, town.clerk, handling="immediate").due_on == date(2026, 11, 4)

    def test_counts_from_the_day_of_receipt_however_late_it_is_sorted(self, town, concern) -> None:
        late = NOON + timedelta(days=6)

        assert self.classify(concern, town.clerk, at=late).due_on == date(2026, 11, 17)

    def test_makes_a_help_that_turns_out_a_complaint_confidential_and_never_back(self, town, concern) -> None:
        concern = self.classify(concern, town.clerk, kind="complaint")
        assert concern.is_confidential

        assert self.classify(concern, town.clerk, kind="help").is_confidential

    def test_no_longer_moves_the_promise_once_it_was_handed_out(self, town) -> None:
        concern = at_state(town, Status.RETURNED)

        later = self.classify(concern, town.clerk, kind="complaint", handling="explain")

        assert later.first_due_on == concern.first_due_on


class TestAnswerNow:
    @pytest.mark.mechanism("M009", "M052")
    def test_solves_on_the_spot_and_needs_the_solution_in_words(self, town, concern) -> None:
        with pytest.raises(Unfit) as refused:
            commands.answer_now(concern=concern, text=" ", by=town.worker, at=NOON)
        assert refused.value.field == "text"

        concern = commands.answer_now(concern=concern, text="已当场合闸，路灯恢复。", by=town.worker, at=NOON)

        assert (concern.status, concern.handling) == (Status.REPLIED, Handling.IMMEDIATE)
        reply = concern.replies.get()
        assert reply.is_on_the_spot and reply.unit == town.shiqiao
        assert concern.replied_on == date(2026, 11, 3)

    @pytest.mark.parametrize("who", ["stranger", "inspector", "builder"])
    def test_is_refused_to_others(self, town, concern, who: str) -> None:
        with pytest.raises(NotAllowed):
            commands.answer_now(concern=concern, text="好", by=getattr(town, who), at=NOON)

        assert not concern.replies.exists()


class TestDecline:
    def test_gives_the_reason_to_the_resident(self, town, concern) -> None:
        concern = commands.decline(concern=concern, reason="已进入诉讼，请向法院反映。", by=town.clerk, at=NOON)

        assert concern.status == Status.DECLINED
        assert "法院" in concern.replies.get().text

    def test_needs_a_reason(self, town, concern) -> None:
        with pytest.raises(Unfit):
            commands.decline(concern=concern, reason="", by=town.clerk, at=NOON)

        assert Concern.objects.get().status == Status.REGISTERED

    @pytest.mark.parametrize("who", ["stranger", "worker", "builder", "inspector"])
    def test_is_refused_to_others(self, town, concern, who: str) -> None:
        with pytest.raises(NotAllowed):
            commands.decline(concern=concern, reason="不属职责", by=getattr(town, who), at=NOON)


class TestVoid:
    def test_deletes_nothing_and_leaves_the_figures(self, town, concern) -> None:
        commands.void(concern=concern, reason="误登", by=town.clerk, at=NOON)

        assert Concern.objects.count() == 1
        assert not Concern.objects.standing().exists()

    def test_needs_a_reason_and_the_right(self, town, concern) -> None:
        with pytest.raises(Unfit):
            commands.void(concern=concern, reason=" ", by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.void(concern=concern, reason="误登", by=town.worker, at=NOON)

        assert Concern.objects.standing().exists()

    def test_cannot_make_a_matter_vanish_that_is_in_hand(self, town) -> None:
        concern = at_state(town, Status.IN_HAND)

        with pytest.raises(WrongState):
            commands.void(concern=concern, reason="误登", by=town.clerk, at=NOON)
