/** The list of messages: day marks, the unread mark, keeping to the bottom. */
import { button, el } from "./dom.js";
import { row } from "./bubbles.js";
import { icon } from "./icons.js";
import { isMine } from "./chat.js";
import { inlineSelector } from "./keyboards.js";
import { dayKey, dayName } from "./when.js";
import { t } from "./words.js";

const NEAR_BOTTOM_PX = 48;
const RUN_SECONDS = 600;
const FLASH_MS = 1400;

export class Thread {
  constructor(phone) {
    this.phone = phone;
    this.rows = new Map();
    this.stuck = true;
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": t("messages") });
    this.scroller = el("div", { class: "thread", tabindex: "0", "aria-label": t("messages"), role: "group" }, this.log);
    this.count = el("span", { class: "count" });
    const down = () => this.toBottom(true);
    this.pill = button("to-bottom", t("to_bottom"), down, { class: "pill" }, this.count, icon("down"));
    this.node = el("div", { class: "thread-frame" }, this.scroller, this.pill);
    this.scroller.addEventListener("scroll", () => this.onScroll());
    const grown = new ResizeObserver(() => this.stuck && this.toBottom());
    grown.observe(this.log);
    grown.observe(this.scroller);
    this.showPill();
  }

  /** Draws what changed; rows whose messages are the same objects as before stay as they are. */
  draw() {
    const held = placeOf(document.activeElement);
    const wanted = this.plan();
    const kept = new Map();
    for (const { key, parts, build } of wanted) {
      const known = this.rows.get(key);
      const same = known && known.parts.length === parts.length && parts.every((part, i) => part === known.parts[i]);
      kept.set(key, same ? known : { parts, node: build() });
    }
    for (const [key, { node }] of this.rows) if (kept.get(key)?.node !== node) node.remove();
    let before = null;
    for (const { node } of kept.values()) {
      const next = before ? before.nextSibling : this.log.firstChild;
      if (node !== next) this.log.insertBefore(node, next);
      before = node;
    }
    this.rows = kept;
    // Who works with the keyboard stays on the button that an edit has replaced.
    const lost = held && !document.activeElement?.closest("[data-message-id]");
    if (lost) this.log.querySelector(held)?.focus({ preventScroll: true });
    if (this.stuck) this.toBottom();
    this.showPill();
  }

  /** What the list should show, in order: {key, parts (compared by identity), build}. */
  plan() {
    const list = this.phone.chat.list;
    const rows = [];
    let day = null;
    for (let i = 0; i < list.length; i += 1) {
      const first = list[i];
      if (dayKey(first.date) !== day) {
        day = dayKey(first.date);
        rows.push(mark(`day:${day}`, dayName(first.date), "day"));
      }
      if (first.message_id === this.phone.chat.divider) rows.push(mark("unread", t("unread_here"), "unread-mark"));
      const messages = [first];
      while (first.media_group_id && list[i + 1]?.media_group_id === first.media_group_id) messages.push(list[++i]);
      const last = endsRun(messages[messages.length - 1], list[i + 1]);
      const key = first.media_group_id ? `album:${first.media_group_id}` : `message:${first.message_id}`;
      const reactions = messages.map(({ message_id: id }) => this.phone.chat.reactions.get(id)).filter(Boolean);
      const build = () => row(messages, { last, reactions }, this.phone);
      rows.push({ key, parts: [...messages, last, ...reactions], build });
    }
    return rows;
  }

  onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    if (this.stuck) this.phone.reachedBottom();
    this.showPill();
  }

  toBottom(smooth = false) {
    this.stuck = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? gentle() : "instant" });
    this.showPill();
  }

  showPill() {
    const unread = this.phone.chat.unread;
    this.pill.hidden = this.stuck;
    this.pill.dataset.unread = unread;
    this.count.textContent = unread ? t("new_messages", { n: unread }) : "";
    this.pill.setAttribute("aria-label", unread ? t("new_messages", { n: unread }) : t("to_bottom"));
  }

  find(messageId) {
    return this.log.querySelector(`[data-message-id="${messageId}"]`);
  }

  /** Scrolls to a message and lights it up. */
  show(messageId) {
    const found = this.find(messageId);
    if (!found) return;
    this.stuck = false;
    found.scrollIntoView({ block: "center", behavior: gentle() });
    found.classList.add("flash");
    setTimeout(() => found.classList.remove("flash"), FLASH_MS);
  }

  /** Goes to the mark above the first unread message, if that is not in sight. */
  toUnread() {
    const found = this.log.querySelector(".unread-mark");
    if (!found) return this.toBottom();
    this.stuck = false;
    found.scrollIntoView({ block: "start", behavior: "instant" });
    return this.onScroll();
  }
}

function gentle() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}

function mark(key, words, name) {
  return { key, parts: [words], build: () => el("div", { class: name }, el("span", {}, words)) };
}

/** A selector that finds the same inline button again, or null. */
function placeOf(node) {
  const message = node?.closest?.("[data-message-id]");
  if (!message || !node.matches(".inline-button")) return null;
  return inlineSelector(message.dataset.messageId, node.dataset.row, node.dataset.column);
}

function endsRun(message, next) {
  return !next || isMine(next) !== isMine(message) || next.date - message.date > RUN_SECONDS;
}
