"""只用键盘: one person's hands on the keys alone; where the focus is is read as a screen reader would say it."""

from typing import Any

from tests.browser.people import PASSWORD, WAIT, Window

SAID = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ids = (one.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
  const labels = [...(one.labels || [])].map((label) => label.innerText);
  const name = one.getAttribute("aria-label") || ids.map((id) => document.getElementById(id).innerText).join(" ")
    || labels.join(" ") || one.innerText || one.title || "";
  const group = one.type === "radio" && one.closest("fieldset") ? one.closest("fieldset").querySelector("legend").innerText : "";
  return { name: name.trim(), group, ring: style.outlineStyle !== "none" || one.matches("main, .skip"), tag: one.tagName,
    hidden: box.bottom < 0 || box.top > innerHeight, chosen: one.selectedOptions ? one.selectedOptions[0]?.text.trim() : "",
    html: one.outerHTML.slice(0, 120) };
}"""
MOST = 150
FIELDS = ("INPUT", "SELECT", "TEXTAREA")


class Keys:
    """键: Tab, arrows, Enter, Space and what is typed; `unseen` notes every stop without a ring or out of sight."""

    def __init__(self, window: Window) -> None:
        self.window, self.keyboard = window, window.page.keyboard
        self.unseen = list[str]()

    def here(self) -> dict[str, Any]:
        """Where the focus is."""
        found: dict[str, Any] = self.window.page.evaluate(SAID)
        return found

    def to(self, name: str, *tags: str) -> None:
        """Tab until what bears that name, and is one of these tags; a group of radios goes by its legend."""
        for _press in range(MOST):
            self.keyboard.press("Tab")
            at = self.here()
            if at["tag"] != "BODY" and (not at["ring"] or at["hidden"] or not (at["name"] or at["group"])):
                self.unseen.append(at["html"])
            if name in (_first(at["name"]), _first(at["group"])) and (not tags or at["tag"] in tags):
                return
        raise AssertionError(f"{name} is not reached with {MOST} tabs on {self.window.page.url}")

    def opens(self, name: str) -> None:
        """Enter on the link or button, and the page that follows."""
        self.to(name, "A", "BUTTON")
        with self.window.page.expect_navigation(wait_until="domcontentloaded", timeout=3 * WAIT):
            self.keyboard.press("Enter")

    def types(self, name: str, words: str) -> None:
        self.to(name, *FIELDS)
        self.keyboard.press("Control+A")
        self.keyboard.insert_text(words)

    def picks(self, name: str, word: str) -> None:
        """One of a list or of a group of radios, by the arrow."""
        self.to(name, *FIELDS)
        for _press in range(MOST):
            at = self.here()
            if at["chosen"] == word or _first(at["name"]).startswith(word):
                self.keyboard.press("Space") if at["group"] else None
                return
            self.keyboard.press("ArrowDown")
        raise AssertionError(f"{word} is not among {name} on {self.window.page.url}")

    def logs_in(self, username: str) -> None:
        self.window.go("/accounts/login/")
        self.types("登录名", username)
        self.types("密码", PASSWORD)
        self.opens("登录")


def _first(words: str) -> str:
    """The name without “选填” and whatever stands on further lines."""
    return words.removesuffix("选填").strip().split("\n")[0].strip()
