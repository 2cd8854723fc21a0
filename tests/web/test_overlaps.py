"""雷同的页面: the author first, side by side, answered; a text compared before it is handed in; nothing to strangers."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.base.orgs.permissions import SYSTEM
from lianxin.reports.overlaps import commands
from lianxin.reports.overlaps.models import LibraryText, Resemblance, TextEntry
from lianxin.web.office.overlaps.panels import waits
from tests.conftest import NOON
from tests.reports.test_overlaps import OTHER, SAME, wrote
from tests.web.world import read
from tests.work.visit_scenes import visit_made

WRONG = "做到三个坚持：突出三个特性，一是针对性强，二是操作性强，三是科学性强，四是实践性强，大家都满意。"
HERE = "/overlaps/"


@pytest.fixture
def diaries(town):
    """石小桥 wrote it first; 李青 of the township, who may read hers, wrote the same three days later."""
    first = wrote(town, "worker", f"{SAME}{WRONG}", on=date(2026, 10, 30), to=town.shiqiao, title="十月走水")
    later = wrote(town, "officer", f"今天又去了一趟。{SAME}{WRONG}回来记下。", title="十一月走水")
    commands.refresh(by=SYSTEM, at=NOON)
    return first, later


class TestADiary:
    @pytest.mark.mechanism("M301")
    def test_is_shown_side_by_side_to_its_author_who_answers_and_then_to_the_head(self, enter, town, diaries):
        found = Resemblance.objects.get()
        page = reverse("overlaps:resemblance", args=[found.code])
        client = enter("leader")
        assert "十一月走水" not in read(client, HERE) and client.get(page).status_code == 404
        client = enter("officer")
        assert [one.url for one in waits(town.officer, date(2026, 11, 3), None, 9)] == [page]

        shown = read(client, page)

        assert "请您说明" in read(client, HERE) and shown.count('<mark class="same"') == 2
        assert shown.index("共同的错误") < shown.index("老会计") and "后面列举的有4项" in shown
        assert client.post(page, {"reason": "other"}).status_code == 200
        assert client.post(page, {"reason": "same_matter", "words": "同一条管线，接着记。"}).status_code == 302
        assert not list(waits(town.officer, date(2026, 11, 3), None, 9))
        client = enter("leader")
        assert "接着记" in read(client, page) and "十月走水" in read(client, HERE)
        assert client.post(f"{page}do/dismiss/").status_code == 302
        assert "十一月走水" not in read(client, HERE) and "十一月走水" in read(client, HERE, all="1")

    def test_is_shown_to_the_head_after_five_working_days_and_to_nobody_else(self, enter, town, diaries):
        page = reverse("overlaps:resemblance", args=[Resemblance.objects.get().code])

        assert enter("leader", 7).get(page).status_code == 404
        assert "作者还没有说明" in read(enter("leader", 8), page)
        for other in ("clerk", "county_leader", "inspector", "stranger", "worker", "head", "builder"):
            client = enter(other, 8)
            assert client.get(page).status_code == 404, other
            assert client.post(page, {"reason": "together"}).status_code == 404, other
            assert "十一月走水" not in read(client, HERE, all="1"), other

    def test_costs_今日_one_statement_where_nothing_is_asked(self, town, diaries):
        with CaptureQueriesContext(connection) as run:
            assert not list(waits(town.leader, date(2026, 11, 3), None, 9))
        assert len(run) == 1


class TestATextOfOnesOwn:
    def test_is_compared_at_once_with_what_its_author_may_open(self, enter, town, diaries):
        first, later = diaries
        client = enter("officer")
        assert "十一月走水" in read(client, HERE)

        shown = read(client, reverse("overlaps:text", args=["writing", later.code]))

        assert "十月走水" in shown and "占较短一篇的" in shown
        for kind, code in (("writing", first.code), ("lorem", later.code), ("visit", later.code)):
            assert client.get(reverse("overlaps:text", args=[kind, code])).status_code == 404
        assert enter("leader").get(reverse("overlaps:text", args=["writing", later.code])).status_code == 404

    @pytest.mark.thorough
    def test_is_compared_before_it_is_handed_in_and_not_kept(self, enter, town, diaries):
        before = (LibraryText.objects.count(), TextEntry.objects.count())
        asked = f"{HERE}check/"
        client = enter("officer")

        assert "十月走水" in client.post(asked, {"text": f"明天交的。{SAME}"}).content.decode()
        file = SimpleUploadedFile("稿.txt", f"明天交的。{SAME}".encode("gb18030"))
        assert "十月走水" in client.post(asked, {"file": file}).content.decode()
        assert "没有发现大段相同" in client.post(asked, {"text": OTHER}).content.decode()
        assert "请粘贴文字" in client.post(asked, {"text": ""}).content.decode()
        assert (LibraryText.objects.count(), TextEntry.objects.count()) == before
        # who leads does not learn in this way what is put to the authors first; who may not read learns nothing
        for other in ("leader", "stranger", "builder"):
            assert "走水" not in enter(other).post(asked, {"text": SAME}).content.decode(), other

    @pytest.mark.thorough
    def test_is_refused_with_a_sentence_where_a_file_holds_more_than_can_be_pasted(self, enter, town):
        client = enter("officer")

        for text in (SAME * 2300, "\n".join([SAME] * 2300)):
            shown = client.post(f"{HERE}check/", {"file": SimpleUploadedFile("长稿.txt", text.encode())})
            assert shown.status_code == 200 and "超过 20 万字" in shown.content.decode()
        given = {"title": "往年", "origin": "本镇", "on": "2019-12-1"}
        kept = client.post(f"{HERE}library/new/", {**given, "file": SimpleUploadedFile("长稿.txt", text.encode())})
        assert "超过 20 万字" in kept.content.decode() and 'value="往年"' in kept.content.decode()

    def test_tells_a_stranger_the_same_whether_or_not_it_stands_in_a_text_closed_to_him(self, enter, town):
        """T18: byte for byte, with and without the other text."""
        client = enter("stranger")
        commands.refresh(by=SYSTEM, at=NOON)
        pages = [HERE, f"{HERE}?all=1", f"{HERE}library/", f"{HERE}idioms/"]

        def asked():
            shown = [client.get(page).content for page in pages] + [
                client.post(f"{HERE}check/", {"text": SAME}).content
            ]
            return [re.sub(rb'csrfmiddlewaretoken" value="[^"]*', b"", one) for one in shown]

        without = asked()
        wrote(town, "worker", SAME, on=date(2026, 10, 30), to=town.shiqiao)
        wrote(town, "officer", SAME)
        commands.refresh(by=SYSTEM, at=NOON)

        assert Resemblance.objects.exists() and asked() == without


class TestTheLibraryAndTheIdioms:
    def test_are_kept_by_an_office_and_compared_with(self, enter, town):
        client = enter("officer")
        given = {"title": "往年总结", "origin": "本镇2019年", "on": "2019-12-1", "text": f"{SAME}{OTHER}"}

        here = client.post(f"{HERE}library/new/", given).url

        assert "往年总结" in read(client, f"{HERE}library/") and "只有本单位" in read(client, here)
        assert "往年总结" in client.post(f"{HERE}check/", {"text": SAME}).content.decode()
        assert client.post(f"{HERE}library/new/", {**given, "text": "太短"}).status_code == 200
        stranger = enter("stranger")
        assert stranger.get(here).status_code == 404 and "往年总结" not in read(stranger, f"{HERE}library/")
        assert enter("leader").post(f"{here}withdraw/").status_code == 403
        assert enter("officer").post(f"{here}withdraw/").status_code == 302
        assert not TextEntry.objects.exists() and client.get(here).status_code == 404

    def test_an_idiom_that_an_office_adds_is_greyed(self, enter, town, diaries):
        client = enter("officer")
        phrase = "轮着挑水已经半个月，孩子放学也要提一桶"
        assert client.post(f"{HERE}idioms/", {"text": phrase}).status_code == 302
        assert phrase in read(client, f"{HERE}idioms/")

        shown = client.post(f"{HERE}check/", {"text": f"{SAME[:60]}另起。{phrase}，完。"}).content.decode()

        assert 'class="idiom"' in shown
        remove = f"{HERE}idioms/remove/"
        assert phrase in read(client, remove, text=phrase) and "请写一句" not in read(client, remove, text=phrase)
        assert client.post(remove, {"text": phrase, "why": ""}).status_code == 200
        assert client.post(remove, {"text": "没有写过的一句话", "why": "没有"}).status_code == 200
        assert client.post(remove, {"text": phrase, "why": "这是本镇的原话"}).status_code == 302
        assert "这是本镇的原话" in read(client, f"{HERE}idioms/")
        assert enter("leader").post(f"{HERE}idioms/", {"text": phrase}).status_code == 403


class TestARecordsPage:
    def test_leads_its_author_to_what_its_text_shares_and_nobody_else(self, enter, town, diaries):
        first, later = diaries
        here = reverse("overlaps:text", args=["writing", later.code])
        page = reverse("writings:writing", args=[later.code])

        assert f'href="{here}"' in read(enter("officer"), page)
        assert f'href="{here}"' not in read(enter("leader"), page)
        visit = visit_made(town, note=SAME)
        step = reverse("overlaps:text", args=["visit", visit.code])
        assert f'href="{step}"' in read(enter("officer"), reverse("visits:visit", args=[visit.code]))

    @pytest.mark.thorough
    def test_the_checkers_page_sends_its_text_along(self, enter, town, diaries):
        shown = enter("officer").post(reverse("checker:index"), {"text": f"明天交的。{SAME}"}).content.decode()

        assert 'action="/overlaps/check/"' in shown and SAME[:20] in shown.split('name="text"')[1]
        asked = enter("auditor").post(reverse("checker:index"), {"text": SAME}).content.decode()
        assert "/overlaps/check/" not in asked
