/** The bar above the phones: who there is, who has something unread, and the word that all of it is made up. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { BROWSER } from "./browser.js";
import { fullName } from "./chat.js";
import { language, t } from "./words.js";

export class Switcher {
  /** @param {object} desk takes bringUp(id) */
  constructor(desk) {
    this.desk = desk;
    this.chips = new Map();
    this.strip = el("nav", { class: "chips", "aria-label": t("people") });
    this.state = el("span", { class: "offline", role: "status", hidden: true }, t("offline"));
    const words = { class: "language", lang: language === "en" ? "zh-CN" : "en", data: { act: "language" } };
    this.other = el("a", { href: otherLanguage(), ...words }, t("other_language"));
    this.node = el(
      "header",
      { class: "desk-head" },
      el("div", { class: "demo" }, el("span", { class: "demo-words" }, t("demo")), this.state, this.other),
      this.strip,
    );
  }

  /** @param {object[]} people */
  list(people) {
    const entries = people.map((person) => [person.id, person.title || fullName(person), null]);
    entries.push([BROWSER, t("enterprise"), "globe"]);
    const kept = new Map();
    for (const [id, name, sign] of entries) {
      const known = this.chips.get(id);
      kept.set(id, known?.name === name ? known : { name, node: this.chip(id, name, sign) });
    }
    this.chips = kept;
    const nodes = [...kept.values()].map(({ node }) => node);
    // Taking a chip out and putting it back would take the focus from it.
    const shown = this.strip.children;
    const same = nodes.length === shown.length && nodes.every((node, i) => node === shown[i]);
    if (!same) this.strip.replaceChildren(...nodes);
  }

  chip(id, name, sign) {
    return button("switch", name, () => this.desk.bringUp(id), { class: "chip", data: { chip: id } },
      sign && icon(sign), el("span", { class: "chip-name" }, name), el("span", { class: "dot" }));
  }

  /** @param {(id) => {open: boolean, current: boolean, unread: number}} stateOf */
  show(stateOf) {
    this.other.href = otherLanguage();
    for (const [id, { name, node }] of this.chips) {
      const { open, current, unread } = stateOf(id);
      node.setAttribute("aria-pressed", String(open));
      node.classList.toggle("current", current);
      node.dataset.unread = unread;
      node.setAttribute("aria-label", unread ? `${name} · ${t("unread")}` : name);
    }
  }

  reveal(id) {
    this.chips.get(id)?.node.scrollIntoView({ block: "nearest", inline: "center" });
  }

  showLive(live) {
    this.state.hidden = live;
  }
}

function otherLanguage() {
  const params = new URLSearchParams(location.search);
  params.set("lang", language === "en" ? "zh" : "en");
  return `?${params}`;
}
