/** What lies over one phone: sheets, menus, alerts, toasts, a picture seen large. */
import { button, el } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { t } from "./words.js";

const TOAST_MS = 2600;
const TOAST_MS_PER_CHARACTER = 45;
const FOCUSABLE = "button:not([hidden]), [href], input:not([type=file]), textarea, select, [tabindex='0']";

/** A box over the phone that assistive technology announces by its label. */
export function dialog(name, label, look, ...children) {
  const named = { role: "dialog", "aria-modal": "true", "aria-label": label, tabindex: "-1" };
  return el("section", { class: look, ...named, data: { sheet: name } }, ...children);
}

export class Overlays {
  /**
   * @param {HTMLElement} root the phone
   * @param {HTMLElement} content what becomes inert while something lies over it
   */
  constructor(root, content) {
    Object.assign(this, { root, content, layers: [] });
    this.toasts = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.node = el("div", { class: "overlays" }, this.toasts);
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.layers.length) return;
      event.stopPropagation();
      this.layers[this.layers.length - 1].dismiss();
    });
  }

  /**
   * Lays a node over the phone.
   * @param {HTMLElement} node
   * @param {{name: string, onDismiss?: () => boolean}} options `onDismiss` may return false to stay open
   * @returns {{close: () => void, dismiss: () => void}}
   */
  open(node, { name, onDismiss = () => true }) {
    const active = document.activeElement;
    const focusIsHere = active === document.body || this.root.contains(active);
    const frame = el("div", { class: `layer ${name}-layer`, data: { layer: name } }, node);
    const layer = {
      frame,
      close: () => {
        if (!this.layers.includes(layer)) return;
        this.layers = this.layers.filter((other) => other !== layer);
        frame.remove();
        this.settle();
        if (focusIsHere && active.isConnected) active.focus?.({ preventScroll: true });
      },
      dismiss: () => {
        if (onDismiss() !== false) layer.close();
      },
    };
    frame.addEventListener("pointerdown", (event) => event.target === frame && layer.dismiss());
    this.layers.push(layer);
    this.node.insertBefore(frame, this.toasts);
    this.settle();
    // Typing on another phone must not be interrupted by what happens on this one.
    const first = node.querySelector("[autofocus]") ?? node.querySelector(FOCUSABLE) ?? node;
    if (focusIsHere) first.focus({ preventScroll: true });
    return layer;
  }

  settle() {
    this.content.inert = this.layers.length > 0;
    this.layers.forEach(({ frame }, i) => (frame.inert = i < this.layers.length - 1));
  }

  /** A sheet from below with a title and a close button. `fill(close)` gives its content. */
  sheet(name, title, fill) {
    const heading = el("h2", {}, title);
    const body = el("div", { class: "sheet-body" });
    const close = iconButton("close-sheet", t("close"), "close", () => layer.dismiss());
    const node = dialog(name, title, "sheet", el("header", { class: "sheet-head" }, heading, close), body);
    body.append(...[fill(() => layer.close())].flat());
    const layer = this.open(node, { name: "sheet" });
  }

  /**
   * A menu at a point or beside an element.
   * @param {{act: string, label: string, sign: string, run: () => void, danger?: boolean}[]} items
   */
  menu(items, at) {
    const entries = items.map(({ act, label, sign, run, danger }) => {
      const choose = () => {
        layer.close();
        run();
      };
      const look = { class: danger ? "menu-item danger-text" : "menu-item", role: "menuitem" };
      return button(act, label, choose, look, icon(sign), el("span", {}, label));
    });
    const node = el("div", { class: "menu", role: "menu" }, entries);
    node.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = entries.indexOf(document.activeElement) + step;
      entries[(next + entries.length) % entries.length].focus();
    });
    // A long press opens a menu, and some browsers then ask for another one.
    for (const open of this.layers.filter(({ frame }) => frame.dataset.layer === "menu")) open.close();
    const layer = this.open(node, { name: "menu" });
    this.place(node, at);
    return layer;
  }

  place(node, at) {
    const room = this.root.getBoundingClientRect();
    const box = at instanceof Element ? at.getBoundingClientRect() : { left: at.clientX, bottom: at.clientY };
    const left = Math.min(box.left - room.left, room.width - node.offsetWidth - 8);
    const top = Math.min(box.bottom - room.top + 2, room.height - node.offsetHeight - 8);
    node.style.setProperty("left", `${Math.max(8, left)}px`);
    node.style.setProperty("top", `${Math.max(8, top)}px`);
  }

  /**
   * A box in the middle with a text and buttons.
   * @param {{id: string, text: string, danger?: boolean}[]} choices
   * @param {(id: string|null) => void} onAnswer null when it was dismissed
   */
  alert(title, text, choices, onAnswer = () => undefined) {
    const answer = (id) => {
      layer.close();
      onAnswer(id);
    };
    const named = { role: "alertdialog", "aria-modal": "true", "aria-label": title || text, tabindex: "-1" };
    const node = el(
      "div",
      { class: "alert", ...named, data: { alert: "" } },
      title && el("h2", {}, title),
      el("p", {}, text),
      el("div", { class: "alert-buttons" }, choices.map((choice) =>
        button("answer", choice.text, () => answer(choice.id), {
          class: choice.danger ? "danger-text" : "", data: { answer: choice.id },
        }))),
    );
    const layer = this.open(node, {
      name: "alert",
      onDismiss: () => {
        onAnswer(null);
        return true;
      },
    });
  }

  toast(text) {
    const node = el("div", { class: "toast", data: { toast: "" } }, text);
    this.toasts.replaceChildren(node);
    setTimeout(() => node.remove(), TOAST_MS + text.length * TOAST_MS_PER_CHARACTER);
  }

  picture(url, label) {
    const close = iconButton("close-photo", t("close"), "close", () => layer.close(), { class: "light" });
    const image = el("img", { class: "full", src: url, alt: label, on: { click: () => layer.close() } });
    const layer = this.open(dialog("photo", label, "viewer", close, image), { name: "photo" });
  }

  /** A PDF in the browser's own viewer; the server offers files for download only, so the bytes are fetched. */
  async document(url, name) {
    const answer = await fetch(url);
    const address = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: "application/pdf" }));
    const close = iconButton("close-sheet", t("close"), "close", () => layer.dismiss());
    const head = el("header", { class: "sheet-head" }, el("h2", {}, name), close);
    const frame = el("iframe", { src: address, title: name });
    const node = dialog("document", name, "sheet app-sheet expanded", head, frame);
    const layer = this.open(node, {
      name: "sheet",
      onDismiss: () => {
        URL.revokeObjectURL(address);
        return true;
      },
    });
  }
}
