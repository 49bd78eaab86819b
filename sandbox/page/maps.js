/**
 * A drawn card for a place. The streets are invented from the coordinates, so that one place always looks the
 * same and no map service hears of it.
 */
import { el, svg } from "./dom.js";
import { t } from "./words.js";

const WIDTH = 300;
const HEIGHT = 130;

/** @param {{latitude: number, longitude: number, horizontal_accuracy?: number}} place */
export function mapCard(place, title, address) {
  const { latitude, longitude } = place;
  const numbers = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return el(
    "a",
    {
      class: "map",
      href: `geo:${latitude},${longitude}`,
      data: { act: "open-map", latitude, longitude },
      "aria-label": t("open_map", { place: [title, address, numbers].filter(Boolean).join(" ") }),
    },
    drawing(place),
    el(
      "span",
      { class: "map-words" },
      el("strong", {}, title),
      address && el("span", {}, address),
      el("small", {}, numbers),
    ),
  );
}

function drawing({ latitude, longitude, horizontal_accuracy: accuracy }) {
  const next = numbersFrom(Math.round(latitude * 1e4) * 31 + Math.round(longitude * 1e4));
  const streets = [];
  for (let x = -20 + next() * 40; x < WIDTH + 40; x += 38 + next() * 40) {
    streets.push(`M${x} -10L${x + next() * 34 - 17} ${HEIGHT + 10}`);
  }
  for (let y = 8 + next() * 20; y < HEIGHT; y += 30 + next() * 26) {
    streets.push(`M-10 ${y}L${WIDTH + 10} ${y + next() * 18 - 9}`);
  }
  const park = svg("ellipse", {
    class: "map-park", cx: next() * WIDTH, cy: next() * HEIGHT, rx: 26 + next() * 30, ry: 16 + next() * 20,
  });
  const water = `M-10 ${HEIGHT * next()}C80 ${HEIGHT * next()} 200 ${HEIGHT * next()} ${WIDTH + 10} ${HEIGHT * next()}`;
  const pin = "M0 0c-9-12-13-18-13-25a13 13 0 0 1 26 0c0 7-4 13-13 25z";
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" },
    svg("rect", { class: "map-land", width: WIDTH, height: HEIGHT }),
    park,
    svg("path", { class: "map-water", d: water }),
    svg("path", { class: "map-street", d: streets.join("") }),
    ...(accuracy ? [svg("circle", { class: "map-halo", cx: 150, cy: 76, r: Math.min(52, 12 + accuracy / 3) })] : []),
    svg("path", { class: "map-pin", d: pin, transform: "translate(150 78)" }),
    svg("circle", { class: "map-eye", cx: 150, cy: 53, r: 4.6 }),
  );
}

/** A repeatable row of numbers in [0, 1): the linear congruence of Numerical Recipes. */
function numbersFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
