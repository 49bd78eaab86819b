/** Times and sizes as a phone shows them. Seconds since 1970 in, words out, in the time zone that the server names. */
import { language, t } from "./words.js";

const locale = language === "en" ? "en-GB" : "zh-CN";
const { timeZone } = document.documentElement.dataset;
const shape = (options) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
const clock = shape({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayOfYear = shape({ month: language === "en" ? "short" : "long", day: "numeric" });
const dayAndYear = shape({ dateStyle: "long" });
const weekday = shape({ weekday: "short" });
// Swedish writes dates as ISO does: 2026-11-25 23:40:05.
const plain = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });

export function timeOf(seconds) {
  return clock.format(seconds * 1000);
}

/** 2026-11-25 23:40:05 */
export function stampOf(seconds) {
  return plain.format(seconds * 1000);
}

/** A key that is the same for two messages of one day there. */
export function dayKey(seconds) {
  return stampOf(seconds).slice(0, 10);
}

export function dayName(seconds) {
  const key = dayKey(seconds);
  const now = Date.now() / 1000;
  if (key === dayKey(now)) return t("today");
  if (key === dayKey(now - 86400)) return t("yesterday");
  const date = new Date(seconds * 1000);
  if (key.slice(0, 4) !== dayKey(now).slice(0, 4)) return dayAndYear.format(date);
  return `${dayOfYear.format(date)} ${weekday.format(date)}`;
}

export function sizeName(bytes) {
  if (bytes === undefined) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(bytes < 10240 ? 1 : 0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** 65 → "1:05" */
export function durationName(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`;
}
