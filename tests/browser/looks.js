// 看页面: what a careful eye finds on a page, as sentences; an empty list is a good page.
// Called with one of the names below and, for some, a measure.
({ what, most }) => {
  const shown = (one) => {
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    return box.width > 1 && box.height > 1 && style.visibility === "visible" && one.checkVisibility({ opacityProperty: true })
      && !one.closest(".unseen, .skip, .trap, [aria-hidden=true]");
  };
  const named = (one) => (one.outerHTML.slice(0, 110));
  const colour = (text) => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const over = (above, below) => above.rgb.map((value, at) => value * above.alpha + below[at] * (1 - above.alpha));
  const ground = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) layers.unshift(colour(getComputedStyle(at).backgroundColor));
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, ink) => {
    const below = ground(one);
    const [a, b] = [light(over(colour(ink), below)), light(below)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const texts = () => {
    const found = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const one = walk.currentNode.parentElement;
      if (walk.currentNode.data.trim() && shown(one) && !["SCRIPT", "STYLE", "OPTION"].includes(one.tagName)) found.add(one);
    }
    return [...found];
  };
  const controls = () => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href], summary")];

  const eyes = {
    // WCAG 1.4.3, without the relief for large type
    faint: () => [
      ...texts().map((one) => [one, getComputedStyle(one)[one.closest("svg") ? "fill" : "color"]]),
      ...[...document.querySelectorAll("[placeholder]")].filter(shown).map((one) => [one, getComputedStyle(one, "::placeholder").color]),
    ].map(([one, ink]) => [one, contrast(one, ink)]).filter(([, ratio]) => ratio < 4.5)
      .map(([one, ratio]) => `${ratio.toFixed(2)}:1 ${named(one)}`),

    // WCAG 1.3.1, 3.3.2, 4.1.2
    nameless: () => controls().filter((one) => one.checkVisibility()).filter((one) => {
      const ids = (one.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
      const words = [one.getAttribute("aria-label"), one.title, ...ids.map((id) => document.getElementById(id)?.textContent),
        ...[...(one.labels || [])].map((label) => label.textContent),
        ["A", "BUTTON", "SUMMARY"].includes(one.tagName.toUpperCase()) && one.textContent,
        ...[...one.querySelectorAll("img[alt]")].map((img) => img.alt)];
      return !words.some((word) => word && word.trim());
    }).map(named),

    // too small to read for whoever asked for large type
    small: () => texts().map((one) => [one, parseFloat(getComputedStyle(one).fontSize)])
      .filter(([, size]) => size < most).map(([one, size]) => `${size}px ${named(one)}`),

    // too small to hit: a radio or tick counts with its label, a link inside a sentence not at all
    tiny: () => controls().filter(shown).filter((one) => one.tagName !== "A" || getComputedStyle(one).display !== "inline")
      .map((one) => {
        const inside = ["radio", "checkbox"].includes(one.type) ? [one, ...one.labels] : [one];
        return [one, Math.max(...inside.map((part) => part.getBoundingClientRect().height))];
      }).filter(([, height]) => height < most - 0.5).map(([one, height]) => `${height.toFixed(0)}px ${named(one)}`),

    // one heading of the first level, no level left out on the way down (WCAG 1.3.1)
    headings: () => {
      const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]));
      const jumps = levels.some((level, at) => at && level > levels[at - 1] + 1);
      return levels.filter((level) => level === 1).length === 1 && !jumps ? [] : [levels.join(" ")];
    },

    // what a screen reader would say in another language than the page's (WCAG 3.1.2); names of things may be Latin
    foreign: () => {
      const said = (one) => [one.getAttribute("aria-label"), one.getAttribute("title"), one.getAttribute("alt"),
        one.getAttribute("placeholder"), one.matches("a, button, summary, label, legend, th, caption, h1, h2, h3, option") && one.textContent];
      const known = /^(\W|\d|_|PDF|docx|xlsx|txt|CSV|JSON|Excel|Word|XLSForm|iCal|ics|QR|TXT|html|md|py|verify|board|json|csv|sha256|SM2|SM3|AES|A4|A5|A3|[A-Z]-\d+|[A-Z0-9]{4})*$|^https?:/i;
      return [...document.querySelectorAll("body *")].filter((one) => !one.closest("[lang=en], script, style"))
        .flatMap((one) => said(one).filter((words) => words && /[a-z]/i.test(words) && !/[\u4e00-\u9fff]/.test(words) && !known.test(words.trim()))
          .map((words) => `${words.trim().slice(0, 40)} ${named(one)}`));
    },

    // words that a box cuts off without an ellipsis and without a way to scroll (WCAG 1.4.4, 1.4.12)
    cut: () => texts().filter((one) => {
      const box = one.getBoundingClientRect();
      for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.textOverflow === "ellipsis" || /auto|scroll/.test(style.overflowX + style.overflowY)) return false;
        if (style.overflowX !== "hidden" && style.overflowX !== "clip") continue;
        const around = at.getBoundingClientRect();
        if (box.right > around.right + 1 || box.left < around.left - 1 || box.bottom > around.bottom + 1) return true;
      }
      return false;
    }).map(named),

    // ids that stand twice: labels and descriptions would point at the wrong one
    twice: () => {
      const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
      return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
    },
  };
  return eyes[what]();
}
