/* 涂黑: drags boxes over the picture into the rows of numbers, which work without this file. */
"use strict";
(() => {
  const form = document.querySelector("[data-lx-blacken]");
  if (!form) return;
  const canvas = form.querySelector("[data-lx-canvas]");
  const body = form.querySelector("tbody");
  const rows = () => [...body.querySelectorAll("[data-lx-box]")];
  const fields = (row) => [...row.querySelectorAll("input")];
  const values = (row) => fields(row).map((one) => parseFloat(one.value));
  const percent = (part) => Math.round(Math.min(Math.max(part, 0), 1) * 1000) / 10;

  const paint = () => {
    canvas.querySelectorAll(".black").forEach((one) => one.remove());
    rows().forEach((row) => {
      const numbers = values(row);
      if (numbers.some(Number.isNaN)) return;
      const box = document.createElement("div");
      box.className = "black";
      ["left", "top", "width", "height"].forEach((side, at) => { box.style[side] = numbers[at] + "%"; });
      canvas.append(box);
    });
  };

  const blankRow = () => {
    const blank = rows().find((row) => fields(row).every((one) => !one.value));
    if (blank) return blank;
    if (rows().length >= 20) return null;
    const copy = rows()[0].cloneNode(true);
    fields(copy).forEach((one) => { one.value = ""; });
    body.append(copy);
    return copy;
  };

  let row = null;
  let start = null;
  const place = (event) => {
    const edge = canvas.getBoundingClientRect();
    return [(event.clientX - edge.left) / edge.width, (event.clientY - edge.top) / edge.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    row = blankRow();
    start = row && place(event);
    if (start) canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!start) return;
    const here = place(event).map((part) => Math.min(Math.max(part, 0), 1));
    const low = here.map((part, at) => Math.min(part, start[at]));
    const size = here.map((part, at) => Math.abs(part - start[at]));
    [...low, ...size].forEach((part, at) => { fields(row)[at].value = percent(part); });
    paint();
  });
  const end = () => {
    if (start && values(row).slice(2).some((part) => !(part > 0))) fields(row).forEach((one) => { one.value = ""; });
    start = null;
    paint();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  body.addEventListener("input", paint);
  paint();
})();
