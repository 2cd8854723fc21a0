"""涉及未成年人: masked to everybody, opened once by another's approval, left out of what leaves (未成年人网络保护条例 第三十六条)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import ExportRequest, IdentityRequest
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.problems import Unfit
from lianxin.work.concerns import commands, minors, queries
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing.checks import hindrance
from lianxin.work.visits.models import Visit
from tests.conftest import NOON
from tests.web.test_visits import begun
from tests.work.conftest import at_state, registered
from tests.work.custody_scenes import MOTIVE
from tests.work.household_scenes import household_made
from tests.work.pairing_scenes import paired

CHILD = Asker(name="赵小鲸", phone="13900000088", address="石桥村后街九号", minor="under_14")
LATER = NOON + timedelta(hours=1)
WITHHELD = "（涉及未成年人，不显示）"
SAID = "孩子在校门口过马路没有斑马线，赵小鲸差点被撞。"


@pytest.fixture
def of_child(town) -> Concern:
    return registered(town, text=SAID, asker=CHILD).concern


def looked(concern: Concern, who, at=LATER):
    return commands.reveal(concern=concern, purpose="contact", by=who, at=at)


class TestTheMark:
    def test_makes_it_confidential_and_is_told_in_its_story(self, town, of_child) -> None:
        told = [entry.event for entry in book.story(of_child.ref)]

        assert of_child.is_confidential and told == ["concern.registered", "concern.minor_stated"]
        assert not registered(town, text="另一盏路灯坏了。").concern.is_confidential

    def test_stands_on_a_letter_to_a_school_where_nobody_said(self, town) -> None:
        letter = {"kind": "suggestion", "text": "操场的灯晚上不亮。", "at": NOON, "to_mailbox": True}
        assert commands.submit(**letter, unit=town.school).concern.minor == "under_18"
        assert commands.submit(**{**letter, "to_mailbox": False}, unit=town.school).concern.minor == ""
        assert commands.submit(**letter, unit=town.shiqiao).concern.minor == ""

    def test_is_taken_back_only_by_who_approves_and_never_by_who_wanted_to_look(self, town, of_child) -> None:
        deed = {"concern": of_child, "minor": "", "at": LATER}
        with pytest.raises(NotAllowed):
            commands.state_minor(**deed, reason="登记错了，是大人的事。", by=town.officer)
        with pytest.raises(Unfit, match="为什么改"):
            commands.state_minor(**deed, reason="", by=town.leader)
        commands.ask_identity(concern=of_child, reason=MOTIVE, by=town.officer, at=LATER)
        in_another_post = replace(town.leader, ref=town.officer.ref)
        with pytest.raises(Unfit, match="由别人办"):
            commands.state_minor(**deed, reason="登记错了，是大人的事。", by=in_another_post)

        freed = commands.state_minor(**deed, reason="登记错了，是大人的事。", by=town.county_leader)
        assert (freed.minor, freed.is_confidential) == ("", True)
        freed = commands.state_minor(concern=freed, minor="under_18", reason="", by=town.officer, at=LATER)
        assert freed.minor == "under_18"
        with pytest.raises(NotAllowed):
            commands.state_minor(concern=freed, minor="under_14", reason="说是十三岁", by=town.builder, at=LATER)


class TestALook:
    def test_needs_another_persons_approval_each_time(self, town, of_child) -> None:
        for who in (town.officer, town.clerk):
            with pytest.raises(NotAllowed, match="都要另一个人批准"):
                looked(of_child, who)
        one = commands.ask_identity(concern=of_child, reason=MOTIVE, by=town.officer, at=NOON)
        with pytest.raises(NotAllowed):
            custody.decide_identity(asked=one, record=of_child, accepts=True, by=town.officer, at=NOON)
        custody.decide_identity(asked=one, record=of_child, accepts=True, by=town.leader, at=NOON)

        with pytest.raises(NotAllowed):
            looked(of_child, town.clerk)  # it is his who asked
        assert looked(of_child, town.officer).phone == CHILD.phone
        with pytest.raises(NotAllowed):
            looked(of_child, town.officer)
        told = [entry.event for entry in book.story(of_child.ref)][2:]
        assert told == ["custody.identity_asked", "custody.identity_approved", "concern.revealed"]

    def test_lapses_after_a_day_where_another_confidential_one_has_three(self, town, of_child) -> None:
        day = timedelta(hours=24)
        grown = at_state(town, Status.IN_HAND, registered(town, kind="complaint", text="水管漏。").concern)
        asked = commands.ask_identity(concern=grown, reason=MOTIVE, by=town.builder, at=NOON)
        custody.decide_identity(asked=asked, record=grown, accepts=True, by=town.leader, at=NOON)
        assert IdentityRequest.objects.get(pk=asked.pk).until == NOON + 3 * day

        one = commands.ask_identity(concern=of_child, reason=MOTIVE, by=town.officer, at=NOON)
        custody.decide_identity(asked=one, record=of_child, accepts=True, by=town.leader, at=NOON)
        with pytest.raises(NotAllowed):
            looked(of_child, town.officer, NOON + day)
        assert looked(of_child, town.officer, NOON + day - timedelta(seconds=1)).name == CHILD.name

    def test_of_the_handlers_is_decided_outside_his_unit(self, town, of_child) -> None:
        concern = at_state(town, Status.IN_HAND, of_child)
        one = commands.ask_identity(concern=concern, reason=MOTIVE, by=town.builder, at=NOON)

        with pytest.raises(NotAllowed):
            custody.decide_identity(asked=one, record=concern, accepts=True, by=town.building_head, at=NOON)
        custody.decide_identity(asked=one, record=concern, accepts=True, by=town.leader, at=NOON)
        assert looked(concern, town.builder).name == CHILD.name


class TestAGuardian:
    def test_is_asked_of_a_child_and_not_of_one_who_complains(self, town, of_child) -> None:
        said = {"who": "孩子的母亲", "how": "telephone", "at": NOON}
        with pytest.raises(NotAllowed):
            commands.consent_of_guardian(concern=of_child, **said, by=town.builder)
        commands.consent_of_guardian(concern=of_child, **said, by=town.officer)
        assert minors.guardian_of(of_child).who == "孩子的母亲"

        older = registered(town, text="操场不平。", asker=Asker(minor="under_18")).concern
        harmed = registered(town, text="家里打我。", kind="complaint", asker=Asker(minor="under_14")).concern
        for one in (older, harmed):
            with pytest.raises(Unfit, match="不用监护人同意"):
                commands.consent_of_guardian(concern=one, **said, by=town.officer)

    def test_takes_it_back_and_then_nobody_looks(self, town, of_child) -> None:
        Concern.objects.filter(pk=of_child.pk).update(may_publish=True)
        commands.consent_of_guardian(concern=of_child, who="孩子的母亲", how="written", by=town.officer, at=NOON)
        one = commands.ask_identity(concern=of_child, reason=MOTIVE, by=town.officer, at=NOON)
        custody.decide_identity(asked=one, record=of_child, accepts=True, by=town.leader, at=NOON)
        commands.withdraw_guardian(concern=of_child, reason="", by=town.officer, at=NOON)

        of_child.refresh_from_db()
        with pytest.raises(NotAllowed, match="只存不看"):
            looked(of_child, town.officer)
        assert not of_child.may_publish and minors.is_guardian_withdrawn(of_child)
        commands.consent_of_guardian(concern=of_child, who="孩子的父亲", how="written", by=town.officer, at=NOON)
        assert looked(of_child, town.officer).name == CHILD.name


class TestLists:
    def test_say_nothing_of_it_to_who_neither_handles_nor_takes_in(self, town, of_child) -> None:
        read = {
            who: queries.shown(of_child.text, of_child, getattr(town, who))
            for who in ("officer", "inspector", "leader")
        }

        assert read["inspector"] == read["leader"] == WITHHELD
        assert "斑马线" in read["officer"] and CHILD.name not in read["officer"]
        handled = at_state(town, Status.IN_HAND, of_child)
        assert "斑马线" in queries.shown(handled.text, handled, town.builder)
        assert not any(queries.sees_asker(getattr(town, who), handled) for who in ("officer", "clerk", "builder"))

    @pytest.mark.parametrize(("words", "finds"), [
        ("斑马线", {"clerk", "officer"}), ("赵小鲸", set()), ("13900000088", set()), ("路灯", {"clerk", "officer", "inspector"}),
    ])  # fmt: skip
    def test_find_it_by_nobodys_name(self, town, words, finds) -> None:
        """The name that stands in the text of another matter still finds that one; the counts agree with the list."""
        registered(town, text="校门口过马路没有斑马线。", asker=CHILD)
        registered(town, text="村口的路灯坏了。")
        for who in ("clerk", "officer", "inspector"):
            actor = getattr(town, who)
            found = queries.searched(Concern.objects.reachable(by=actor, to=queries.VIEW), words, actor)
            assert (found.count() == 1) == (who in finds), who
            assert queries.count_whole(actor, words) == found.count()

    def test_of_what_leaves_and_what_is_public_are_without_it(self, town, enter, of_child) -> None:
        other = registered(town).concern
        replied = at_state(town, Status.REPLIED, of_child)
        assert "未成年人" in hindrance(replied)
        enter("officer").post(reverse("concerns:ask_export") + "?tab=all",
                              {"purpose": "call_back", "reason": "回访组集中打电话用", "days": "2"})  # fmt: skip

        assert ExportRequest.objects.get().keys == [other.code]

    @pytest.mark.thorough
    @pytest.mark.parametrize("who", ["officer", "clerk", "leader", "inspector", "builder", "head"])
    def test_and_pages_show_nobody_who_it_is(self, town, enter, of_child, who) -> None:
        at_state(town, Status.IN_HAND, of_child)
        client = enter(who)
        for address in (reverse("concerns:list") + "?tab=all", reverse("today"),
                        reverse("concerns:detail", args=[of_child.code]),
                        reverse("concerns:print_record", args=[of_child.code])):  # fmt: skip
            text = client.get(address).content.decode()
            assert not any(word in text for word in (CHILD.name, CHILD.phone, "139****0088", CHILD.address)), address


class TestThePages:
    def test_take_the_mark_a_guardians_word_and_a_request(self, town, enter) -> None:
        concern = registered(town, asker=Asker(CHILD.name, CHILD.phone)).concern
        door = {
            name: reverse(f"concerns:{name}", args=[concern.code])
            for name in ("minor", "guardian", "detail", "ask_identity")
        }
        assert "涉及未成年人" in enter("officer").get(door["detail"]).content.decode()
        assert door["minor"] not in enter("inspector").get(door["detail"]).content.decode()

        enter("officer").post(door["minor"], {"minor": "under_14", "reason": ""})
        page = enter("officer").get(door["detail"]).content.decode()
        assert "不满 14 岁" in page and "还没有记监护人同意" in page and door["ask_identity"] in page
        kept = enter("officer").post(door["guardian"], {"who": "孩子的母亲", "how": ""}).content.decode()
        assert "孩子的母亲" in kept and "怎样同意" in kept
        enter("officer").post(door["guardian"], {"who": "孩子的母亲", "how": "spoken"})
        assert "监护人同意：孩子的母亲" in enter("officer").get(door["detail"]).content.decode()
        assert enter("officer").post(door["minor"], {"minor": "", "reason": "不是孩子"}).status_code == 403
        assert enter("stranger").get(door["minor"]).status_code == 404

    def test_of_the_residents_ask_how_old_and_keep_the_answer(self, town) -> None:
        sent = {"text": "校门口没有斑马线。", "kind": "help", "minor": "under_14", "screen": "6", "entry_key": "c" * 32}
        assert Client().post(reverse("public:submit"), {**sent, "minor": "x"}).status_code == 200
        assert not Concern.objects.exists()
        Client().post(reverse("public:submit"), sent)

        assert Concern.objects.get().minor == "under_14"

    def test_on_a_visit_are_marked_with_what_was_found(self, town, enter) -> None:
        client = enter("officer")
        paired(town, "officer", household=household_made(town))
        typed = {**begun(client), "has_finding": "on", "finding": SAID, "asker_name": "石小苗"}

        again = client.post("/visits/new/", {**typed, "minor": "7"}).content.decode()
        assert Visit.objects.count() == 0 and SAID in again and '<details class="more" open' in again
        client.post("/visits/new/", {**typed, "minor": "under_18"})

        concern = Concern.objects.get()
        assert (concern.minor, concern.is_confidential) == ("under_18", True)
