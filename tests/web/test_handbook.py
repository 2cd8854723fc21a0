"""手册: what it says of the pages is true of the pages, it is found from where one stands, and found by words."""

from typing import Any

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation

from lianxin.web.office.help import articles, finding, markdown
from lianxin.web.ui import nav
from tests.house import source
from tests.translations import CATALOGUE, entries

PICTURES = source.STATIC / "help"
LANGUAGES, MOST_QUERIES = ("zh", "en"), 8


def words_on_pages() -> dict[str, set[str]]:
    """Every word of the product in both languages, as the catalogue of translations has it."""
    found = entries((source.ROOT / CATALOGUE).read_text("utf-8"))
    return {"zh": {one.source for one in found}, "en": {text for one in found for text in one.english}}


class TestTheArticles:
    def test_are_the_same_in_both_languages(self) -> None:
        heads = {of: [(one.slug, one.readers, one.kind, one.order, one.pages) for one in articles.every(of)]
                 for of in LANGUAGES}  # fmt: skip

        assert heads["zh"] == heads["en"] and len(heads["zh"]) > 20
        assert {reader for _slug, readers, *_ in heads["zh"] for reader in readers} == set(articles.READERS)
        assert {kind for *_, kind, _order, _pages in heads["zh"]} == set(articles.KINDS)
        for of in LANGUAGES:
            shapes = [[block.kind for block in one.body] for one in articles.every(of)]
            assert shapes == [[block.kind for block in one.body] for one in articles.every("zh")], of

    def test_name_no_word_that_stands_on_no_page(self) -> None:
        known, wrong = words_on_pages(), []
        for of in LANGUAGES:
            for one in articles.every(of):
                wrong += [f"{of}/{one.slug}: {run.text}" for run in markdown.every_run(one.body)
                          if run.kind == "strong" and run.text not in known[of]]  # fmt: skip

        assert wrong == []

    def test_lead_to_pages_and_pictures_that_exist(self) -> None:
        for of in LANGUAGES:
            for one in articles.every(of):
                for run in markdown.every_run(one.body):
                    if run.kind == "link":
                        kind, _colon, name = run.to.partition(":")
                        assert kind in ("page", "help"), f"{of}/{one.slug}: {run.to}"
                        assert reverse(name) if kind == "page" else articles.one(name)
                for block in one.body:
                    assert block.kind != "picture" or (PICTURES / of / block.name).is_file(), f"{of}/{block.name}"
        with pytest.raises(NoReverseMatch):
            reverse("concerns:nowhere")

    def test_help_at_every_room_of_the_menu(self) -> None:
        rooms = {
            entry.page.partition(":")[0] for entry in (*nav.RAIL, *(one for row in nav.ROOMS.values() for one in row))
        }
        known = set(get_resolver().namespace_dict) | {"today"}

        told = {page for one in articles.every("zh") for page in one.pages}
        assert sorted(rooms - told) == [], "a room without a word of help"
        assert sorted(told - known) == [], "help for a page that does not exist"


class TestTheHandbook:
    def test_is_opened_from_a_page_with_what_helps_there_first(self, enter: Any) -> None:
        worker = enter("worker")

        assert 'href="/help/?at=concerns"' in worker.get("/concerns/").content.decode()
        page = worker.get("/help/?at=concerns")
        assert "register" in [one.slug for one in page.context["here"]] and "您刚才那一页" in page.content.decode()
        assert worker.get("/help/?at=nowhere").context["here"] == []
        assert 'href="/help/"' in worker.get("/ui/me/").content.decode()

    @pytest.mark.thorough
    def test_opens_every_article_the_next_in_the_other_language(self, enter: Any) -> None:
        clerk = enter("clerk")
        for place, slug in enumerate(one.slug for one in articles.every("zh")):
            of, language = (("zh", "zh-hans"), ("en", "en"))[place % 2]
            clerk.cookies["django_language"] = language
            page = clerk.get(reverse("help:article", args=[slug]))
            assert page.status_code == 200 and page.context["article"] in articles.every(of), f"{of}/{slug}"
        assert clerk.get("/help/of/nothing-of-the-kind/").status_code == 404

    @pytest.mark.thorough
    def test_asks_the_database_for_no_more_than_the_frame_does(
        self, enter: Any, django_assert_max_num_queries: Any
    ) -> None:
        clerk = enter("clerk")
        clerk.get("/help/")
        for page in ("/help/?at=concerns&q=电话", "/help/of/register/"):
            with django_assert_max_num_queries(MOST_QUERIES):
                assert clerk.get(page).status_code == 200

    def test_shows_ones_own_part_first_and_open(self, enter: Any) -> None:
        for who, first in (("clerk", "clerk"), ("worker", "worker"), ("head", "worker"), ("leader", "leader"),
                           ("principal", "leader"), ("admin", "admin"), ("officer", "clerk")):  # fmt: skip
            groups = enter(who).get("/help/").context["groups"]
            assert [is_mine for is_mine, *_ in groups] == [True, False, False, False], who
            assert groups[0][1] == articles.READERS[first], who

    def test_is_searched_in_words_of_ones_own(self, enter: Any) -> None:
        clerk = enter("clerk")

        page = clerk.get("/help/", {"q": "怎么登记群众的诉求"})
        assert page.context["hits"][0].article.slug == "register"
        nothing = clerk.get("/help/", {"q": "<b>zzqx</b>"})
        assert nothing.context["hits"] == [] and "没有查到" in nothing.content.decode()
        assert "<b>zzqx" not in nothing.content.decode()

    def test_is_for_those_inside(self, client: Any) -> None:
        assert client.get("/help/").url.startswith("/accounts/login/")


@pytest.mark.parametrize(("of", "asked", "best"), [
    ("zh", "怎么看电话", "particulars"), ("zh", "忘了密码", "accounts"), ("zh", "没有信号", "offline"), ("zh", "删旧备份", "backup"),
    ("en", "I forgot my password", "accounts"), ("en", "How do I register a concern?", "register"), ("en", "no signal", "offline"),
])  # fmt: skip
def test_what_is_asked_finds_the_article_that_tells_it(of: str, asked: str, best: str) -> None:
    assert finding.find(asked, articles.every(of))[0].article.slug == best


def test_words_are_looked_for_in_pairs() -> None:
    assert finding.terms("登记诉求 OK") == ["登记", "记诉", "诉求", "ok"] and finding.terms("删") == ["删"]
    assert (
        finding.terms("How do I print, a b?") == ["print"]
        and finding.terms("，。") == []
        and finding.find("", articles.every("zh")) == []
    )


@pytest.mark.parametrize("text", ["> 引文", "```\nx\n```", "# 大标题", "---\n"])
def test_what_no_template_writes_is_refused(text: str) -> None:
    with pytest.raises(markdown.NotForTheHandbook):
        markdown.blocks(text)


def test_html_in_a_text_stays_text() -> None:
    with translation.override("en"):
        assert articles.language() == "en"
    run = markdown.blocks("a `<script>` b")[0].runs[1]
    assert (run.kind, run.text) == ("code", "<script>")
    assert markdown.blocks("<b>x</b>")[0] == markdown.Block("p", (markdown.Run("<b>x</b>"),))
