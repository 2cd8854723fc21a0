"""群工动态: picked from what is approved or public, signed by another person, numbered, read by everybody if all allow."""

import pytest

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.dispatches import queries as dispatches
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.dispatches.terms import DispatchKind
from lianxin.work.examples import commands as examples
from lianxin.work.examples.models import ExampleConsent
from lianxin.work.newsletters import commands, queries
from lianxin.work.newsletters.models import Newsletter
from lianxin.work.newsletters.terms import NewsletterStatus
from lianxin.work.publishing import commands as publishing
from tests.conftest import NOON, Town
from tests.work.example_scenes import approved, nominated, voice


def begun(town: Town, **changes: object) -> Newsletter:
    given = {"unit": town.county, "title": "雨季里的群众工作", "by": town.clerk, "at": NOON}
    return commands.begin(**{**given, **changes})  # type: ignore[arg-type]


class TestIssue:
    @pytest.mark.mechanism("M226")
    def test_is_picked_ordered_signed_by_another_and_numbered(self, town) -> None:
        given = {"by": town.clerk, "at": NOON}
        newsletter, first, second = (
            begun(town),
            approved(town),
            approved(town, nominated(town, title="雨后看堤"), "public"),
        )
        with pytest.raises(Unfit):  # nothing in it yet
            commands.submit(newsletter=newsletter, **given)
        with pytest.raises(Unfit):  # not in the library
            commands.pick_example(newsletter=newsletter, example=nominated(town, title="还没核定"), **given)
        assert set(queries.examples_to_pick(town.clerk, newsletter)) == {first, second}
        one = commands.pick_example(newsletter=newsletter, example=first, **given)
        two = commands.pick_example(newsletter=newsletter, example=second, **given)
        commands.move_item(item=two, up=True, **given)
        commands.pick_voice(newsletter=newsletter, publication=voice(town), **given)
        item = commands.add_item(
            newsletter=newsletter,
            section="suggestions",
            title="早看沟",
            text="入汛前各村看一遍沟。",
            may_be_public=True,
            **given,
        )
        unheard = {
            "newsletter": newsletter,
            "section": "voices",
            "title": "听说",
            "text": "没公开。",
            "may_be_public": True,
        }
        for wrong in (
            lambda: commands.pick_example(newsletter=newsletter, example=first, **given),
            lambda: commands.add_item(**unheard, **given),
            lambda: commands.edit_item(item=item, title="早看沟", text="电话 13900000001。", **given),
            lambda: commands.edit_item(item=newsletter.items.get(section="voices"), title="改", text="改群众的话。", **given),
        ):  # fmt: skip
            with pytest.raises(Unfit):
                wrong()
        commands.edit_item(item=one, title="雨前看沟", text="预报有雨先看沟。", **given)
        commands.submit(newsletter=newsletter, **given)
        with pytest.raises(WrongState):
            commands.edit_item(item=one, title="送签后再改", text="不行。", **given)
        commands.send_back(newsletter=newsletter, reason="少一条。", by=town.county_leader, at=NOON)
        commands.submit(newsletter=newsletter, **given)
        with pytest.raises(NotAllowed):
            commands.issue(newsletter=newsletter, **given)
        issued = commands.issue(newsletter=newsletter, by=town.county_leader, at=NOON)

        assert issued.status == NewsletterStatus.ISSUED and issued.dispatch.number == "群工动态〔2026〕1号"
        assert dispatches.of_source(issued.ref) == issued.dispatch
        titles = [line.item.title for line in queries.lines(issued, NOON.date())]
        assert titles == ["雨后看堤", "雨前看沟", "加装公交时刻表", "早看沟"]
        assert first.uses.get().issue == "群工动态〔2026〕1号"
        assert dict(dispatches.by_kind(town.clerk)) == {DispatchKind.NEWSLETTER: 1}
        with pytest.raises(NotAllowed):
            begun(town, by=town.officer)

    def test_is_not_signed_by_its_editor_even_if_he_may_sign(self, town) -> None:
        given = {"by": town.clerk, "at": NOON}
        newsletter = begun(town)
        commands.pick_example(newsletter=newsletter, example=approved(town), **given)
        commands.submit(newsletter=newsletter, **given)
        Newsletter.objects.filter(pk=newsletter.pk).update(edited_by=town.county_leader.ref)
        with pytest.raises(NotAllowed):
            commands.issue(newsletter=newsletter, by=town.county_leader, at=NOON)
        assert not Dispatch.objects.exists(), "nothing was numbered"


class TestPublic:
    def test_only_if_every_item_allows_and_without_what_was_taken_back(self, town) -> None:
        given = {"by": town.clerk, "at": NOON}
        lead = {"by": town.county_leader, "at": NOON}
        deed = approved(
            town, nominated(town, kind="good_deed", title="雨中收谷", text="一位队员帮村民收谷。"), "internal"
        )
        said = voice(town)
        newsletter = begun(town)
        commands.pick_example(newsletter=newsletter, example=deed, **given)
        commands.pick_voice(newsletter=newsletter, publication=said, **given)
        commands.submit(newsletter=newsletter, **given)
        newsletter = commands.issue(newsletter=newsletter, **lead)
        with pytest.raises(Unfit):
            commands.put_online(newsletter=newsletter, **lead)

        examples.withdraw_consent(consent=ExampleConsent.objects.get(), by=town.worker, at=NOON)
        lines = queries.lines(newsletter, NOON.date())
        assert [(line.item.title, line.is_printable) for line in lines] == [
            ("雨中收谷", False),
            ("加装公交时刻表", True),
        ]
        commands.put_online(newsletter=newsletter, **lead)
        assert queries.public(NOON.date()).get() == newsletter
        publishing.take_down(publication=said, reason="内容有误。", by=town.clerk, at=NOON)
        assert not queries.may_go_public(queries.lines(newsletter, NOON.date()))
        commands.take_offline(newsletter=newsletter, reason="没有内容了。", **lead)
        assert not queries.public(NOON.date()).exists()
