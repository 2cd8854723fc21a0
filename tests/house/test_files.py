"""What is kept: no path of one machine, no host of a package registry, no key, nothing binary by accident."""

import re

from tests.house import source

TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".html",
    ".css",
    ".js",
    ".cfg",
    ".yml",
    ".yaml",
    ".json",
    ".sh",
    ".po",
    ".csv",
    "",
}
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + r"me/\w"]) + r")(?:/|\b(?=[\"'\s:]))"
)
REGISTRY = re.compile(
    r"(?:--(?:extra-)?index-url|find-links)[ =]+https?://|https?://[\w.-]*(?:pypi|pythonhosted|npmjs|artifactory|nexus|goproxy)",
    re.IGNORECASE,
)
KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")


def texts() -> list[tuple[str, str]]:
    return [
        (source.name(path), path.read_text("utf-8", errors="replace"))
        for path in source.tracked()
        if path.suffix in TEXT and path.stat().st_size < 2_000_000
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [name for name, text in texts() if MACHINE.search(text)] == []


def test_no_file_names_the_host_of_a_registry() -> None:
    assert [name for name, text in texts() if REGISTRY.search(text)] == []


def test_no_key_is_kept() -> None:
    assert [name for name, text in texts() if KEY.search(text)] == []


def test_no_word_of_the_workshop_is_left_behind() -> None:
    """A line left for later, a breakpoint, a printed trace."""
    marks = re.compile(
        r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b|breakpoint\(\)|pdb\.set_trace"
    )
    assert [
        name for name, text in texts() if name.startswith("src/") and name.endswith(".py") and marks.search(text)
    ] == []
