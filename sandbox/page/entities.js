/**
 * Telegram's formatted text as elements. Offsets and lengths count UTF-16 code units (Bot API MessageEntity),
 * which is how JavaScript indexes its strings.
 */
import { el } from "./dom.js";
import { t } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const SAFE_LINK = /^(https?|tg|mailto|tel|geo):/i;
const COLLAPSED_LINES = 3;

/**
 * @param {string} text
 * @param {object[]} entities MessageEntity list; overlapping ones are cut at their parent's end
 * @param {{openLink(url: string): boolean, command(text: string): void, copy(text: string): void}} acts
 */
export function formatted(text, entities, acts) {
  const all = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const parent = document.createDocumentFragment();
  fill(parent, text, 0, text.length, all, acts);
  return parent;
}

function fill(parent, text, from, to, queue, acts) {
  let at = from;
  while (queue.length) {
    const entity = queue.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    if (start > at) parent.append(text.slice(at, start));
    const [node, inside] = shapeOf(entity, text.slice(start, end), acts);
    fill(inside, text, start, end, within(queue, end), acts);
    parent.append(node);
    at = end;
    // A block already ends its line; its line break would show as an empty line.
    if (BLOCKS.has(entity.type) && at < to && text[at] === "\n") at += 1;
  }
  if (at < to) parent.append(text.slice(at, to));
}

/** Takes the entities that begin before `end` out of the queue; what sticks out goes back, shortened. */
function within(queue, end) {
  const inner = [];
  const outer = [];
  while (queue.length && queue[0].offset < end) {
    const entity = queue.shift();
    const over = entity.offset + entity.length - end;
    inner.push(over > 0 ? { ...entity, length: entity.length - over } : entity);
    if (over > 0) outer.push({ ...entity, offset: end, length: over });
  }
  queue.unshift(...outer);
  return inner;
}

/** The outer node to place, and the node that takes the text. */
function shapeOf(entity, words, acts) {
  const both = (node) => [node, node];
  switch (entity.type) {
    case "text_link":
      return both(link(entity.url, acts));
    case "url":
      return both(link(/^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `https://${words}`, acts));
    case "email":
      return both(link(`mailto:${words}`, acts));
    case "phone_number":
      return both(link(`tel:${words.replace(/[^+\d]/g, "")}`, acts));
    case "bot_command":
      return both(pressable("bot-command", { data: { command: words } }, () => acts.command(words)));
    case "spoiler":
      return both(spoiler());
    case "blockquote":
      return both(el("blockquote"));
    case "expandable_blockquote":
      return expandable();
    case "pre":
      return pre(entity.language);
    case "code":
      return both(pressable("code", {}, () => acts.copy(words), "code"));
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return both(el("span", { class: "mention" }));
    default:
      return both(el(TAGS[entity.type] ?? "span"));
  }
}

function link(url, acts) {
  if (!SAFE_LINK.test(url)) return el("span", { class: "dead-link", title: url });
  return el("a", {
    href: url,
    target: "_blank",
    rel: "noopener noreferrer",
    title: url,
    on: {
      click: (event) => {
        if (acts.openLink(url)) event.preventDefault();
      },
    },
  });
}

/** Inline text that can be pressed; a <button> would not wrap in the middle of a line. */
function pressable(name, props, onPress, tag = "span") {
  return el(tag, {
    class: name,
    role: "button",
    tabindex: "0",
    ...props,
    on: {
      click: onPress,
      keydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onPress();
      },
    },
  });
}

function spoiler() {
  const node = pressable("spoiler", { "aria-label": t("spoiler") }, () => {
    node.classList.add("shown");
    node.removeAttribute("aria-label");
    node.removeAttribute("role");
  });
  return node;
}

function pre(name) {
  const code = el("code");
  return [el("pre", {}, name && el("span", { class: "language" }, name), code), code];
}

function expandable() {
  const inside = el("div", { class: "quoted" });
  const toggle = el("button", { type: "button", class: "toggle", data: { act: "expand" }, "aria-expanded": "false" });
  const quote = el("blockquote", { class: "expandable", css: { "--lines": COLLAPSED_LINES } }, inside, toggle);
  const show = (open) => {
    quote.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = t(open ? "collapse" : "expand");
  };
  toggle.addEventListener("click", () => show(!quote.classList.contains("open")));
  show(false);
  // Short quotes need no button, which only the laid-out height tells.
  const seen = new ResizeObserver(() => {
    if (quote.classList.contains("open")) return;
    toggle.hidden = inside.scrollHeight <= inside.clientHeight + 1;
  });
  seen.observe(inside);
  return [quote, inside];
}
