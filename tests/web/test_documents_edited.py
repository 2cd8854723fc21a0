"""改稿: two people at one draft lose nothing of each other's, a long text nothing of itself; a diff tells all and takes no minutes."""

import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.orgs.queries import actor_for
from lianxin.pure.paper import Paper, Para, runs
from lianxin.reports.documents import changes, commands, queries
from lianxin.reports.documents.models import Document
from tests.conftest import NOON, Town
from tests.reports import document_scenes as scenes
from tests.reports.word import with_words


def send(client: Client, document: Document, base: int, *lines: str):
    """The boxes of the page of editing, sent."""
    boxes = {f"line-{place}": text for place, text in enumerate(lines)}
    sent = {"base": base, "title": document.title, "addressee": "", **boxes}
    return client.post(reverse("documents:edit", args=[document.code]), sent)


def bring(client: Client, document: Document, name: str, data: bytes, **more: str):
    """A file taken back from Word."""
    sent = {"file": SimpleUploadedFile(name, data), **more}
    return client.post(reverse("documents:word", args=[document.code]), sent, follow=True)


class TestTwoEditors:
    def test_of_one_draft_see_what_they_typed_though_the_other_has_made_it_shorter(self, enter, town):
        client = enter("officer")
        document = scenes.free(town, "一是值班。", "二是登记。", "三是回访。")
        scenes.written(document, "只有一段。", town=town)
        refused = send(client, document, 2, "甲写的一", "甲写的二", "甲写的三").content.decode()

        assert "又有了新的版本" in refused
        assert all(words in refused for words in ("甲写的一", "甲写的二", "甲写的三"))
        assert queries.newest(Document.objects.get()).text.count("只有一段") == 1

    def test_do_not_undo_each_other_with_a_file_that_was_downloaded_before(self, enter, town):
        client = enter("officer")
        document = scenes.free(town, "一是值班。")
        given = client.get(reverse("documents:docx", args=[document.code]))
        name = f"{document.title}（第2版）.docx"
        assert (
            SimpleUploadedFile(name, b"").name == name
            and "%EF%BC%88%E7%AC%AC2%E7%89%88" in given["Content-Disposition"]
        )
        scenes.written(document, "一是值班。", "二是登记。", town=town)
        changed = with_words(given.content, "一是值班。", "一是轮流值班。")

        refused = bring(client, document, name.replace(".docx", "(1).docx"), changed).content.decode()
        assert "从第 2 版下载" in refused and Document.objects.get().version == 3
        bring(client, document, name, changed, is_final="on")
        assert "一是轮流值班。" in queries.newest(Document.objects.get()).text


class TestALongText:
    def test_is_kept_to_its_last_character(self, enter, town):
        document = scenes.free(town, "开头。")
        assert send(enter("officer"), document, 2, "字" * 29_999 + "尾").status_code == 302
        assert queries.newest(Document.objects.get()).text.count("字") == 29_999
        assert "字尾" in queries.newest(Document.objects.get()).text

    @pytest.mark.thorough
    def test_of_more_paragraphs_than_a_page_can_send_is_changed_in_word(self, enter, town):
        client = enter("officer")
        document = scenes.free(town, *["值班人员按时到岗。"] * 600)
        answer = client.get(reverse("documents:edit", args=[document.code]), follow=True)

        assert "不能在页面上改" in answer.content.decode() and "改好的文件" in answer.content.decode()
        short = scenes.free(town, *["值班人员按时到岗。"] * 100, title="另一份安排")
        boxes = re.findall(
            r'name="line-\d+"', client.get(reverse("documents:edit", args=[short.code])).content.decode()
        )
        assert len(boxes) == 100


class TestADiff:
    def test_tells_a_name_at_the_end_that_word_changed_and_the_version_before_keeps_its_own(self, enter, town):
        client = enter("officer")
        document = scenes.free(town, "一是值班。")
        data = client.get(reverse("documents:docx", args=[document.code])).content
        told = bring(client, document, "改.docx", with_words(data, "清水镇", "白沙镇人民政府")).content.decode()

        told = re.sub(r"<[^>]+>", "", told)
        assert "加了 1 句" in told and "删了 1 句" in told and "白沙镇人民政府" in told
        before = client.get(reverse("documents:version", args=[document.code, 2])).content.decode()
        after = client.get(reverse("documents:version", args=[document.code, 3])).content.decode()
        assert "白沙镇人民政府" in after and "白沙镇人民政府" not in before

    @pytest.mark.parametrize("line", ["好。", "一"])
    def test_of_a_text_that_repeats_itself_takes_no_minutes(self, line):
        old = Paper("安排", (Para(runs("头" + line * 20_000 + "尾")),))
        new = Paper("安排", (Para(runs("首" + line * 9_000 + "改了。" + line * 9_000 + "末")),))
        begun = time.monotonic()
        told = changes.compare(old, new)

        assert time.monotonic() - begun < 20
        assert "".join(piece.text for row in told for piece in row.pieces if piece.how != "removed").count("改了") == 1


class TestAPicture:
    def test_makes_whoever_added_it_one_of_those_who_prepared_the_text(self, town: Town):
        page = scenes.prepared(town)
        posting = orgs.post(
            person=town.people["leader"], unit=town.qingshui, role="township_clerk", valid_from=NOON.date(),
            by=town.admin, at=NOON,
        )  # fmt: skip
        writer = actor_for(posting)
        commands.add_picture(page=page, data=scenes.picture(), alt="另一张", by=writer, at=NOON)

        with pytest.raises(NotAllowed, match="另一个人确认"):
            commands.confirm(page=page, by=town.leader, at=NOON)
