"""地址里没有秘密: what is typed to find somebody is in no address, and no address of the house has room for a secret."""

import re
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.web.ui import finding
from tests.house import source
from tests.web.world import addresses

PHONE, NAME = "13800001234", "王秀英"
#: parts of an address that only whoever holds them may know; a code is a number of a record, a slug a word of its own
SECRET = re.compile(r"secret|password|passwd|token|key|phone|mobile|identity|session|credential")
#: drafts and papers of a person, opened by his session alone; and the names of questions, sections, lines and sets
OPEN_PARTS = {
    "ui:pdf", "ui:pdf_file", "ui:pdf_sheet", "imports:draft", "imports:drop", "imports:drop_taking", "imports:slips", "imports:taking",
    "imports:taking_rejected", "imports:undo_taking", "questionnaires:rename_section",
    "questionnaires:change_item", "returns:look", "freezes:set", "freezes:check", "quality:explain", "documents:mend",
    "documents:waive", "open311:token", "workorders:slip", "workorders:aside", "workorders:take_up",
    "mails:mail", "mails:orders", "mails:dismiss", "mails:take_up", "settings:setting", "settings:change", "settings:deed",
}  # fmt: skip
#: lists that are looked through by public words, titles, places, or the names of officials and units (their office's)
GET_WORDS = {
    "public/guide.html", "public/ledger.html", "stations/index.html", "rectification/filters.html", "setup/people.html",
    "setup/units.html", "pairings/index.html",
}  # fmt: skip


def look(client: Client, words: str, to: str = "/concerns/") -> Any:
    return client.post(reverse("ui:find"), {"words": words, "to": to, "tab": "all"})


class TestFinding:
    @pytest.mark.parametrize("words", [PHONE, NAME, "路灯 & 50% + 坏了"])
    def test_puts_what_was_typed_in_no_address_and_the_list_is_the_same(self, town: Any, words: str) -> None:
        client = Client()
        client.force_login(town.people["clerk"])

        sent = look(client, words)

        assert sent.status_code == 302 and sent.url.startswith("/concerns/?") and "words=~" in sent.url
        page = client.get(sent.url)
        text = page.content.decode()
        assert page.context["words"] == words and f'value="{words}"'.replace("&", "&amp;") in text
        addresses_in = re.findall(r'(?:href|action)="([^"]*)"', text)
        assert any("words=~" in one for one in addresses_in)
        assert not [one for one in addresses_in for plain in (words, quote(words), quote_plus(words)) if plain in one]
        plain = client.get("/concerns/", {"words": words, "tab": "all"})
        assert page.context["browsed"].total == plain.context["browsed"].total

    def test_of_a_forged_or_old_word_finds_as_if_nothing_were_asked(self, town: Any, monkeypatch: Any) -> None:
        client = Client()
        client.force_login(town.people["clerk"])
        for told in ("~x", "~", "~" + "A" * 500, finding.seal(PHONE)[:-2]):
            assert client.get("/concerns/", {"words": told}).context["words"] == "", told
        sealed = finding.seal(PHONE)
        assert finding.open_(sealed) == PHONE and PHONE not in sealed
        monkeypatch.setattr(finding, "SECONDS", -1)
        assert finding.open_(sealed) == ""

    @pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
    def test_leads_nowhere_else(self, town: Any, away: str) -> None:
        client = Client()
        client.force_login(town.people["clerk"])

        assert look(client, "路灯", away).url.startswith("/?")

    def test_is_for_whoever_is_logged_in(self, db: Any) -> None:
        assert look(Client(), PHONE).url.startswith("/accounts/login/")


class TestEveryAddress:
    def test_has_no_room_for_a_secret(self) -> None:
        found = [(one.name, part) for one in addresses() for part, _kind in one.arguments if SECRET.search(part)]

        assert len(addresses()) > 500
        assert [(name, part) for name, part in found if name not in OPEN_PARTS] == []
        assert {name for name, _part in found} == OPEN_PARTS, "what has none any more leaves the list"

    def test_that_a_page_builds_names_none_either(self) -> None:
        """No redirect and no link is put together with a secret behind a question mark."""
        asks = re.compile(r"[?&](?:\w*(?:secret|password|token|phone|session)\w*)=")
        texts = [
            path
            for place in ("web", "project")
            for path in (source.SRC / place).rglob("*")
            if path.suffix in (".py", ".html", ".js")
        ]

        assert len(texts) > 500
        assert [
            path.name for path in texts if "vendor" not in path.parts and asks.search(path.read_text("utf-8"))
        ] == []
        built = re.compile(r"urlencode\(\{[^}]*[\"'](?:secret|password|token|phone)[\"']")
        assert [path.name for path in texts if path.suffix == ".py" and built.search(path.read_text("utf-8"))] == []

    def test_that_a_form_fills_is_asked_by_post_where_a_person_may_stand_in_it(self) -> None:
        templates = source.SRC / "web" / "templates"
        forms = re.compile(r"<form[^>]*method=\"get\".*?</form>", re.DOTALL)
        told = re.compile(r'name="(words|name|phone|secret|token|password|code_word)"')
        found = {
            path.relative_to(templates).as_posix()
            for path in templates.rglob("*.html")
            for form in forms.findall(path.read_text("utf-8"))
            if told.search(form)
        }

        assert found == GET_WORDS
        for name in ("ui/frame_top.html", "concerns/list_filters.html", "households/index.html", "opinions/desk.html"):
            assert "{% url 'ui:find' %}" in (templates / name).read_text("utf-8"), name
