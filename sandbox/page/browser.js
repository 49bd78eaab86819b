/** The enterprise's phone: a plain browser without a chat. Links of this machine open here. */
import { el } from "./dom.js";
import { ALLOW, SANDBOX } from "./frames.js";
import { icon, iconButton } from "./icons.js";
import { t } from "./words.js";

export const BROWSER = "browser";

/** Whether a link leads to this machine, so that a page of the running product is meant. */
export function isHere(url) {
  const { protocol, hostname } = parse(url) ?? {};
  if (protocol !== "http:" && protocol !== "https:") return false;
  return /^(127(\.\d+){3}|\[::1\]|localhost|.*\.localhost)$/.test(hostname) || hostname === location.hostname;
}

export class Browser {
  constructor() {
    Object.assign(this, { visited: [], deeper: 0, depth: 0, frame: null });
    this.backButton = iconButton("browser-back", t("back"), "back", () => this.back());
    this.reloadButton = iconButton("browser-reload", t("reload"), "reload", () => this.show(this.address.value));
    this.address = el("input", {
      type: "text", inputmode: "url", class: "address", data: { act: "address" }, "aria-label": t("address"),
      placeholder: t("address_hint"), autocomplete: "off", spellcheck: "false",
      on: { focus: () => this.address.select() },
    });
    const newTab = { target: "_blank", rel: "noopener", title: t("link_new_tab"), "aria-label": t("link_new_tab") };
    this.away = el("a", { class: "icon-button", ...newTab, data: { act: "browser-away" }, hidden: true }, icon("away"));
    const bar = el(
      "form",
      { class: "address-bar", on: { submit: (event) => this.onSubmit(event) } },
      this.backButton, this.address,
      iconButton("browser-go", t("go"), "forward", () => undefined, { type: "submit" }),
      this.reloadButton, this.away,
    );
    this.complaint = el("p", { class: "complaint", role: "alert" });
    this.body = el("div", { class: "browser-body" });
    const head = el(
      "header",
      { class: "phone-head" },
      el("span", { class: "avatar globe" }, icon("globe")),
      el("div", { class: "who" }, el("strong", {}, t("enterprise")), el("span", {}, t("enterprise_note"))),
    );
    const named = { data: { browser: "", person: BROWSER }, "aria-label": t("enterprise") };
    this.node = el("section", { class: "phone browser", ...named }, head, bar, this.complaint, this.body);
    this.blank();
  }

  blank() {
    this.frame = null;
    const words = [el("strong", {}, t("enterprise_empty")), el("p", {}, t("enterprise_hint"))];
    this.body.replaceChildren(el("div", { class: "empty" }, words));
    this.buttons();
  }

  onSubmit(event) {
    event.preventDefault();
    const typed = this.address.value.trim();
    const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`);
    const good = typed && url && /^https?:$/.test(url.protocol);
    this.complaint.textContent = good ? "" : t("address_bad");
    if (good) this.open(url.href);
  }

  /** Opens an address of this machine in the frame, any other in a tab of its own. */
  open(url) {
    if (!isHere(url)) {
      window.open(url, "_blank", "noopener");
      return;
    }
    this.visited.push(url);
    this.show(url);
  }

  show(url) {
    if (!url) return;
    this.address.value = url;
    this.away.href = url;
    this.deeper = 0;
    // A new frame leaves no trace in the history of the tab, unlike a new address in the old one.
    const limits = { sandbox: SANDBOX, allow: ALLOW, referrerpolicy: "no-referrer" };
    this.frame = el("iframe", { src: url, title: t("enterprise"), ...limits });
    this.depth = history.length;
    this.frame.addEventListener("load", () => this.onLoad());
    this.body.replaceChildren(this.frame);
    this.buttons();
  }

  /** Links followed inside the frame cannot be read, but each makes the history of the tab longer. */
  onLoad() {
    this.deeper += Math.max(0, history.length - this.depth);
    this.depth = history.length;
    this.buttons();
  }

  back() {
    if (this.deeper > 0) {
      this.deeper -= 1;
      history.back();
      return;
    }
    this.visited.pop();
    if (this.visited.length) this.show(this.visited[this.visited.length - 1]);
    else {
      this.address.value = "";
      this.blank();
    }
  }

  buttons() {
    this.backButton.disabled = this.visited.length === 0;
    this.reloadButton.disabled = this.frame === null;
    this.away.hidden = this.frame === null;
  }
}

function parse(url) {
  return URL.canParse(url) ? new URL(url) : null;
}
