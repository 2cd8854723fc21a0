"""画册: pictures of the pages for the documents, taken only when `make pictures` asks for them."""

import os
from pathlib import Path

from tests.browser.people import Window
from tests.browser.shrink import shrink

FOLDER = "LIANXIN_PICTURES"  # names the folder; unset = no pictures


class Album:
    """Numbered pictures of one story, as wide and high as the window."""

    def __init__(self, name: str) -> None:
        self.name, self.count = name, 0

    def take(self, window: Window, what: str) -> None:
        """The next picture of the story, where pictures are asked for."""
        self.count += 1
        if folder := os.environ.get(FOLDER):
            take(window, Path(folder) / f"{self.name}-{self.count:02d}-{what}.png")


def take(window: Window, file: Path) -> None:
    """One picture of what the window shows, made small."""
    window.page.mouse.move(0, 0)
    window.page.screenshot(path=file, animations="disabled", caret="hide")
    shrink(file)
