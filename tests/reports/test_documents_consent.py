"""典型事例的同意 in documents: what was agreed to may be told, and no longer once it is taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.pure.paper import Para, runs
from lianxin.reports.documents import bodies, commands, queries
from lianxin.reports.documents.findings import find_all
from lianxin.reports.documents.problems import Unfit
from lianxin.work.examples import commands as examples
from tests.conftest import NOON
from tests.reports.document_scenes import drafted, signed
from tests.work.example_scenes import approved, nominated

LATER = NOON + timedelta(days=1)
STORY = "每次预报有雨，先沿村看一遍排水沟，当天清完。"


def words_of(document):
    return bodies.read(bodies.paper_of(document, queries.newest(document))).text


def found_in(town, document):
    reading = bodies.read(bodies.paper_of(document, queries.newest(document)))
    return [one for one in find_all(document, reading, by=town.officer, today=LATER.date()) if not one.may_be_waived]


class TestAConsentTakenBack:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M294")
    def test_keeps_a_draft_that_tells_the_case_from_being_signed_until_it_is_taken_out(self, town):
        story = approved(town, nominated(town), "public")
        document = drafted(town)
        assert STORY in words_of(document) and found_in(town, document) == []
        examples.withdraw_consent(consent=story.consents.get(), by=town.worker, at=LATER)

        [found] = found_in(town, document)
        assert found.remark.quote == STORY and found.is_open and found.grade == "wrong"
        with pytest.raises(Unfit, match="1 处不符"):
            commands.submit(document=document, by=town.officer, at=LATER)
        with pytest.raises(Unfit, match="不能保留"):
            commands.waive(document=document, key=found.key, why="稿子已经印了。", by=town.officer, at=LATER)

        items = [one for one in bodies.paper_of(document, queries.newest(document)).body
                 if not (isinstance(one, Para) and STORY in "".join(run.text for run in one.runs))]  # fmt: skip
        newest = queries.newest(document)
        commands.edit(document=document, base=newest.number, title=newest.title, addressee="", items=items,
                      by=town.officer, at=LATER)  # fmt: skip
        document.refresh_from_db()
        assert found_in(town, document) == []

    def test_stops_the_signature_and_the_page_for_everybody_when_it_comes_in_between(self, town):
        story = approved(town, nominated(town), "public")
        waiting = drafted(town, kind="other", period=None, title="关于雨前看沟的做法")
        commands.edit(document=waiting, base=1, title="关于雨前看沟的做法", addressee="",
                      items=[Para(runs(f"石桥村的做法：{STORY}"))], by=town.officer, at=NOON)  # fmt: skip
        waiting.refresh_from_db()
        issued = drafted(town, kind="other", period=None, title="关于看沟的通报")
        commands.edit(document=issued, base=1, title="关于看沟的通报", addressee="", items=[Para(runs(STORY))],
                      by=town.officer, at=NOON)  # fmt: skip
        issued.refresh_from_db()
        kept = commands.keep(unit=town.qingshui, kind="speech", title="讲话", on=NOON.date(), text=f"请看石桥。{STORY}",
                             by=town.officer, at=NOON)  # fmt: skip
        shown = commands.publish(document=kept, by=town.officer, at=NOON)
        shown = commands.confirm(page=shown, by=town.leader, at=NOON)
        page = commands.publish(document=signed(issued, town=town), by=town.officer, at=NOON)
        commands.submit(document=waiting, by=town.officer, at=NOON)
        examples.withdraw_consent(consent=story.consents.get(), by=town.worker, at=LATER)

        read = Client().get(reverse("public:unit_text", args=[shown.code])).content.decode()
        assert "请看石桥。" in read and STORY not in read
        with pytest.raises(Unfit, match="1 处不符"):
            commands.issue(document=waiting, by=town.leader, at=LATER)
        with pytest.raises(Unfit, match="撤出的典型事例"):
            commands.confirm(page=page, by=town.leader, at=LATER)
        commands.change(page=page, title="看沟", text="雨前看沟。", keep=(), by=town.officer, at=LATER)
        assert commands.confirm(page=page, by=town.leader, at=LATER).shown_on == LATER.date()

    @pytest.mark.thorough
    def test_bars_nothing_that_another_standing_case_tells_in_the_same_words(self, town):
        approved(town, nominated(town, title="年年看沟"), "public")
        story = approved(town, nominated(town), "public")
        document = drafted(town)
        examples.withdraw_consent(consent=story.consents.get(), by=town.worker, at=LATER)

        assert found_in(town, document) == []
