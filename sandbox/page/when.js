/** Times and sizes as a phone shows them. Seconds since 1970 in, words out. */
import { language, t } from "./words.js";

const locale = language === "en" ? "en-GB" : "zh-CN";
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayOfYear = new Intl.DateTimeFormat(locale, { month: language === "en" ? "short" : "long", day: "numeric" });
const dayAndYear = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
const weekday = new Intl.DateTimeFormat(locale, { weekday: "short" });

export function timeOf(seconds) {
  return clock.format(seconds * 1000);
}

/** A key that is the same for two messages of one local day. */
export function dayKey(seconds) {
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

export function dayName(seconds) {
  const key = dayKey(seconds);
  const now = Date.now() / 1000;
  if (key === dayKey(now)) return t("today");
  if (key === dayKey(now - 86400)) return t("yesterday");
  const date = new Date(seconds * 1000);
  if (date.getFullYear() !== new Date().getFullYear()) return dayAndYear.format(date);
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
