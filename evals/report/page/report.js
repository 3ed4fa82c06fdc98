"use strict";
{
  const tools = document.querySelector(".tools");
  const cases = [...document.querySelectorAll(".case")];
  const texts = new WeakMap();

  const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, plain(item.textContent));
    return texts.get(item);
  };
  const shown = () => cases.filter((item) => !item.hidden);

  const start = () => {
    const [search, category, reason] = ["search", "category", "reason"].map((id) => document.getElementById(id));

    const filter = () => {
      const words = plain(search.value).split(" ").filter(Boolean);
      for (const item of cases) {
        item.hidden = !(
          (!category.value || item.dataset.category === category.value) &&
          (!reason.value || item.dataset.reasons.includes(` ${reason.value} `)) &&
          words.every((word) => textOf(item).includes(word))
        );
      }
      const left = shown().length;
      document.getElementById("shown").textContent = `${left.toLocaleString("en")} of ${cases.length.toLocaleString("en")} shown`;
      document.getElementById("nothing").hidden = left > 0;
    };

    const go = (step) => {
      const among = shown();
      const here = among.indexOf(document.activeElement?.closest?.(".case"));
      const next = among[here < 0 ? (step > 0 ? 0 : among.length - 1) : here + step];
      if (!next) return;
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "start" });
    };

    const keys = {
      "/": () => search.focus(),
      j: () => go(1),
      k: () => go(-1),
      Escape: () => { tools.reset(); search.blur(); },
      Enter: () => {
        const ranking = document.activeElement?.matches?.(".case") && document.activeElement.querySelector(".ranking");
        if (ranking) ranking.open = !ranking.open;
      },
    };

    tools.addEventListener("input", filter);
    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.addEventListener("reset", () => setTimeout(filter));
    document.addEventListener("keydown", (event) => {
      const typing = event.target.matches("input, select, textarea");
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !Object.hasOwn(keys, event.key)) return;
      if (typing && event.key !== "Escape") return;
      if (event.key === "/") event.preventDefault();
      keys[event.key]();
    });
    for (const link of document.querySelectorAll("[data-show]")) {
      link.addEventListener("click", () => {
        tools.reset();
        category.value = link.dataset.show;
        setTimeout(filter);
      });
    }
    tools.hidden = false;
    filter();
  };

  if (tools) start();
}
