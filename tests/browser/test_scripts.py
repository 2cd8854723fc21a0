"""存下的脚本, in a real browser: sixty payloads in every field of a few rooms, and the canary never sings (security.md §5)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.browser.conftest import need_chromium
from tests.web import scripts
from tests.web import world as worlds
from tests.web.test_doors import world
from tests.web.test_stored_scripts import HALLS, TURNS, WRITTEN, furnish, told

__all__ = ["world"]
pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


def sung(folder: Path, pages: dict[str, list[str]]) -> list[str]:
    """Chromium in a process of its own: its loop and the database share no thread."""
    (folder / "pages.json").write_text(json.dumps(pages), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.canary", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@pytest.mark.parametrize("rooms", HALLS, ids=lambda rooms: "+".join(rooms))
def test_no_page_runs_what_was_written_into_it(world: worlds.World, tmp_path: Path, rooms: list[str]) -> None:
    need_chromium()
    furnish(world, rooms)
    for turn in range(TURNS):
        assert scripts.plant(turn, WRITTEN) > 10
        policies: dict[str, str] = {}
        pages = {
            f"{who} {path} {n}": [policies[f"{who} {path}"], body.decode()]
            for n, (who, path, body, kind) in enumerate(told(world, rooms, policies))
            if kind.startswith("text/html") and scripts.MARK.encode() in body
        }
        assert all("script-src" in policy for policy, _body in pages.values())
        assert pages
        assert sung(tmp_path, pages) == []


def test_the_canary_sings_where_words_are_not_kept_as_words(tmp_path: Path) -> None:
    need_chromium()
    live = [
        one
        for one in scripts.PAYLOADS
        if one.startswith(("<script", "<img", "<svg onload", '"><img', "<input", "<body"))
    ]
    pages = {f"{n}": ["", f"<!doctype html><html><body><p>{one}</p></body></html>"] for n, one in enumerate(live)}

    assert len({json.loads(line)["page"] for line in sung(tmp_path, pages)}) >= len(live) - 1


def test_the_policy_keeps_quiet_what_would_sing_and_reports_it(db: None, tmp_path: Path) -> None:
    """Where words are not kept as words the policy of our pages still holds, and whoever listens hears of it."""
    need_chromium()
    policy = Client().get("/public/").headers["Content-Security-Policy"]
    page = "<!doctype html><html><body><p><script>window.__lx=1</script><img src=x onerror=window.__lx=1></p></body></html>"

    said = [json.loads(line)["what"] for line in sung(tmp_path, {"1": [policy, page]})]

    assert sum("the canary sang" in one for one in said) == 1  # without the policy
    assert sum("LXCSP" in one for one in said) >= 2  # with it
