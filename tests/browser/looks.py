"""看页面: the checks of one page as the eye and the keyboard meet it; each returns sentences, none is good."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from tests.browser.people import Window

FINGER = 44
EYES = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")


def see(page: Page, what: str, most: float = 0) -> list[str]:
    """What `looks.js` finds: faint, nameless, small, tiny, headings, twice, foreign, cut."""
    page.wait_for_load_state()
    try:
        found: list[str] = page.evaluate(EYES, {"what": what, "most": most})
    except Error as gone:  # on a slow machine the next page may come while this one is looked at
        if "context was destroyed" not in str(gone):
            raise
        page.wait_for_load_state()
        found = page.evaluate(EYES, {"what": what, "most": most})
    return found


def faults(window: Window) -> list[str]:
    """What no page may have: sideways scroll, words on the console, requests abroad, faint text, nameless controls.

    On the telephone also: what is too low for a finger (44 px).
    """
    found = [f"{what}: {one}" for what in ("faint", "nameless", "headings", "twice") for one in see(window.page, what)]
    if window.is_phone:
        found += [f"tiny: {one}" for one in see(window.page, "tiny", FINGER)]
    wide, window_wide = window.width
    if wide > window_wide:
        found.append(f"sideways: {wide} > {window_wide}")
    return found + window.complaints


def tabs_to(page: Page, name: str, most: int = 100) -> list[str]:
    """Press Tab until the button of that name has the focus; what was wrong on the way, or that it never came."""
    here = """() => { const one = document.activeElement, style = getComputedStyle(one);
        return { words: one.innerText || "", ring: style.outlineStyle !== "none" || one.matches(".skip"),
                 html: one.outerHTML.slice(0, 90) }; }"""
    unseen = []
    for _press in range(most):
        page.keyboard.press("Tab")
        found: dict[str, Any] = page.evaluate(here)
        if not found["ring"]:
            unseen.append(f"no focus ring: {found['html']}")
        if found["words"].strip() == name:
            return unseen
    return [*unseen, f"{name} is not reached with {most} tabs"]
