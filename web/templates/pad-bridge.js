"use strict";
/**
 * The bridge to Telegram, as little of it as a pad needs: by the client's own window, or the frame's parent.
 * Events are {eventType, eventData}, as JSON both ways.
 */
const bridge = {
  /** What the theme of the chat may change on the page; colours of the ink and the box are not its business. */
  COLOURS: {
    bg_color: "--back", text_color: "--text", hint_color: "--muted", link_color: "--link", button_color: "--main",
    button_text_color: "--on-main", secondary_bg_color: "--panel",
  },

  post(eventType, eventData) {
    const data = eventData === undefined ? "" : JSON.stringify(eventData);
    if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(eventType, data);
    else if (window.external && "notify" in window.external) {
      window.external.notify(JSON.stringify({ eventType, eventData }));
    } else if (window.parent !== window) {
      // Nothing that is said this way is a secret.
      window.parent.postMessage(JSON.stringify({ eventType, eventData: eventData ?? null }), "*");
    }
  },

  begin(themeParams) {
    const receive = (type, data) => this.receive(type, data ?? {});
    window.Telegram = { WebView: { receiveEvent: receive } };
    window.TelegramGameProxy = { receiveEvent: receive };
    window.TelegramGameProxy_receiveEvent = receive;
    window.addEventListener("message", (event) => {
      if (event.source !== window.parent || typeof event.data !== "string") return;
      try {
        const { eventType, eventData } = JSON.parse(event.data);
        receive(String(eventType), eventData);
      } catch {
        // Not from a client of Telegram.
      }
    });
    this.paint(themeParams);
    if (window.parent !== window) this.post("iframe_ready", { reload_supported: true });
    this.post("web_app_ready");
    this.post("web_app_expand");
    // A stroke downwards would close the page.
    this.post("web_app_setup_swipe_behavior", { allow_vertical_swipe: false });
    this.post("web_app_request_theme");
  },

  receive(type, data) {
    if (type === "theme_changed") this.paint(data.theme_params);
    if (type === "reload_iframe") {
      this.post("iframe_will_reload");
      location.reload();
    }
  },

  paint(params) {
    for (const [name, variable] of Object.entries(this.COLOURS)) {
      const colour = params?.[name];
      if (/^#[0-9a-f]{6}$/i.test(colour ?? "")) document.documentElement.style.setProperty(variable, colour);
    }
  },

  askBeforeClosing(isAsked) {
    this.post("web_app_setup_closing_behavior", { need_confirmation: isAsked });
  },
};
