"""提意见的人: by the key that he kept he hears what became of his opinion, and says whether it will do."""

from datetime import timedelta

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.problems import Unfit
from lianxin.work.opinions import commands, queries
from lianxin.work.opinions.models import Remark
from lianxin.work.rectification import commands as rectifications
from tests.conftest import NOON
from tests.work import opinion_scenes as scenes
from tests.work.appraisal_scenes import TODAY
from tests.work.opinion_scenes import MEASURE


class TestTheGiver:
    @pytest.fixture
    def kept(self, town) -> Remark:
        collection = scenes.collected(town, by_key=scenes.KEY)
        return Remark.objects.get(collection=collection, dialogue=scenes.dialogue_of(scenes.KEY))

    def mended(self, town, remark: Remark):
        item = commands.rectify(remarks=[remark], owner=town.school, by=town.clerk, at=NOON, **MEASURE)
        rectifications.report(item=item, text="8 个窗口的保温台已装好。", by=town.teacher, at=NOON)
        return rectifications.sign_off(item=item, note="到食堂看过，都在用。", by=town.clerk, at=NOON)

    def said(self, remark: Remark, verdict: str = "", text: str = "") -> Remark:
        return commands.say(remark=remark, verdict=verdict, text=text, by=RESIDENT, at=NOON)

    @pytest.mark.mechanism("M185")
    def test_is_not_satisfied_and_the_rectification_goes_on_to_another_round(self, town, kept) -> None:
        item = self.mended(town, kept)
        before = Entry.objects.count()

        after = self.said(kept, "dissatisfied", "二楼的窗口还是凉的。")

        item.refresh_from_db()
        assert (after.giver_says, item.status, item.signed_off_on) == ("dissatisfied", "dissatisfied", None)
        assert [one.pk for one in queries.answered_to_nobody(Remark.objects.all())] == [kept.pk]
        assert Entry.objects.count() == before  # an entry bears a time of day
        again = rectifications.begin_again(
            item=item,
            measure="12月5日前给二楼3个窗口各补1台保温台。",
            ends_on=TODAY + timedelta(days=32),
            by=town.clerk,
            at=NOON,
        )
        assert again.round == 2
        assert not queries.answered_to_nobody(Remark.objects.all()).exists()

    def test_says_the_same_twice_and_counts_once(self, town, kept) -> None:
        item = self.mended(town, kept)

        self.said(kept, "satisfied")
        self.said(Remark.objects.get(pk=kept.pk), "satisfied")

        assert item.ratings.count() == 1

    def test_may_add_a_word_at_any_time_and_is_answered(self, town, kept) -> None:
        with pytest.raises(Unfit, match="还没有办出结果"):
            self.said(kept, "satisfied")
        self.said(kept, text="二楼也要看看。")
        kept = self.said(Remark.objects.get(pk=kept.pk), text="二楼也要看看。")  # sent twice
        commands.reply(remark=kept, text="一楼二楼都列入。", by=town.clerk, at=NOON)

        kept.refresh_from_db()
        assert [(one["side"], one["text"]) for one in kept.words] == [
            ("giver", "二楼也要看看。"),
            ("office", "一楼二楼都列入。"),
        ]
        assert set(kept.words[0]) == {"side", "text"}  # neither day nor hour
        with pytest.raises(NotAllowed):
            commands.say(remark=kept, verdict="satisfied", text="", by=town.clerk, at=NOON)

    def test_cannot_be_answered_where_no_key_was_kept(self, town) -> None:
        with pytest.raises(Unfit, match="没有留对话钥匙"):
            commands.reply(remark=scenes.one(scenes.of_a_meeting(town)), text="您好。", by=town.clerk, at=NOON)
