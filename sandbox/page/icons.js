/** Line drawings for the page's own buttons, on a 24 × 24 grid. */
import { button, svg } from "./dom.js";

const STROKES = {
  send: "M4 12 20 4l-5 16-4-6.5zM11 13.5 20 4",
  clip: "M19 11.5 12 18.4a4.6 4.6 0 0 1-6.5-6.5l7.6-7.5a3.1 3.1 0 0 1 4.4 4.4l-7.4 7.3a1.5 1.5 0 0 1-2.2-2.2l6.5-6.4",
  keys: "M3 7.5A1.5 1.5 0 0 1 4.5 6h15A1.5 1.5 0 0 1 21 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16.5zM7 10h.01M12 10h.01M17 10h.01M8 14.5h8",
  menu: "M4 7h16M4 12h16M4 17h10",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 5 8 12l6.5 7",
  reload: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4",
  image: "M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM4.5 16.5 9 12l3.5 3.5 2.5-2.5 4.5 4M14.5 9v.01",
  camera: "M4 8.5h3.5L9 6h6l1.5 2.5H20V18H4zM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  file: "M7 3.5h7L18.5 8v12.5H7zM13.5 3.5V8.5h5",
  pin: "M12 21c-4.5-5-6.5-8.2-6.5-11a6.5 6.5 0 0 1 13 0c0 2.8-2 6-6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  spark: "M12 4v5M12 15v5M4 12h5M15 12h5M7 7l2 2M15 15l2 2M17 7l-2 2M9 15l-2 2",
  odd: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM9 10v.01M15 10v.01M8.5 14c2 2.5 5 2.5 7 0",
  reply: "M10 6 4.5 11.5 10 17v-3.5c5 0 8 1.5 9.5 4.5 0-6-3.5-9.5-9.5-9.5z",
  forward: "M14 6l5.5 5.5L14 17v-3.5c-5 0-8 1.5-9.5 4.5 0-6 3.5-9.5 9.5-9.5z",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7",
  copy: "M8 8h11v12H8zM5 16V4h11",
  block: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM6.5 6.5l11 11",
  check: "M5 12.5l5 5L19.5 7",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14",
  away: "M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9",
  down: "M6 9.5l6 6 6-6",
  globe: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c5 5.5 5 11.5 0 17M12 3.5c-5 5.5-5 11.5 0 17",
  play: "M8 5.5v13l10.5-6.5z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-4.5 4-6 7.5-6s6.5 1.5 7.5 6",
  chart: "M5 20V11M12 20V4M19 20v-6",
  target: "M12 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM12 3v4M12 17v4M3 12h4M17 12h4",
};

/** @param {keyof typeof STROKES} name */
export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: STROKES[name] }));
}

/** A round button that shows a drawing; its label is told and shown as a hint. */
export function iconButton(act, label, sign, onClick, { class: more, ...props } = {}) {
  return button(act, label, onClick, { class: more ? `icon-button ${more}` : "icon-button", ...props }, icon(sign));
}
