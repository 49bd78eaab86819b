/**
 * The page of phones: one or several people's phones side by side; on a phone-size screen, one at a time.
 *
 * URL: `?people=101,102` opens these phones (`browser` = the enterprise phone); `?lang=zh|en` sets the page's words.
 *
 * Hooks for tests, kept stable:
 *   html[data-live=on|off]                       whether the event stream is open
 *   [data-chip=PERSON|browser]                   button of the switcher; aria-pressed = open, data-unread = count
 *   section[data-person=PERSON]                  one phone; hidden when another one is in front
 *   [data-message-id=ID][data-from=me|bot]       a message; in an album each tile has its own data-message-id
 *   [data-album=GROUP]                           the row of an album
 *   .inline-button[data-key=TEXT][data-row][data-column]   inline button; aria-busy while it waits; data-style
 *   .reply-button[data-key=TEXT]                 button of the reply keyboard; data-asks=location
 *   [data-toast], [data-alert], [data-answer=ID] what a press was answered with, and the alert's buttons
 *   [data-layer], [data-sheet=NAME]              what lies over a phone: attach, files, place, sample, odd, forward,
 *                                                webapp, document, photo
 *   [data-pick=album|camera|file]                the hidden file fields of the attach sheet
 *   iframe[data-webapp]                          a running Mini App
 *   section[data-browser] [data-act=address]     the enterprise phone and its address bar
 *   [data-act=NAME]                              every other control: write, send, attach, start, toggle-keyboard,
 *     commands, phone-menu, put-away, block, unblock, to-bottom, message-menu, reply, edit, copy, forward, delete,
 *     view-photo, download, expand, place-near, place-far, place-send, latitude, longitude, webapp-main, …
 */
import { api, Stream } from "./api.js";
import { Browser, BROWSER, isHere } from "./browser.js";
import { Chat } from "./chat.js";
import { el } from "./dom.js";
import { Handset } from "./handset.js";
import { Switcher } from "./switcher.js";
import { language, t } from "./words.js";

const PHONE_PX = 410;
const LOOK_AGAIN_MS = 1500;
const small = matchMedia("(max-width: 500px)");

class Desk {
  constructor() {
    Object.assign(this, { people: [], handsets: new Map(), open: new Set(), browser: null, n: 0, ready: false });
    this.revealed = null;
    this.asked = (new URLSearchParams(location.search).get("people") ?? "").split(",").filter(Boolean).map(idOf);
    // Until someone chooses, as many phones are open as fit beside each other.
    this.chosen = this.asked.length > 0;
    this.current = this.asked[0] ?? null;
    this.switcher = new Switcher(this);
    this.note = el("p", { class: "desk-note" }, t("nobody"));
    this.row = el("main", { class: "desk" }, this.note);
    this.stream = new Stream(() => this.reload(), (event) => this.take(event), (live) => this.showLive(live));
  }

  begin() {
    document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    document.title = t("title");
    document.body.append(this.switcher.node, this.row);
    small.addEventListener("change", () => this.arrange());
    document.addEventListener("visibilitychange", () => {
      for (const handset of this.handsets.values()) if (handset.watching) handset.reachedBottom();
    });
    window.addEventListener("focus", () => this.listPeople().catch(() => undefined));
    setInterval(() => this.people.length || this.listPeople().catch(() => undefined), LOOK_AGAIN_MS);
    this.stream.open();
  }

  /** After a break: who there is, and every chat afresh. @returns the event number to go on from */
  async reload() {
    await this.listPeople();
    const known = [...this.handsets.values()].filter(({ chat, id }) => chat.loaded || this.open.has(id));
    const numbers = await Promise.all(known.map((handset) => handset.load()));
    const after = numbers.length ? Math.min(...numbers) : 0;
    if (after < this.n) for (const { chat } of this.handsets.values()) chat.loaded || (chat.missed = 0);
    this.n = after;
    this.ready = true;
    return after;
  }

  async listPeople() {
    this.people = await api.people();
    // Another world may have taken the place of the one before.
    const there = new Set(this.people.map(({ id }) => id));
    for (const id of [...this.handsets.keys()]) if (!there.has(id)) this.handsets.delete(id);
    for (const person of this.people) {
      if (!this.handsets.has(person.id)) this.handsets.set(person.id, new Handset(this, new Chat(person)));
    }
    this.switcher.list(this.people);
    this.openWanted();
    this.arrange();
  }

  /** Opens who was asked for as soon as they are there; without a wish, or with nobody known in it, who fits. */
  openWanted() {
    for (const id of this.asked.filter((wanted) => wanted === BROWSER || this.handsets.has(wanted))) this.open.add(id);
    this.asked = this.asked.filter((id) => !this.open.has(id));
    if (this.chosen && (this.open.size || !this.asked.length)) return;
    const fitting = Math.max(1, Math.floor(window.innerWidth / PHONE_PX));
    for (const { id } of this.people.slice(0, fitting)) this.open.add(id);
  }

  take(event) {
    this.n = Math.max(this.n, event.n);
    const handset = this.handsets.get(event.chat);
    if (handset) handset.take(event);
    else if (event.type === "reset") this.stream.open();
    else if (event.chat > 0) this.listPeople().catch(() => undefined);
    this.changed();
  }

  /** Opens a phone if it lies closed, and brings it to the front. */
  bringUp(id) {
    this.chosen = true;
    this.open.add(id);
    this.current = id;
    this.arrange();
    const node = this.nodeOf(id);
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "smooth" });
    this.handsets.get(id)?.becameVisible();
  }

  putAway(id) {
    this.chosen = true;
    this.open.delete(id);
    if (this.current === id) [this.current] = this.open;
    this.arrange();
  }

  /** Opens a link of this machine on the enterprise phone. @returns {boolean} whether it is one */
  browse(url) {
    if (!isHere(url)) return false;
    this.bringUp(BROWSER);
    this.browser.open(url);
    return true;
  }

  nodeOf(id) {
    if (id !== BROWSER) return this.handsets.get(id).node;
    this.browser ??= new Browser();
    return this.browser.node;
  }

  /** Puts the open phones into the row in the order of the switcher; a small screen shows only the current one. */
  arrange() {
    const order = [...this.people.map(({ id }) => id), BROWSER].filter((id) => this.open.has(id));
    if (!order.includes(this.current)) [this.current] = order;
    const fresh = [];
    const wanted = new Set(order.map((id) => this.nodeOf(id)));
    // First out, then in: a frame that is moved would load its page anew.
    for (const node of [...this.row.children]) if (node !== this.note && !wanted.has(node)) node.remove();
    order.forEach((id, i) => {
      const node = this.nodeOf(id);
      const before = this.row.children[i] ?? null;
      if (node !== before) {
        if (!node.isConnected) fresh.push(id);
        this.row.insertBefore(node, before);
      }
      const hidden = small.matches && id !== this.current;
      if (node.hidden && !hidden) fresh.push(id);
      node.hidden = hidden;
    });
    this.note.hidden = order.length > 0;
    this.note.textContent = t(this.people.length ? "none_open" : "nobody");
    for (const id of fresh) this.wake(id);
    if (this.current !== this.revealed) this.switcher.reveal(this.current);
    this.revealed = this.current;
    this.rememberOpen(order);
    this.changed();
  }

  wake(id) {
    const handset = this.handsets.get(id);
    if (!handset) return;
    if (handset.chat.loaded) handset.becameVisible();
    else if (this.ready) handset.refresh().then(() => handset.becameVisible());
  }

  rememberOpen(order) {
    if (!this.chosen || !order.length || this.asked.length) return;
    const params = new URLSearchParams(location.search);
    params.set("people", order.join(","));
    history.replaceState(null, "", `?${decodeURIComponent(params.toString())}`);
  }

  /** Brings dots and the title up to date. */
  changed() {
    const unreadOf = (id) => this.handsets.get(id)?.chat.unread ?? 0;
    this.switcher.show((id) => ({
      open: this.open.has(id), current: id === this.current, unread: unreadOf(id),
    }));
    const waiting = [...this.handsets.keys()].filter(unreadOf).length;
    document.title = waiting ? `(${waiting}) ${t("title")}` : t("title");
  }

  showLive(live) {
    document.documentElement.dataset.live = live ? "on" : "off";
    this.switcher.showLive(live);
  }
}

function idOf(word) {
  return word === BROWSER ? BROWSER : Number(word);
}

new Desk().begin();
