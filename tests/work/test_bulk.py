"""成批与逐件: a story told in bulk and the same story played through the commands leave the same records."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.forms.models import model_to_dict

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.search import index
from lianxin.pure.codes import new_secret
from lianxin.pure.flow import WrongState
from lianxin.work.concerns import bulk, commands, secrets
from lianxin.work.concerns.bulk import Deed, Story
from lianxin.work.concerns.commands.intake import RESIDENT, Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.problems import Unfit
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import EXPLAIN, LIMIT

BY_CHANCE = {"id", "code", "secret_hash", "concern"}
SECRET = new_secret(Random(1))


def day(number: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, 3, hour, tzinfo=SHANGHAI) + timedelta(days=number)


def lamp(**changes):
    fields = {
        "text": "村口的路灯坏了半个月。老人晚上出门看不见路。", "kind": "help", "place": "村口",
        "asker": Asker(name=" 王长青 ", phone="13900000001", people_count=2),
    }  # fmt: skip
    return {**fields, **changes}


def long_story(town) -> Story:
    """Nearly every deed that there is, in two rounds."""
    topic = Topic.objects.get(label="道路路灯")
    rating = {"solved": False, "contacted": True, "comment": "没有修好"}
    return Story((
        Deed("register", day(0), town.worker, lamp(channel="counter", unit=town.shiqiao)),
        Deed("classify", day(0, 11), town.clerk, {"topic": topic, "kind": "help", "handling": "time_limit", **LIMIT}),
        Deed("assign", day(0, 12), town.clerk, {"to": town.water_bureau, "instruction": "请办"}),
        Deed("send_back", day(1), town.water, {"reason": "不属本局"}),
        Deed("classify", day(1, 11), town.clerk, {"topic": topic, "kind": "help", "handling": "time_limit", **LIMIT}),
        Deed("assign", day(1, 12), town.clerk, {"to": town.building, "due_on": date(2026, 11, 9)}),
        Deed("acknowledge", day(2), town.builder),
        Deed("extend", day(3), town.clerk, {"by_amount": 5, "reason": "等配件"}),
        Deed("reply", day(9), town.builder, {"text": "已换新灯。"}),
        Deed("close", day(10), town.clerk, {"outcome": "solved"}),
        Deed("note_follow_up", day(10, 15), town.clerk, {"rating": "fairly", "solved": True, "contacted": True}),
        Deed("rate", day(11), RESIDENT, {"rating": "dissatisfied", **rating}),
        Deed("reopen", day(12), town.clerk, {"reason": "没有修好"}),
        Deed("acknowledge", day(13), town.builder),
        Deed("reply", day(14), town.builder, {"text": "重新接线。"}),
        Deed("close", day(15), town.clerk, {"outcome": "solved"}),
        Deed("rate", day(16), RESIDENT, {"rating": "satisfied", "solved": True, "contacted": True}),
    ), secret=SECRET)  # fmt: skip


def other_stories(town) -> list[Story]:
    """Those that end early, and those with a wall."""
    web = lamp(unit=town.shiqiao, kind="complaint", may_publish=True, about_unit=town.qingshui)
    letter = lamp(
        unit=town.qingshui, kind="complaint", channel="letter_or_visit", external_number="信-1", title="反映站长",
        subject_persons=(town.people["head"],), occurred_on=date(2026, 10, 1),
    )  # fmt: skip
    counter = lamp(channel="counter", unit=town.shiqiao, kind="enquiry")
    return [
        Story((Deed("submit", day(0, 9), RESIDENT, web),), secret=SECRET),
        Story((Deed("register", day(1, 9), town.clerk, letter),
               Deed("decline", day(2, 9), town.clerk, {"reason": "已在诉讼中"}))),
        Story((Deed("register", day(2, 9), town.worker, counter),
               Deed("answer_now", day(2, 10), town.worker, {"text": "当场说明。"}))),
        Story((Deed("register", day(3, 9), town.worker, counter),
               Deed("void", day(3, 10), town.officer, {"reason": "重复"}))),
    ]  # fmt: skip


def by_commands(story: Story) -> Concern:
    """The same deeds through the commands."""
    concern, secret = None, ""
    for deed in story.deeds:
        given = {**deed.given, "by": deed.by, "at": deed.at}
        if concern is None:
            receipt = getattr(commands, deed.verb)(**given)
            concern, secret = receipt.concern, receipt.secret
        elif deed.verb == "rate":
            concern = commands.rate(concern=concern, secret=secret, **given)
        else:
            concern = getattr(commands, deed.verb)(concern=concern, **given)
    assert concern is not None
    return concern


def everything(concern: Concern) -> dict:
    """All that is stored of a concern and all that the journal tells of it, without what chance decides."""
    concern = Concern.objects.get(pk=concern.pk)
    entries = list(book.story(concern.ref))
    private = book.private_of(entries)
    return {
        "row": {
            f.attname: getattr(concern, f.attname) for f in Concern._meta.concrete_fields if f.name not in BY_CHANCE
        },
        "requester": model_to_dict(concern.requester, exclude=["concern"]),
        "subjects": [model_to_dict(row, exclude=["id", "concern"]) for row in concern.subjects.order_by("pk")],
        "replies": [model_to_dict(row, exclude=["id", "concern"]) for row in concern.replies.all()],
        "sortings": [model_to_dict(row, exclude=["id", "concern"]) for row in concern.sortings.all()],
        "ratings": [model_to_dict(row, exclude=["id", "concern"]) for row in concern.ratings.all()],
        "entries": [
            (e.at, e.event, e.unit_path, e.by, e.by_name, e.by_post, e.detail, sorted(e.digests), private.get(e.n, {}))
            for e in entries
        ],
        "found": [
            bool(index.found(Concern.objects.filter(pk=concern.pk), "concern", word)) for word in ("老人", "长青")
        ],
    }


def in_order(stories: list[Story]) -> list[Story]:
    return sorted(stories, key=lambda story: story.deeds[0].at)


class TestBulk:
    @pytest.mark.parametrize("number", range(5))
    def test_leaves_every_field_and_every_entry_as_the_commands_do(self, town, number):
        story = [long_story(town), *other_stories(town)][number]
        played = by_commands(story)
        expected = everything(played)
        before = Concern.objects.count()

        _forget_the_clock()
        assert bulk.load([story]) == 1

        made = Concern.objects.latest("pk")
        assert Concern.objects.count() == before + 1 and made.pk != played.pk
        assert everything(made) == expected

    def test_brings_the_secret_that_the_story_names_and_none_otherwise(self, town):
        bulk.load(in_order([long_story(town), *other_stories(town)]))

        with_secret = Concern.objects.exclude(secret_hash="")
        assert with_secret.count() == 2
        assert all(secrets.matches(concern.secret_hash, SECRET) for concern in with_secret)

    def test_tells_the_journal_in_the_order_of_time_and_the_chain_holds(self, town):
        bulk.load(in_order([long_story(town), *other_stories(town)]))

        size, _chain = book.verify()
        moments = [entry.at for entry in book.stories([c.ref for c in Concern.objects.all()])]
        assert moments == sorted(moments) and len(moments) == 17 + 1 + 2 + 2 + 2
        assert size > len(moments)

    @pytest.mark.parametrize(
        ("deed", "refusal"),
        [
            (lambda t: Deed("classify", day(1), t.stranger, {"topic": Topic.objects.first(), "kind": "help",
                                                             "handling": "explain", **EXPLAIN}), NotAllowed),
            (lambda t: Deed("reply", day(1), t.builder, {"text": "早了"}), NotAllowed),
            (lambda t: Deed("close", day(1), t.clerk, {"outcome": "solved"}), WrongState),
            (lambda t: Deed("decline", day(1), t.clerk, {"reason": " "}), Unfit),
            (lambda t: Deed("void", day(-1), t.clerk, {"reason": "早于登记"}), bulk.OutOfOrder),
            (lambda t: Deed("rate", day(1), t.clerk, {"rating": "satisfied", "solved": True, "contacted": True}),
             WrongState),
        ],
    )  # fmt: skip
    def test_refuses_what_the_commands_refuse_and_keeps_nothing_of_the_load(self, town, deed, refusal):
        good = Story((Deed("register", day(0, 9), town.worker, lamp(channel="counter", unit=town.shiqiao)),))
        bad = Story((Deed("register", day(0), town.worker, lamp(channel="counter", unit=town.shiqiao)), deed(town)))

        with pytest.raises(refusal):
            bulk.load([good, bad])

        assert not Concern.objects.exists()

    def test_never_hands_a_complaint_to_the_unit_complained_about(self, town):
        submitted = other_stories(town)[0].deeds[0]
        topic = Topic.objects.get(label="干部作风")
        story = Story((
            submitted,
            Deed("classify", day(1), town.clerk, {"topic": topic, "kind": "complaint", "handling": "time_limit", **LIMIT}),
            Deed("assign", day(1, 11), town.clerk, {"to": town.qingshui}),
        ))  # fmt: skip

        with pytest.raises(Unfit, match="被反映"):
            bulk.load([story])

        assert not Concern.objects.exists()

    def test_wants_the_stories_in_the_order_of_their_first_deeds(self, town):
        stories = other_stories(town)

        with pytest.raises(bulk.OutOfOrder):
            bulk.load(stories[::-1])

        assert bulk.load(stories) == 4


def _forget_the_clock() -> None:
    """Let the journal take the same moments twice: the head's clock is set back, the chain goes on."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_head SET at = NULL")


class TestTheDemoCountysStories:
    @pytest.mark.thorough
    def test_are_the_same_through_the_commands(self, db):
        """A handful of everyday stories of a small county, by chance but seeded."""
        from lianxin.project.demo import county as counties
        from lianxin.project.demo.lives import Lives

        county = counties.build(random=Random(5), at=NOON - timedelta(days=60), townships=2, villages=6, accounts=False)
        stories = list(Lives(county, seed=7, until=NOON).stories((NOON - timedelta(days=50)).date(), per_workday=1.2))
        sample = stories[:: max(1, len(stories) // 12)]

        for story in sample:
            _forget_the_clock()
            expected = everything(by_commands(story))
            _forget_the_clock()
            bulk.load([story])
            assert everything(Concern.objects.get(code=story.code)) == expected

        assert len(sample) >= 12
