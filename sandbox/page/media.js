/** What a message carries besides words: pictures, albums, files, places and everything a bot may not expect. */
import { api } from "./api.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { mapCard } from "./maps.js";
import { fullName } from "./chat.js";
import { durationName, sizeName } from "./when.js";
import { t } from "./words.js";

const WIDEST_PX = 330;
const TALLEST_PX = 400;
const SMALLEST_PX = 120;
const KINDS = [
  "photo", "venue", "location", "contact", "sticker", "voice", "video_note", "video", "audio", "animation",
  "document", "poll", "dice",
];
const ORDINARY = new Set([
  "message_id", "from", "chat", "date", "edit_date", "text", "entities", "reply_markup", "reply_to_message",
  "link_preview_options", "forward_origin", "author_signature", "has_protected_content",
]);

/** Which of the kinds this message is, or null for plain text. An animation also has a document, a venue a location. */
function kindOf(message) {
  if (message.animation) return "animation";
  return KINDS.find((kind) => message[kind] !== undefined) ?? null;
}

export function nameOfKind(message) {
  const kind = kindOf(message);
  if (kind === null) return message.text === undefined ? t("service") : "";
  if (kind === "document") return message.document.file_name ?? t("file");
  if (kind === "venue") return message.venue.title;
  return t(kind);
}

/** @returns {HTMLElement|null} null for plain text */
export function contentOf(message, phone) {
  const kind = kindOf(message);
  if (kind) return SHAPES[kind](message, phone);
  if (message.text !== undefined) return null;
  const told = Object.keys(message).filter((field) => !ORDINARY.has(field)).join(", ");
  return odd("odd", t("service"), told || t("nothing"));
}

/** Several messages of one media group: pictures as a grid, files as a list. */
export function albumOf(messages, phone) {
  const pictures = messages.every((message) => message.photo);
  return el(
    "div",
    { class: pictures ? "album grid" : "album files", data: { count: messages.length } },
    messages.map((message) => {
      const tile = contentOf(message, phone);
      tile.dataset.messageId = message.message_id;
      return tile;
    }),
  );
}

const SHAPES = {
  photo: photo,
  document: (message, phone) => fileRow(message.document, phone),
  venue: (message) => mapCard(message.venue.location, message.venue.title, message.venue.address),
  location: (message) => {
    const { live_period: live, horizontal_accuracy: accuracy } = message.location;
    const about = accuracy ? t("accuracy", { m: Math.round(accuracy) }) : "";
    return mapCard(message.location, t(live ? "live_location" : "location"), about);
  },
  contact: (message) => contactCard(message.contact),
  sticker: (message) =>
    el("div", { class: "sticker bare", role: "img", "aria-label": t("sticker") }, message.sticker.emoji ?? "🏷️"),
  dice: (message) => odd(null, `${message.dice.emoji} ${message.dice.value}`, t("dice"), true),
  voice: (message) => voice(message.voice),
  video: (message) => timed("play", "video", message.video),
  video_note: (message) => timed("play", "video_note", message.video_note),
  audio: (message) => odd("play", message.audio.title ?? t("audio"), durationName(message.audio.duration)),
  animation: (message) => timed("image", "animation", message.animation),
  poll: (message) => poll(message.poll),
};

function photo(message, phone) {
  const sizes = message.photo;
  const big = sizes[sizes.length - 1];
  const shown = sizes.find((size) => size.width >= WIDEST_PX * 2) ?? big;
  const scale = Math.min(WIDEST_PX / big.width, TALLEST_PX / big.height, 1);
  const label = message.caption ? `${t("photo")}：${message.caption}` : t("photo");
  return button(
    "view-photo", label, () => phone.viewPhoto(api.file(big.file_id), label),
    {
      class: "photo",
      css: {
        "--wide": `${Math.max(SMALLEST_PX, Math.round(big.width * scale))}px`,
        "--ratio": `${big.width} / ${big.height}`,
      },
    },
    el("img", { src: api.file(shown.file_id), alt: label, width: big.width, height: big.height, draggable: "false" }),
  );
}

function fileRow(file, phone) {
  const name = file.file_name ?? t("file");
  const url = api.file(file.file_id);
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  const label = t("download", { name, size: sizeName(file.file_size) });
  return el(
    "div",
    { class: "file" },
    el(
      "a",
      { href: url, download: name, class: "file-link", title: label, "aria-label": label, data: { act: "download" } },
      el("span", { class: `file-icon ${ending.toLowerCase()}` }, ending || icon("file")),
      el("span", { class: "file-name" }, name),
      el("span", { class: "file-size" }, icon("download"), sizeName(file.file_size)),
    ),
    file.mime_type === "application/pdf" &&
      button("view-file", `${t("view")} ${name}`, () => phone.viewFile(url, name), { class: "file-view" }, t("view")),
  );
}

function contactCard(contact) {
  return el(
    "div",
    { class: "odd" },
    el("span", { class: "odd-sign" }, icon("person")),
    el("strong", {}, fullName(contact)),
    el("a", { href: `tel:${contact.phone_number.replace(/[^+\d]/g, "")}` }, contact.phone_number),
  );
}

function voice(note) {
  const heights = Array.from({ length: 28 }, (_, i) => 22 + ((i * 37 + (note.file_size ?? 7)) % 71));
  const bars = heights.map((height) => el("i", { css: { height: `${height}%` } }));
  return el(
    "div",
    { class: "odd voice" },
    el("span", { class: "odd-sign" }, icon("play")),
    el("span", { class: "wave", "aria-hidden": "true" }, bars),
    el("span", {}, `${t("voice")} ${durationName(note.duration)}`),
  );
}

function timed(sign, kind, file) {
  return odd(sign, t(kind), `${durationName(file.duration)} · ${sizeName(file.file_size)}`);
}

function poll(asked) {
  return el(
    "div",
    { class: "poll" },
    el("strong", {}, asked.question),
    el("span", { class: "poll-note" }, `${t("poll")} · ${t("members", { n: asked.total_voter_count ?? 0 })}`),
    el("ul", {}, asked.options.map((option) => el("li", {}, option.text))),
  );
}

function odd(sign, title, note, large = false) {
  return el(
    "div",
    { class: large ? "odd large" : "odd" },
    sign && el("span", { class: "odd-sign" }, icon(sign)),
    el("strong", {}, title),
    el("span", {}, note),
  );
}
