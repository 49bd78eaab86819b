/** One message, or one album of messages, as a row of the chat. */
import { button, el } from "./dom.js";
import { formatted } from "./entities.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboards.js";
import { albumOf, contentOf, nameOfKind } from "./media.js";
import { fullName, isMine } from "./chat.js";
import { timeOf } from "./when.js";
import { t } from "./words.js";

const SWIPE_PX = 56;
const LONG_PRESS_MS = 450;
const STRAY_PX = 10;

/**
 * @param {object[]} messages one message, or several of one album
 * @param {{last: boolean, reactions: string[]}} place `last` of a run of the same sender gets the tail
 * @param {object} phone what bubbles ask of their phone: see handset.js
 */
export function row(messages, { last, reactions }, phone) {
  const [first] = messages;
  const mine = isMine(first);
  const captioned = messages.find((message) => message.caption) ?? first;
  const content = messages.length > 1 ? albumOf(messages, phone) : contentOf(first, phone);
  const text = wordsOf(captioned, phone);
  const bubble = el(
    "div",
    { class: bubbleClass(content, text) },
    forwardedFrom(first),
    quoteOf(first, phone),
    content,
    el("div", { class: "words" }, text, meta(messages[messages.length - 1], reactions)),
  );
  const node = el(
    "article",
    {
      class: `row ${mine ? "mine" : "theirs"}${last ? " tail" : ""}`,
      data: {
        from: mine ? "me" : "bot",
        messageId: messages.length > 1 ? null : first.message_id,
        album: messages.length > 1 ? first.media_group_id : null,
      },
      "aria-label": `${mine ? t("me") : phone.botName} ${timeOf(first.date)}`,
    },
    el("div", { class: "stack" }, bubble, inlineKeyboard(first, phone)),
    button("message-menu", t("message_menu"), () => openMenu(node), { class: "row-menu" }, icon("more")),
  );
  const openMenu = (at) => phone.messageMenu(first, at);
  listenToGestures(node, first, phone, openMenu);
  return node;
}

/** A short line about a message, for quotes and for the strip above the composer. */
export function summary(message) {
  const words = message.text ?? message.caption ?? "";
  const kind = nameOfKind(message);
  return [kind && `[${kind}]`, words.replace(/\s+/g, " ").slice(0, 120)].filter(Boolean).join(" ");
}

function bubbleClass(content, text) {
  const bare = content?.classList.contains("bare") && !text;
  return ["bubble", content && "has-media", bare && "is-bare", !text && "no-text"].filter(Boolean).join(" ");
}

function wordsOf(message, phone) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  return el("div", { class: "text" }, formatted(text, message.entities ?? message.caption_entities, phone));
}

function meta(message, reactions) {
  const edited = message.edit_date
    ? el("span", { class: "edited", title: timeOf(message.edit_date) }, t("edited"))
    : null;
  const seen = reactions.map((emoji) => el("span", { class: "reaction" }, emoji));
  const time = el("time", {}, timeOf(message.date));
  return el("span", { class: "meta" }, seen, edited, time, isMine(message) && icon("check"));
}

function forwardedFrom(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name =
    origin.sender_user_name ?? origin.chat?.title ?? origin.sender_chat?.title ?? fullName(origin.sender_user ?? {});
  return el("div", { class: "forwarded" }, t("forwarded", { name }));
}

function quoteOf(message, phone) {
  const quoted = message.reply_to_message;
  if (!quoted) return null;
  const name = isMine(quoted) ? t("me") : phone.botName;
  const words = summary(quoted);
  const show = () => phone.showMessage(quoted.message_id);
  const shown = [el("strong", {}, name), el("span", {}, words)];
  return button("show-quoted", `${name} ${words}`, show, { class: "quote" }, shown);
}

/** Right click, long press or Shift+F10 opens the menu; a swipe to the left answers. */
function listenToGestures(node, message, phone, openMenu) {
  let start = null;
  let timer = 0;
  const drop = () => {
    clearTimeout(timer);
    start = null;
    node.style.removeProperty("--swipe");
  };
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img.full")) return;
    event.preventDefault();
    drop();
    openMenu(event.clientX || event.clientY ? event : node);
  });
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    start = event;
    timer = setTimeout(() => {
      openMenu(event);
      drop();
    }, LONG_PRESS_MS);
  });
  node.addEventListener("pointermove", (event) => {
    if (!start) return;
    const dx = event.clientX - start.clientX;
    if (Math.hypot(dx, event.clientY - start.clientY) > STRAY_PX) clearTimeout(timer);
    if (dx < 0) node.style.setProperty("--swipe", `${Math.max(dx, -SWIPE_PX - 14)}px`);
  });
  node.addEventListener("pointerup", (event) => {
    const answered = start && start.clientX - event.clientX > SWIPE_PX;
    drop();
    if (answered) phone.replyTo(message);
  });
  node.addEventListener("pointercancel", drop);
}
