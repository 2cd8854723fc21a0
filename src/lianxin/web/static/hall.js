/* 现场投票: asks for the number of ballots every five seconds; without it one loads the page again. */
"use strict";
(() => {
  const place = document.querySelector("[data-lx-hall-from]");
  if (!place) return;
  const value = (told, path) => path.split(".").reduce((part, key) => (part || {})[key], path.includes(".") ? told.groups : told);
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.lxHallFrom, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      document.querySelectorAll("[data-lx-hall]").forEach((one) => {
        const number = value(told, one.dataset.lxHall);
        if (number !== undefined) one.textContent = number;
      });
      if (!told.is_open) location.reload();
    } catch { /* the line is down for a moment: the last number stays */ }
  };
  setInterval(look, 5000);
})();
