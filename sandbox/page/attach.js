/** What can be attached: pictures, files, a place, a drawn sample, or something the bot may not expect. */
import { button, el } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { placeSheet } from "./places.js";
import { sampleSheet } from "./samples.js";
import { sizeName } from "./when.js";
import { t } from "./words.js";

const PICTURES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"]);
const ALBUM_LIMIT = 10;
const ODD = [
  ["sticker", "odd"], ["contact", "person"], ["poll", "chart"], ["voice", "play"], ["audio", "play"],
  ["video", "play"], ["video_note", "target"], ["animation", "image"], ["dice", "spark"], ["venue", "pin"],
];

export function attachSheet(phone) {
  phone.overlays.sheet("attach", t("attach"), (close) => {
    const choose = (act, sign, run) => tile(act, t(act), sign, () => {
      close();
      run();
    });
    return [
      el(
        "div",
        { class: "tiles" },
        filePicker(phone, close, "album", "image", { accept: "image/*", multiple: true }),
        filePicker(phone, close, "camera", "camera", { accept: "image/*", capture: "environment" }),
        filePicker(phone, close, "file", "file", { multiple: true }, true),
        choose("location", "pin", () => placeSheet(phone, (place) => phone.sendLocation(place), { live: true })),
        choose("sample", "spark", () => sampleSheet(phone)),
        choose("odd", "odd", () => oddSheet(phone)),
      ),
    ];
  });
}

/** Shows chosen files with a caption field; pictures may also go as files, then nothing recompresses them. */
export function offerFiles(phone, given, asFiles = false) {
  let files = given;
  const allPictures = () => files.every((file) => PICTURES.has(file.type));
  const list = el("div", { class: "chosen" });
  const caption = captionField();
  const original = el("input", { type: "checkbox", data: { act: "as-file" } });
  const choice = el("label", { class: "check" }, original, t("as_file"));
  phone.overlays.sheet("files", t("attach"), (close) => {
    const send = button("send-files", t("send"), async () => {
      close();
      const kind = original.checked || !allPictures() ? "document" : "photo";
      await sendFiles(phone, files, caption.value.trim(), kind);
    }, { class: "main", autofocus: true });
    const draw = () => {
      if (!files.length) return close();
      choice.hidden = !allPictures();
      send.textContent = t("send_n", { n: files.length });
      return list.replaceChildren(...files.map((file) => chosenFile(file, () => {
        files = files.filter((other) => other !== file);
        draw();
      })));
    };
    original.checked = asFiles;
    draw();
    return [list, caption, choice, send];
  });
}

/** Sends in groups of ten, as Telegram's clients do; an answer or a caption goes with the first. */
export async function sendFiles(phone, files, caption, kind) {
  const replyTo = phone.composer.takeReply();
  for (let i = 0; i < files.length; i += ALBUM_LIMIT) {
    const group = files.slice(i, i + ALBUM_LIMIT);
    const words = i === 0 ? caption : "";
    const sent = group.length > 1
      ? await phone.sendAlbum(group, words, kind)
      : await phone.sendFile(group[0], words, kind, i === 0 ? replyTo : undefined);
    if (!sent) return;
  }
}

export function captionField() {
  return el("textarea", {
    class: "caption", rows: "2", maxlength: "4096", data: { act: "caption" },
    placeholder: t("caption"), "aria-label": t("caption"),
  });
}

function chosenFile(file, remove) {
  let picture = el("span", { class: "file-icon" }, icon("file"));
  if (PICTURES.has(file.type)) {
    const address = URL.createObjectURL(file);
    picture = el("img", { src: address, alt: "", on: { load: () => URL.revokeObjectURL(address) } });
  }
  const label = `${t("remove")} ${file.name}`;
  return el(
    "div",
    { class: "chosen-file" },
    picture,
    el("span", { class: "chosen-name" }, file.name, el("small", {}, sizeName(file.size))),
    iconButton("remove-file", label, "close", remove),
  );
}

function filePicker(phone, close, key, sign, limits, asFiles = false) {
  const input = el("input", {
    type: "file", class: "hidden-input", tabindex: "-1", "aria-hidden": "true", data: { pick: key }, ...limits,
    on: {
      change: () => {
        const files = [...input.files];
        close();
        if (files.length) offerFiles(phone, files, asFiles);
      },
    },
  });
  return el("div", { class: "tile-holder" }, tile(key, t(key), sign, () => input.click()), input);
}

function oddSheet(phone) {
  phone.overlays.sheet("odd", t("odd_title"), (close) => [
    el("div", { class: "tiles" }, ODD.map(([kind, sign]) => tile(`send-${kind}`, t(kind), sign, () => {
      close();
      phone.sendOdd(kind);
    }))),
  ]);
}

function tile(act, label, sign, onClick) {
  const drawing = el("span", { class: "tile-sign" }, icon(sign));
  return button(act, label, onClick, { class: "tile" }, drawing, el("span", {}, label));
}
