"""评价与回访: the resident's own word, by his own secret; whoever has not got it cannot speak for him."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns import commands, secrets
from lianxin.work.concerns.models import Concern, Rating
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import RatedBy, Satisfaction, Status
from tests.conftest import NOON
from tests.work.conftest import ASKER, at_state, registered


def another(secret: str) -> str:
    """A well-formed secret that is not this one."""
    while (other := secrets.new_secret()) == secret:
        pass
    return other


def rate(concern: Concern, secret: str, **changes) -> Concern:
    fields = {"rating": "satisfied", "solved": True, "contacted": True, "at": NOON}
    return commands.rate(concern=concern, secret=secret, **{**fields, **changes})


@pytest.fixture
def replied(town, receipt) -> Concern:
    return at_state(town, Status.REPLIED, receipt.concern)


class TestTheSecret:
    def test_opens_its_own_concern_and_no_other(self, town, receipt) -> None:
        neighbour = registered(town)

        opened = commands.open_with_secret(code=receipt.concern.code, secret=receipt.secret, at=NOON)

        assert opened == receipt.concern
        assert commands.open_with_secret(code=neighbour.concern.code, secret=receipt.secret, at=NOON) is None

    def test_is_read_in_groups_of_four_and_in_full_width(self, town, receipt) -> None:
        digits = receipt.secret
        wide = "".join(chr(ord(d) + 0xFEE0) for d in digits)
        for typed in (f"{digits[:4]} {digits[4:8]} {digits[8:]}", wide, f"{digits[:4]}-{digits[4:]}"):
            opened = commands.open_with_secret(code=receipt.concern.code.lower(), secret=typed, at=NOON)
            assert opened == receipt.concern

    @pytest.mark.parametrize("typed", ["", "abc", "1" * 11, "一二三四五六七八九十一二", "²" * 12, "9" * 5000])
    def test_is_not_opened_by_what_is_no_secret(self, town, receipt, typed: str) -> None:
        assert commands.open_with_secret(code=receipt.concern.code, secret=typed, at=NOON) is None

    @pytest.mark.parametrize("typed", ["", "x", "ABCD1234Z", "²" * 8, "\0" * 8, "7" * 5000])
    def test_opens_nothing_under_what_is_no_code(self, town, receipt, typed: str) -> None:
        assert commands.open_with_secret(code=typed, secret=receipt.secret, at=NOON) is None

    def test_locks_for_good_after_ten_wrong_tries(self, town, receipt) -> None:
        code, wrong = receipt.concern.code, another(receipt.secret)
        for _try in range(9):
            commands.open_with_secret(code=code, secret=wrong, at=NOON)
        assert commands.open_with_secret(code=code, secret=receipt.secret, at=NOON) == receipt.concern

        commands.open_with_secret(code=code, secret=wrong, at=NOON)

        assert commands.open_with_secret(code=code, secret=receipt.secret, at=NOON) is None
        assert [e.event for e in book.story(receipt.concern.ref)].count("concern.secret_locked") == 1

    def test_once_locked_rates_nothing_either(self, town, receipt, replied) -> None:
        for _try in range(10):
            commands.open_with_secret(code=replied.code, secret=another(receipt.secret), at=NOON)

        with pytest.raises(Unfit):
            rate(replied, receipt.secret)

        assert not Rating.objects.exists()


class TestRate:
    @pytest.mark.mechanism("M056")
    @pytest.mark.parametrize("rating", list(Satisfaction))
    def test_is_the_residents_word(self, town, receipt, replied, rating: str) -> None:
        concern = rate(replied, receipt.secret, rating=rating, solved=rating != "dissatisfied")

        kept = concern.ratings.get()
        assert (concern.rating, kept.rating, kept.source) == (rating, rating, RatedBy.RESIDENT)
        assert concern.rated_on == date(2026, 11, 3)
        assert concern.status == Status.REPLIED

    def test_confirms_when_it_says_solved(self, town, receipt, replied) -> None:
        assert rate(replied, receipt.secret, solved=True).confirmed_on == date(2026, 11, 3)
        assert rate(replied, receipt.secret, solved=False, rating="dissatisfied").confirmed_on is None

    def test_is_refused_with_another_secret(self, town, receipt, replied) -> None:
        with pytest.raises(Unfit) as refused:
            rate(replied, another(receipt.secret))

        assert refused.value.field == "secret"
        assert not Rating.objects.exists() and Concern.objects.get().rating == ""

    @pytest.mark.parametrize("status", [Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.RETURNED])
    def test_waits_for_an_answer(self, town, status: Status) -> None:
        receipt = registered(town)
        concern = at_state(town, status, receipt.concern)

        with pytest.raises(WrongState):
            rate(concern, receipt.secret)

    def test_may_be_given_again_in_the_next_round_and_the_last_one_stands(self, town, receipt, replied) -> None:
        rate(replied, receipt.secret, rating="dissatisfied", solved=False)
        concern = commands.reopen(concern=replied, reason="不满意", by=town.clerk, at=NOON)
        concern = commands.acknowledge(concern=concern, by=town.builder, at=NOON)
        concern = commands.reply(concern=concern, text="再换一次。", by=town.builder, at=NOON)

        concern = rate(concern, receipt.secret)

        assert [(r.round, r.rating) for r in concern.ratings.all()] == [(1, "dissatisfied"), (2, "satisfied")]
        assert (concern.rating, concern.rated_solved) == ("satisfied", True)


class TestTheStaffsNote:
    def test_never_becomes_the_residents_rating(self, town, receipt, replied) -> None:
        commands.note_follow_up(
            concern=replied,
            rating="satisfied",
            solved=True,
            contacted=True,
            by=town.clerk,
            at=NOON,
            comment="电话中表示满意",
        )

        concern = Concern.objects.get()
        assert (concern.rating, concern.rated_on, concern.rated_solved, concern.confirmed_on) == ("", None, None, None)
        assert concern.ratings.get().source == RatedBy.STAFF

    def test_leaves_the_residents_own_word_as_it_is(self, town, receipt, replied) -> None:
        rate(replied, receipt.secret, rating="dissatisfied", solved=False)

        commands.note_follow_up(
            concern=replied, rating="satisfied", solved=True, contacted=True, by=town.clerk, at=NOON
        )

        assert Concern.objects.get().rating == "dissatisfied"

    @pytest.mark.parametrize("who", ["builder", "worker", "stranger", "inspector"])
    def test_is_not_for_those_who_did_the_work(self, town, replied, who: str) -> None:
        with pytest.raises(NotAllowed):
            commands.note_follow_up(
                concern=replied, rating="satisfied", solved=True, contacted=True, by=getattr(town, who), at=NOON
            )


class TestReveal:
    def test_leaves_a_line_before_it_shows_anything(self, town, concern) -> None:
        shown = commands.reveal(concern=concern, purpose="contact", by=town.worker, at=NOON + timedelta(minutes=5))

        entry = book.story(concern.ref).last()
        assert shown.phone == ASKER.phone
        assert (entry.event, entry.by_post) == ("concern.revealed", town.worker.post)

    @pytest.mark.parametrize("who", ["stranger", "inspector", "auditor", "admin", "leader", "county_leader", "water"])
    def test_is_refused_to_those_who_need_not_know(self, town, concern, who: str) -> None:
        with pytest.raises(NotAllowed):
            commands.reveal(concern=concern, purpose="contact", by=getattr(town, who), at=NOON)

        assert "concern.revealed" not in [e.event for e in book.story(concern.ref)]
