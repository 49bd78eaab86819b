/** Choosing a place to send: near the latest place of the chat, from the browser, or typed. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const METRES_PER_DEGREE = 111_320;
const NEAR_M = 60;
const FAR_M = 2400;
const ACCURACY_M = 15;
const LIVE_SECONDS = 900;
// At the door of the demo's first task.
const FIRST_PLACE = { latitude: 29.67525, longitude: 106.6046 };
const BROWSER_WAIT_MS = 8000;

/**
 * @param {(place: {latitude, longitude, horizontal_accuracy, live_period?}) => void} send
 * @param {{live?: boolean}} options `live` offers to share for a while
 */
export function placeSheet(phone, send, { live = false } = {}) {
  const known = phone.chat.latestPlace;
  const start = known ?? phone.lastPlace ?? FIRST_PLACE;
  phone.overlays.sheet("place", t("place_title"), (close) => {
    const box = el("input", { type: "checkbox", data: { act: "live" } });
    const finish = (place) => {
      close();
      phone.lastPlace = place;
      send(live && box.checked ? { ...place, live_period: LIVE_SECONDS } : place);
    };
    const fields = {
      latitude: number("latitude", start.latitude),
      longitude: number("longitude", start.longitude),
      horizontal_accuracy: number("accuracy_m", ACCURACY_M),
    };
    const complaint = el("p", { class: "complaint", role: "alert" });
    const typed = () => {
      const place = Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [name, input.valueAsNumber]));
      if (isPlace(place)) finish(place);
      else complaint.textContent = t("place_bad");
    };
    return [
      known && el("p", { class: "sheet-note" }, t("place_from", { name: known.name })),
      known && choice("place-near", t("place_near"), () => finish(moved(known, NEAR_M))),
      known && choice("place-far", t("place_far"), () => finish(moved(known, FAR_M))),
      fromBrowser(finish, complaint),
      el("p", { class: "sheet-note" }, t("place_custom")),
      el("div", { class: "numbers" }, Object.values(fields).map(({ node }) => node)),
      live && el("label", { class: "check" }, box, t("place_live")),
      complaint,
      button("place-send", t("send"), typed, { class: "main" }),
    ].filter(Boolean);
  });
}

/** A point so many metres to the north-east of another. */
function moved({ latitude, longitude }, metres) {
  const side = metres / Math.SQRT2 / METRES_PER_DEGREE;
  return {
    latitude: rounded(latitude + side),
    longitude: rounded(longitude + side / Math.cos((latitude * Math.PI) / 180)),
    horizontal_accuracy: ACCURACY_M,
  };
}

function rounded(degrees) {
  return Math.round(degrees * 1e6) / 1e6;
}

function isPlace({ latitude, longitude, horizontal_accuracy: accuracy }) {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && accuracy >= 0 && accuracy <= 1500;
}

function fromBrowser(finish, complaint) {
  const ask = choice("place-browser", t("place_browser"), () => {
    const fail = () => (complaint.textContent = t("place_browser_none"));
    complaint.textContent = t("place_browser_wait");
    if (!navigator.geolocation) return fail();
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => finish({
        latitude: coords.latitude, longitude: coords.longitude, horizontal_accuracy: Math.min(1500, coords.accuracy),
      }),
      fail,
      { timeout: BROWSER_WAIT_MS, enableHighAccuracy: true },
    );
  });
  return ask;
}

function choice(act, label, run) {
  const sign = icon(act === "place-browser" ? "target" : "pin");
  return button(act, label, run, { class: "choice" }, sign, el("span", {}, label));
}

function number(key, value) {
  const input = el("input", { type: "number", step: "any", value, inputmode: "decimal", data: { act: key } });
  return { input, node: el("label", { class: "field" }, el("span", {}, t(key)), input) };
}
