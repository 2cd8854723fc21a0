// 改公文: a bound figure in a box is a chip that is moved or taken out whole. Without this, boxes show {3：40} and work the same.
(() => {
  const TOKEN = /\{(\d{1,4})(?:[：:]([^{}\n]*))?\}/g;
  let last = null;

  const chip = (token) => {
    const made = document.createElement("span");
    made.className = "slot-chip";
    made.contentEditable = "false";
    made.dataset.token = token;
    made.textContent = token.replace(/^\{\d+[：:]?/, "").replace(/\}$/, "") || token;
    return made;
  };

  const fill = (box, text) => {
    let here = 0;
    for (const found of text.matchAll(TOKEN)) {
      box.append(text.slice(here, found.index), chip(found[0]));
      here = found.index + found[0].length;
    }
    box.append(text.slice(here));
  };

  const read = (node) => {
    let text = "";
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      else if (child.dataset && child.dataset.token) text += child.dataset.token;
      else if (child.nodeName === "BR") text += "\n";
      else text += (text && !text.endsWith("\n") ? "\n" : "") + read(child);
    }
    return text;
  };

  const boxes = new Map();
  const dress = (area) => {
    const box = document.createElement("div");
    box.className = "slot-box";
    box.contentEditable = "true";
    box.setAttribute("role", "textbox");
    box.setAttribute("aria-multiline", "true");
    box.setAttribute("aria-label", area.getAttribute("aria-label"));
    fill(box, area.value);
    area.hidden = true;
    area.after(box);
    boxes.set(box, area);
    const keep = () => { area.value = read(box); };
    box.addEventListener("input", () => { keep(); area.dispatchEvent(new Event("input", { bubbles: true })); });
    box.addEventListener("focus", () => { last = box; });
    box.addEventListener("paste", (event) => {
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain");
      put(box, document.createTextNode(text));
      keep();
    });
  };

  const put = (box, node) => {
    const chosen = window.getSelection();
    const range = chosen.rangeCount && box.contains(chosen.anchorNode) ? chosen.getRangeAt(0) : null;
    if (range) { range.deleteContents(); range.insertNode(node); range.setStartAfter(node); range.collapse(true); chosen.removeAllRanges(); chosen.addRange(range); }
    else box.append(node);
  };

  // 篇幅: as Word counts, a Chinese character or mark is one, so is an unbroken group of letters and digits
  const told = document.querySelector("[data-lx-length]");
  const count = () => {
    const areas = [...document.querySelectorAll("textarea[data-lx-slots]")];
    const words = areas.map((area) => area.value.replace(TOKEN, (whole, number, text) => text || "1")).join("\n");
    const found = words.match(/[A-Za-z0-9.,%/:-]*[A-Za-z0-9%]|[^\sA-Za-z0-9]/g) || [];
    told.querySelector("b").textContent = found.length;
    told.classList.toggle("over", found.length > Number(told.dataset.lxLength));
  };

  document.querySelectorAll("textarea[data-lx-slots]").forEach(dress);
  if (told) document.addEventListener("input", count);
  document.querySelectorAll("[data-lx-slot]").forEach((button) => {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const box = last || boxes.keys().next().value;
      if (!box) return;
      put(box, chip(button.dataset.lxSlot));
      boxes.get(box).value = read(box);
      box.focus();
    });
  });
})();
