/**
 * A Mini App over the chat: the host's side of the web-app event bridge.
 * The frame posts JSON strings {eventType, eventData} to its parent, and gets the same form back.
 */
import { button, cssOf, el } from "./dom.js";
import { iconButton } from "./icons.js";
import { dialog } from "./overlays.js";
import { t } from "./words.js";

const THEME = {
  bg_color: "--bubble-in", text_color: "--text", hint_color: "--muted", link_color: "--accent",
  button_color: "--accent-fill", button_text_color: "--on-fill", secondary_bg_color: "--panel",
  header_bg_color: "--panel", accent_text_color: "--accent", section_bg_color: "--bubble-in",
  section_header_text_color: "--accent", subtitle_text_color: "--muted", destructive_text_color: "--danger-text",
  bottom_bar_bg_color: "--panel", section_separator_color: "--line",
};
const SETTLED_MS = 150;
const NO_INSETS = { top: 0, bottom: 0, left: 0, right: 0 };
export const SANDBOX =
  "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox";
export const ALLOW = "camera; geolocation; clipboard-write; fullscreen";

export class WebApp {
  /** @param {object} phone the handset; @param {string} url with the launch data in its fragment */
  constructor(phone, url, title) {
    Object.assign(this, { phone, confirmClosing: false, expanded: false, settling: 0 });
    const tell = (event) => () => this.post(event);
    this.back = iconButton("webapp-back", t("back"), "back", tell("back_button_pressed"), { hidden: true });
    this.settings = iconButton("webapp-settings", t("phone_menu"), "more", tell("settings_button_pressed"), { hidden: true });
    const close = iconButton("webapp-close", t("close"), "close", () => this.layer.dismiss());
    this.head = el("header", { class: "sheet-head" }, this.back, el("h2", {}, title), this.settings, close);
    this.frame = el("iframe", { src: url, title, sandbox: SANDBOX, allow: ALLOW, data: { webapp: "" } });
    const look = { class: "app-button", hidden: true };
    this.second = button("webapp-second", "", tell("secondary_button_pressed"), { ...look, class: "app-button second" });
    this.main = button("webapp-main", "", tell("main_button_pressed"), look);
    this.foot = el("footer", { class: "app-foot" }, this.second, this.main);
    this.node = dialog("webapp", title, "sheet app-sheet", this.head, this.frame, this.foot);
    this.origin = new URL(url).origin;
    this.listen = (event) => this.receive(event);
    window.addEventListener("message", this.listen);
    this.layer = phone.overlays.open(this.node, { name: "sheet", onDismiss: () => this.mayClose() });
    this.sized = new ResizeObserver(() => this.settle());
    this.sized.observe(this.frame);
  }

  close() {
    window.removeEventListener("message", this.listen);
    this.sized.disconnect();
    clearTimeout(this.settling);
    this.layer.close();
  }

  mayClose() {
    if (!this.confirmClosing) {
      this.close();
      return true;
    }
    const choices = [{ id: "cancel", text: t("cancel") }, { id: "close", text: t("close"), danger: true }];
    this.phone.overlays.alert(t("closing_title"), t("closing_text"), choices, (id) => id === "close" && this.close());
    return false;
  }

  post(eventType, eventData = null) {
    this.frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), this.origin);
  }

  /** While the sheet is still growing, its size is not worth telling. */
  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.viewport(), SETTLED_MS);
  }

  viewport() {
    const { height, width } = this.frame.getBoundingClientRect();
    this.post("viewport_changed", { height, width, is_expanded: this.expanded, is_state_stable: true });
  }

  theme() {
    const params = Object.fromEntries(Object.entries(THEME).map(([name, variable]) => [name, cssOf(variable)]));
    this.post("theme_changed", { theme_params: params });
  }

  receive(event) {
    if (event.source !== this.frame.contentWindow) return;
    this.origin = event.origin === "null" ? "*" : event.origin;
    const { type, data } = parsed(event.data);
    if (Object.hasOwn(this.answers, type)) this.answers[type](data);
  }

  /** What the app may say. Haptics, swipes and colours of bars a laptop does not have are left unanswered. */
  answers = {
    iframe_ready: () => this.greet(),
    web_app_ready: () => this.greet(),
    web_app_expand: () => this.expand(),
    web_app_close: () => this.close(),
    web_app_request_theme: () => this.theme(),
    web_app_request_viewport: () => this.viewport(),
    web_app_request_safe_area: () => this.post("safe_area_changed", NO_INSETS),
    web_app_request_content_safe_area: () => this.post("content_safe_area_changed", NO_INSETS),
    web_app_request_fullscreen: () => this.post("fullscreen_failed", { error: "UNSUPPORTED" }),
    web_app_setup_closing_behavior: (data) => (this.confirmClosing = Boolean(data.need_confirmation)),
    web_app_setup_swipe_behavior: (data) => (this.node.dataset.swipe = String(data.allow_vertical_swipe)),
    web_app_setup_back_button: (data) => (this.back.hidden = !data.is_visible),
    web_app_setup_settings_button: (data) => (this.settings.hidden = !data.is_visible),
    web_app_setup_main_button: (data) => showButton(this.main, data),
    web_app_setup_secondary_button: (data) => showButton(this.second, data),
    web_app_set_header_color: (data) => paint(this.head, data.color ?? THEME[data.color_key]),
    web_app_set_bottom_bar_color: (data) => paint(this.foot, data.color),
    web_app_open_link: (data) => this.phone.follow(String(data.url)),
    web_app_open_tg_link: (data) => this.phone.follow(`https://t.me${data.path_full}`),
    web_app_open_popup: (data) => this.popup(data),
    web_app_check_location: () => this.post("location_checked", { available: false }),
    web_app_request_location: () => this.post("location_requested", { available: false }),
    web_app_request_write_access: () => this.post("write_access_requested", { status: "allowed" }),
    web_app_request_phone: () => this.post("phone_requested", { status: "cancelled" }),
    web_app_read_text_from_clipboard: ({ req_id: id }) => this.post("clipboard_text_received", { req_id: id, data: null }),
    web_app_invoke_custom_method: ({ req_id: id }) => this.post("custom_method_invoked", { req_id: id, error: "UNSUPPORTED" }),
  };

  greet() {
    this.theme();
    this.viewport();
  }

  expand() {
    this.expanded = true;
    this.node.classList.add("expanded");
    this.settle();
  }

  popup({ title = "", message = "", buttons = [] }) {
    const words = { ok: t("ok"), close: t("close"), cancel: t("cancel") };
    const choices = buttons.slice(0, 3).map(({ id, type, text }) => ({
      id, text: text || words[type] || t("ok"), danger: type === "destructive",
    }));
    if (!choices.length) choices.push({ id: "", text: t("close") });
    const answer = (id) => this.post("popup_closed", id === null ? {} : { button_id: id });
    this.phone.overlays.alert(title, message, choices, answer);
  }
}

/** Anything may be posted to a window: what is not a bridge event becomes an event nobody knows. */
function parsed(sent) {
  try {
    const { eventType, eventData } = JSON.parse(sent);
    return { type: String(eventType), data: Object(eventData) };
  } catch {
    return { type: "", data: {} };
  }
}

function showButton(node, data) {
  if (data.is_visible !== undefined) node.hidden = !data.is_visible;
  if (data.text !== undefined) {
    node.textContent = data.text;
    node.title = data.text;
    node.setAttribute("aria-label", data.text);
  }
  if (data.is_active !== undefined) node.disabled = !data.is_active;
  node.setAttribute("aria-busy", String(Boolean(data.is_progress_visible)));
  paint(node, data.color);
  if (/^#[0-9a-f]{6}$/i.test(data.text_color ?? "")) node.style.setProperty("color", data.text_color);
}

function paint(node, colour) {
  if (!colour) return;
  node.style.setProperty("background", colour.startsWith("--") ? `var(${colour})` : colour);
}
