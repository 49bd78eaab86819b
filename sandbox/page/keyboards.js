/** Buttons: the inline keyboard under a bubble, and the reply keyboard under the composer. */
import { el } from "./dom.js";
import { icon } from "./icons.js";

const SIGNS = { url: "away", web_app: "globe", copy_text: "copy", login_url: "away" };

/** @returns {HTMLElement|null} rows of equally wide buttons */
export function inlineKeyboard(message, phone) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el(
    "div",
    { class: "inline-keyboard" },
    rows.map((buttons, row) =>
      el(
        "div",
        { class: "inline-row" },
        buttons.map((spec, column) => inlineButton(message, spec, row, column, phone)),
      ),
    ),
  );
}

function inlineButton(message, spec, row, column, phone) {
  const waiting = phone.chat.isWaiting(message.message_id, row, column);
  const sign = Object.keys(SIGNS).find((field) => spec[field]);
  return el(
    "button",
    {
      type: "button",
      class: ["inline-button", spec.style].filter(Boolean).join(" "),
      title: spec.text,
      "aria-label": spec.text,
      "aria-busy": waiting ? "true" : null,
      data: { key: spec.text, row, column, style: spec.style },
      on: { click: () => phone.pressInline(message, row, column, spec) },
    },
    el("span", { class: "label" }, spec.text),
    sign && el("span", { class: "corner" }, icon(SIGNS[sign])),
  );
}

/** Finds one inline button, also after its message was drawn anew. */
export function inlineSelector(messageId, row, column) {
  return `[data-message-id="${messageId}"] .inline-button[data-row="${row}"][data-column="${column}"]`;
}

/** Turns the spinner of one button on or off without drawing the message anew. */
export function showWaiting(root, messageId, row, column, waiting) {
  const found = root.querySelector(inlineSelector(messageId, row, column));
  if (waiting) found?.setAttribute("aria-busy", "true");
  else found?.removeAttribute("aria-busy");
}

/** @param {object} markup ReplyKeyboardMarkup */
export function replyKeyboard(markup, phone) {
  return el(
    "div",
    { class: markup.resize_keyboard ? "reply-keyboard snug" : "reply-keyboard" },
    markup.keyboard.map((buttons) =>
      el(
        "div",
        { class: "reply-row" },
        buttons.map((given) => {
          const spec = typeof given === "string" ? { text: given } : given;
          return el(
            "button",
            {
              type: "button",
              class: ["reply-button", spec.style].filter(Boolean).join(" "),
              title: spec.text,
              "aria-label": spec.text,
              data: { key: spec.text, asks: spec.request_location ? "location" : null },
              on: { click: () => phone.pressReply(spec) },
            },
            spec.request_location && icon("pin"),
            el("span", { class: "label" }, spec.text),
          );
        }),
      ),
    ),
  );
}
