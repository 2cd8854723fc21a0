"""意见梳理: taken in after the close, each a record with a fate; sorted by a person; the wall; the giver's own word."""

from datetime import timedelta

import pytest
from django.db.models import Model

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.models import Requester
from lianxin.work.concerns.problems import Unfit
from lianxin.work.opinions import commands, queries
from lianxin.work.opinions.models import Collection, Remark
from lianxin.work.opinions.terms import VIEW, Fate
from tests.conftest import NOON
from tests.work import opinion_scenes as scenes
from tests.work.appraisal_scenes import TODAY, campaign_closed, campaign_open
from tests.work.opinion_scenes import MEASURE


@pytest.fixture
def meeting(town) -> Collection:
    return scenes.of_a_meeting(town)


def topic(town, collection: Collection, label: str, keywords: str = ""):
    return commands.add_topic(collection=collection, label=label, keywords=keywords, by=town.clerk, at=NOON)


class TestTakingIn:
    @pytest.mark.mechanism("M164")
    def test_makes_each_written_opinion_a_record_that_waits_for_its_fate(self, town) -> None:
        collection = scenes.collected(town)

        found = queries.remarks(collection, town.clerk)
        assert sorted(one.text for one in found) == sorted(scenes.SAID)
        assert queries.fate_counts(found) == {**dict.fromkeys(Fate.values, 0), "open": len(scenes.SAID)}
        assert {(one.source, one.group_label, one.subject_label) for one in found} == {("ballot", "家长", "县第一中学")}
        entry = Entry.objects.get(event="collection.taken_in")
        assert (entry.detail["count"], entry.detail["returned"]) == (len(scenes.SAID), 32)

    def test_waits_for_the_close_and_happens_once(self, town) -> None:
        campaign = campaign_open(town)
        collection = commands.begin(title="意见", unit=town.county, campaign=campaign, by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="开箱以后"):
            commands.take_in(collection=collection, by=town.clerk, at=NOON)
        campaign_closed(town, campaign)
        commands.take_in(collection=Collection.objects.get(), by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="已经列入"):
            commands.take_in(collection=Collection.objects.get(), by=town.clerk, at=NOON)

    @pytest.mark.parametrize(
        ("parents", "staff", "label"), [(20, 12, "家长"), (20, 6, "家长、教职工"), (7, 15, "家长、教职工")]
    )
    def test_never_names_a_group_of_fewer_than_ten(self, town, parents: int, staff: int, label: str) -> None:
        collection = scenes.collected(town, parents=parents, staff=staff)

        assert {one.group_label for one in Remark.objects.filter(collection=collection)} == {label}

    def test_names_neither_subject_nor_question_where_these_would_tell_the_small_group(self, town) -> None:
        """Six members of staff alone were asked about the hall: “about the hall” would be “one of the six”."""
        campaign = scenes.asked_apart(town, big=20, small=6)

        collection = scenes.collected(town, campaign)

        assert {(one.subject_label, one.group_label) for one in Remark.objects.all()} == {("", "家长、教职工")}
        assert {queries.crowd(one) for one in queries.remarks(collection, town.clerk)} == {26}

    def test_names_the_subject_where_each_group_is_large(self, town) -> None:
        scenes.collected(town, scenes.asked_apart(town, big=20, small=10))

        assert {(one.subject_label, one.group_label) for one in Remark.objects.all()} == {
            ("教室", "家长"),
            ("礼堂", "教职工"),
        }

    def test_is_refused_where_all_together_are_fewer_than_ten_with_both_numbers(self, town) -> None:
        campaign = scenes.closed(town, parents=6, staff=3)

        with pytest.raises(Unfit, match="9 份，不足 10 份"):
            scenes.collected(town, campaign)
        assert not Remark.objects.exists()

    @pytest.mark.mechanism("M205")
    def test_keeps_nobody_no_time_of_day_and_no_order(self, town) -> None:
        """One row holds the day on which all were taken in, the same for all; codes are of chance."""
        scenes.collected(town)

        fields = {field.name: field for field in Remark._meta.get_fields()}
        people = [n for n, f in fields.items() if isinstance(f.related_model, type) and issubclass(f.related_model, Model)
                  and f.related_model.__name__ in ("Person", "Requester", "Posting")]  # fmt: skip
        assert people == ["about_person"]  # whom it is about, never whose it is
        assert not [
            n
            for n, f in fields.items()
            if f.get_internal_type() in ("DateTimeField", "GenericIPAddressField", "TimeField")
        ]
        assert Remark.objects.values("on").distinct().count() == 1
        assert [one.text for one in Remark.objects.order_by("pk")] == sorted(scenes.SAID)
        assert not Entry.objects.filter(of__startswith="remark:").exists()


class TestEntering:
    @pytest.mark.mechanism("M205")
    @pytest.mark.mechanism("M203")
    def test_counts_each_point_of_a_meeting_once_and_asks_for_no_name(self, town, meeting) -> None:
        """“近几十条” (000-5) is a list here: twelve points are twelve records."""
        assert queries.remarks(meeting, town.clerk).count() == len(scenes.AT_THE_MEETING) == 12
        assert queries.source_counts(queries.remarks(meeting, town.clerk)) == {"meeting": 12}
        assert "name" not in {field.name for field in Remark._meta.get_fields()}

    @pytest.mark.parametrize(("changes", "words"), [
        ({"source": "ballot"}, "不用录入"), ({"texts": ["  "]}, "一行一条"), ({"on": TODAY + timedelta(days=1)}, "不晚于今天"),
        ({"texts": ["长" * 1001]}, "不超过 1000 字"),
    ])  # fmt: skip
    def test_is_refused_with_a_sentence(self, town, meeting, changes: dict, words: str) -> None:
        given = {
            "collection": meeting,
            "source": "talk",
            "texts": ["路滑。"],
            "on": TODAY,
            "by": town.clerk,
            "at": NOON,
        }

        with pytest.raises(Unfit, match=words):
            commands.enter(**{**given, **changes})
        with pytest.raises(NotAllowed):
            commands.enter(**{**given, "by": town.stranger})


class TestTopics:
    @pytest.mark.mechanism("M187")
    def test_are_made_by_a_person_and_counted_anew_after_every_change(self, town, meeting) -> None:
        food, safety = topic(town, meeting, "食堂伙食"), topic(town, meeting, "学校安全管理")
        rows = list(queries.remarks(meeting, town.clerk))
        by = {"by": town.clerk, "at": NOON}

        commands.sort(collection=meeting, remarks=[one for one in rows if "食堂" in one.text], topic=food, **by)
        commands.sort(collection=meeting, remarks=[one for one in rows if "校门口" in one.text], topic=safety, **by)
        assert self.counts(meeting, town) == {"食堂伙食": 4, "学校安全管理": 4, None: 4}

        queue = commands.split_topic(topic=food, label="食堂排队", remarks=[r for r in rows if "排队" in r.text], **by)
        commands.rename_topic(topic=food, label="饭菜保温", **by)
        assert self.counts(meeting, town) == {"饭菜保温": 2, "食堂排队": 2, "学校安全管理": 4, None: 4}

        commands.merge_topics(topic=queue, into=food, **by)
        assert self.counts(meeting, town) == {"饭菜保温": 4, "学校安全管理": 4, None: 4}

    @staticmethod
    def counts(collection: Collection, town) -> dict:
        return {
            line.topic.label if line.topic else None: line.count for line in queries.topic_lines(collection, town.clerk)
        }

    def test_are_refused_twice_under_one_name_across_collections_and_for_strangers(self, town, meeting) -> None:
        food = topic(town, meeting, "食堂伙食")
        other = topic(town, scenes.of_a_meeting(town), "食堂伙食")

        with pytest.raises(Unfit, match="已经有"):
            topic(town, meeting, "食堂伙食")
        with pytest.raises(Unfit, match="同一批"):
            commands.merge_topics(topic=food, into=other, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="一部分"):
            commands.split_topic(topic=food, label="新类", remarks=[], by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.rename_topic(topic=food, label="别的", by=town.stranger, at=NOON)

    @pytest.mark.mechanism("M187")
    def test_are_proposed_with_the_words_that_speak_for_them_and_sort_nothing_by_themselves(
        self, town, meeting
    ) -> None:
        topics = [
            topic(town, meeting, "食堂伙食"),
            topic(town, meeting, "学校安全管理", "校门口、安全"),
            topic(town, meeting, "心理"),
        ]
        rows = list(queries.remarks(meeting, town.clerk))

        found = queries.proposals(topics, rows)

        by_text = {one.text[:4]: found[one.pk] for one in rows if one.pk in found}
        assert by_text["食堂的饭"].topic == "食堂伙食" and "食堂" in by_text["食堂的饭"].words
        assert by_text["校门口放"].topic == "学校安全管理"
        assert "实验室设" not in by_text  # speaks for none of the three: nothing is made up
        assert {one.topic_id for one in queries.remarks(meeting, town.clerk)} == {None}

    def test_are_proposed_as_bundles_of_like_opinions(self, town, meeting) -> None:
        rows = list(queries.remarks(meeting, town.clerk))
        texts = {one.pk: one.text for one in rows}

        first = queries.bundles(rows)[0]

        assert len(first.keys) >= 4 and first.words
        assert all(any(word in texts[key] for word in first.words) for key in first.keys)


class TestAFate:
    @pytest.mark.mechanism("M164")
    @pytest.mark.parametrize(("verb", "fate"), [
        ("answer", "answered"), ("adopt", "adopted"), ("decline", "declined"), ("set_aside", "unrelated")
    ])  # fmt: skip
    def test_is_settled_with_words_and_can_be_reconsidered(self, town, meeting, verb: str, fate: str) -> None:
        remark = scenes.one(meeting, "实验室")

        with pytest.raises(Unfit, match="不少于 6 个字"):
            commands.settle(remarks=[remark], verb=verb, text="好。", by=town.clerk, at=NOON)
        [settled] = commands.settle(
            remarks=[remark], verb=verb, text="设备更新已列入明年预算。", by=town.clerk, at=NOON
        )
        assert (settled.fate, settled.decided_on) == (fate, TODAY)
        with pytest.raises(WrongState):
            commands.settle(remarks=[remark], verb="decline", text="不在今年的计划里。", by=town.clerk, at=NOON)
        assert commands.reconsider(remark=remark, reason="提意见的人不满意。", by=town.clerk, at=NOON).fate == "open"
        assert "预算" not in str(Entry.objects.get(event="remark.settled").detail)

    @pytest.mark.mechanism("M185")
    def test_becomes_one_rectification_for_several_opinions_in_the_offices_own_words(self, town, meeting) -> None:
        chosen = [one for one in queries.remarks(meeting, town.clerk) if "保温" in one.text]

        item = commands.rectify(remarks=chosen, owner=town.school, by=town.clerk, at=NOON, **MEASURE)

        rows = Remark.objects.filter(rectification=item)
        assert {one.pk for one in rows} == {one.pk for one in chosen} and {one.fate for one in rows} == {"rectify"}
        assert (item.owner, item.source_kind, item.problem) == (town.school, "opinion", MEASURE["problem"])
        assert item.source_ref == meeting.ref and meeting.title in item.source_label
        with pytest.raises(WrongState):
            commands.rectify(remarks=chosen, owner=town.school, by=town.clerk, at=NOON, **MEASURE)

    def test_stays_open_where_the_rectification_is_refused(self, town, meeting) -> None:
        vague = {**MEASURE, "measure": "进一步加强食堂管理。"}

        with pytest.raises(Unfit):
            commands.rectify(remarks=[scenes.one(meeting, "保温")], owner=town.school, by=town.clerk, at=NOON, **vague)
        assert not Remark.objects.exclude(fate=Fate.OPEN).exists()

    @pytest.mark.mechanism("M164")
    def test_becomes_a_concern_of_nobody(self, town, meeting) -> None:
        remark = scenes.one(meeting, "校门口放学")

        concern = commands.raise_concern(
            remark=remark, unit=town.school, text="校门口放学时车辆多，要求疏导。", by=town.clerk, at=NOON
        )

        assert (concern.kind, concern.channel, concern.unit) == ("opinion", "meeting", town.school)
        assert (Requester.objects.get(concern=concern).name, Requester.objects.get(concern=concern).phone) == ("", "")
        assert Remark.objects.get(pk=remark.pk).concern == concern

    def test_is_the_offices_alone_to_decide(self, town, meeting) -> None:
        remark = scenes.one(meeting)

        for who in (town.stranger, town.teacher, town.inspector):
            with pytest.raises(NotAllowed):
                commands.settle(remarks=[remark], verb="answer", text="这件事已经说明过了。", by=who, at=NOON)
        with pytest.raises(Unfit, match="同一批"):
            commands.settle(
                remarks=[remark, scenes.one(scenes.of_a_meeting(town))], verb="answer", text="这件事已经说明过了。",
                by=town.clerk, at=NOON,
            )  # fmt: skip


class TestTheWall:
    @pytest.fixture
    def complaint(self, town, meeting) -> Remark:
        commands.enter(
            collection=meeting,
            source="talk",
            texts=["孟校对家长态度生硬，电话不接。"],
            on=TODAY,
            by=town.clerk,
            at=NOON,
        )
        return commands.wall_off(
            remark=scenes.one(meeting, "态度生硬"),
            unit=town.school,
            person=town.people["teacher"],
            by=town.clerk,
            at=NOON,
        )

    @pytest.mark.mechanism("M205")
    def test_stands_before_the_unit_and_the_person_complained_of(self, town, complaint) -> None:
        for who in (town.teacher, town.principal):
            assert complaint.is_hidden_from(who) and not who.may(VIEW, complaint)
            assert not Remark.objects.reachable(by=who, to=VIEW).filter(pk=complaint.pk).exists()
        assert town.clerk.may(VIEW, complaint) and town.inspector.may(VIEW, complaint)

    def test_goes_along_into_the_concern(self, town, complaint) -> None:
        concern = commands.raise_concern(
            remark=complaint, unit=town.school, text="工作人员态度生硬。", by=town.clerk, at=NOON
        )

        assert concern.kind == "complaint" and concern.is_confidential
        assert concern.is_hidden_from(town.teacher) and not concern.is_hidden_from(town.clerk)

    def test_keeps_it_from_being_shown_published_or_handed_to_that_unit_to_mend(self, town, complaint) -> None:
        commands.clear(remark=complaint, text="个别工作人员态度生硬。", by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="具体人员或单位"):
            commands.show(remarks=[complaint], to=town.school, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="不能交给它整改"):
            commands.rectify(remarks=[complaint], owner=town.school, by=town.clerk, at=NOON, **MEASURE)
        commands.settle(remarks=[complaint], verb="answer", text="已由县里核实并谈话提醒。", by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="不在这里公开"):
            commands.publish(remark=complaint, text="态度生硬", answer="已提醒", by=town.clerk, at=NOON)

    def test_is_never_raised_before_everybody(self, town, meeting) -> None:
        with pytest.raises(Unfit, match="12388"):
            commands.wall_off(remark=scenes.one(meeting), unit=town.county, by=town.clerk, at=NOON)


class TestShowing:
    def test_gives_the_unit_the_blacked_out_words_alone_and_only_from_ten_on(self, town) -> None:
        collection = scenes.collected(town)
        remark = scenes.one(collection, "保温")
        assert not town.teacher.may(VIEW, remark)

        with pytest.raises(Unfit, match="逐条核对"):
            commands.show(remarks=[remark], to=town.school, by=town.clerk, at=NOON)
        remark = commands.clear(remark=remark, text="食堂饭菜偏凉，冬天要保温。", by=town.clerk, at=NOON)
        [shown] = commands.show(remarks=[remark], to=town.school, by=town.clerk, at=NOON)

        assert [one.pk for one in queries.shown_to(town.teacher)] == [shown.pk]
        assert (
            queries.words_for(shown, town.teacher)
            == "食堂饭菜偏凉，冬天要保温。"
            != queries.words_for(shown, town.clerk)
        )
        assert not queries.collections(town.teacher).exists()

    def test_of_few_is_refused_with_both_numbers(self, town) -> None:
        few = scenes.of_a_meeting(town, scenes.SAID)
        remark = commands.clear(remark=scenes.one(few), text="食堂要保温。", by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="6 人，不足 10 人"):
            commands.show(remarks=[remark], to=town.school, by=town.clerk, at=NOON)

    @pytest.mark.parametrize("text", ["找孟校谈过", "打13900000001没人接", "住人民路12号的家长说"])
    def test_refuses_words_in_which_somebody_can_still_be_known(self, town, meeting, text: str) -> None:
        with pytest.raises(Unfit, match="能认出人的内容"):
            commands.clear(remark=scenes.one(meeting), text=text, by=town.clerk, at=NOON)

    @pytest.mark.mechanism("M203")
    def test_publishes_what_a_person_wrote_and_takes_it_down_again(self, town, meeting) -> None:
        remark = scenes.one(meeting, "保温")
        with pytest.raises(Unfit, match="待定去向"):
            commands.publish(remark=remark, text="饭菜凉", answer="已加保温台", by=town.clerk, at=NOON)
        commands.settle(remarks=[remark], verb="adopt", text="写进食堂冬季供餐办法。", by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="近几十条”说得含糊"):
            commands.publish(remark=remark, text="近几十条意见", answer="已写进供餐办法", by=town.clerk, at=NOON)
        commands.publish(remark=remark, text="食堂饭菜冬天偏凉", answer="已写进供餐办法", by=town.clerk, at=NOON)
        assert Remark.objects.published().get().public_answer == "已写进供餐办法"
        commands.take_down(remark=remark, reason="措辞有误", by=town.clerk, at=NOON)
        assert not Remark.objects.published().exists()
