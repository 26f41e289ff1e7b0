"use strict";
(() => {
  const root = document.documentElement;
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  const copied = (button) => {
    button.textContent = "copied";
    setTimeout(() => { button.textContent = "copy"; }, 1500);
  };
  const select = (code, button) => {
    const selection = getSelection();
    selection.selectAllChildren(code);
    if (document.execCommand("copy")) copied(button);
  };
  for (const button of document.querySelectorAll(".copy")) {
    button.addEventListener("click", () => {
      const code = button.previousElementSibling;
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(() => copied(button), () => select(code, button));
      else select(code, button);
    });
  }

  // Chromium on a machine without any font can fail to load a font from a style sheet, but takes the same bytes from here.
  const family = "Ddas Figures";
  document.fonts.load(`1em "${family}"`).catch(() => {
    const data = document.querySelector("style").textContent.match(/base64,([^)]*)/)[1];
    new FontFace(family, Uint8Array.from(atob(data), (c) => c.charCodeAt(0))).load().then((face) => document.fonts.add(face));
  });

  const budget = document.getElementById("budget");
  const pick = () => {
    const limit = parseFloat(budget.value);
    let best = null;
    for (const row of document.querySelectorAll("table.front tr[data-cost]")) {
      row.classList.remove("picked");
      if (parseFloat(row.dataset.cost) > limit) continue;
      const accuracy = parseFloat(row.cells[1].dataset.value);
      if (!best || accuracy > best.accuracy) best = { accuracy, row };
    }
    const output = document.getElementById("pick");
    if (!best || Number.isNaN(limit)) {
      output.textContent = "no step of the front fits";
      return;
    }
    best.row.classList.add("picked");
    const heads = best.row.closest("table").querySelectorAll("th");
    output.textContent = `take step ${best.row.cells[0].textContent} of ${best.row.closest("table").dataset.method}: ${best.row.cells[1].textContent} at ${best.row.cells[2].textContent} ${heads[2].textContent}`;
  };
  if (budget) {
    budget.addEventListener("input", pick);
    pick();
  }

  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
