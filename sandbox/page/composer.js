/** The bar under the chat: text, what it answers or edits, the menu of commands, the way to attachments. */
import { button, el } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { summary } from "./bubbles.js";
import { isMine } from "./chat.js";
import { t } from "./words.js";

const TALLEST_PX = 132;

export class Composer {
  /** @param {object} phone the handset, which does what is asked for here */
  constructor(phone) {
    this.phone = phone;
    this.reply = null;
    this.edited = null;
    this.input = el("textarea", {
      rows: "1", class: "write", data: { act: "write" }, "aria-label": t("write"), placeholder: t("write"),
      enterkeyhint: "send", maxlength: "8192",
      on: { input: () => this.onInput(), keydown: (event) => this.onKey(event), paste: (event) => this.onPaste(event) },
    });
    const menuLook = { class: "menu-button" };
    this.menu = iconButton("commands", t("commands"), "menu", () => phone.openMenuButton(this.menu), menuLook);
    this.attach = iconButton("attach", t("attach"), "clip", () => phone.openAttach());
    this.toggle = iconButton("toggle-keyboard", t("keyboard_show"), "keys", () => phone.toggleKeyboard());
    this.send = iconButton("send", t("send"), "send", () => this.submit(), { class: "send" });
    this.strip = el("div", { class: "strip", hidden: true });
    this.suggestions = el("div", { class: "suggestions", hidden: true });
    this.bar = el("div", { class: "bar" }, this.menu, this.attach, this.input, this.toggle, this.send);
    this.instead = el("div", { class: "instead" });
    this.node = el("footer", { class: "composer" }, this.suggestions, this.strip, this.bar, this.instead);
  }

  /** Shows what fits the state of the chat: start, unblock, or the bar. */
  draw({ chat, keyboardOpen }) {
    const fresh = chat.loaded && chat.messages.size === 0;
    const big = chat.person.blocked
      ? button("unblock", t("unblock"), () => this.phone.unblock(), { class: "big" })
      : fresh && button("start", t("start"), () => this.phone.start(), { class: "big" });
    this.bar.hidden = Boolean(big);
    const why = chat.person.blocked && el("p", { class: "sheet-note" }, t("blocked_note"));
    this.instead.replaceChildren(...[why, big].filter(Boolean));
    this.toggle.hidden = !chat.replyKeyboard;
    this.toggle.setAttribute("aria-pressed", String(keyboardOpen));
    this.toggle.title = t(keyboardOpen ? "keyboard_hide" : "keyboard_show");
    this.toggle.setAttribute("aria-label", this.toggle.title);
    this.input.placeholder = chat.replyKeyboard?.input_field_placeholder ?? t("write");
    const app = chat.menuButton?.type === "web_app" ? chat.menuButton.text : null;
    this.menu.hidden = !app && chat.commands.length === 0;
    this.menu.classList.toggle("wide", Boolean(app));
    this.menu.replaceChildren(app ?? icon("menu"));
    this.onInput();
  }

  onInput() {
    this.input.style.setProperty("height", "auto");
    const wanted = this.input.scrollHeight;
    if (wanted) this.input.style.setProperty("height", `${Math.min(wanted, TALLEST_PX)}px`);
    this.node.classList.toggle("has-text", this.input.value.trim() !== "");
    this.suggest();
  }

  /** While a command is being typed, the ones that fit stand above. */
  suggest() {
    const typed = this.input.value;
    const fitting = /^\/\w*$/.test(typed)
      ? this.phone.chat.commands.filter(({ command }) => `/${command}`.startsWith(typed))
      : [];
    this.suggestions.hidden = fitting.length === 0;
    this.suggestions.replaceChildren(
      ...fitting.map(({ command, description }) =>
        button("command", `/${command}`, () => {
          this.input.value = "";
          this.onInput();
          this.phone.sendText(`/${command}`);
        }, { class: "suggestion", data: { command } }, el("strong", {}, `/${command}`), el("span", {}, description)),
      ),
    );
  }

  onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape" && (this.reply || this.edited)) this.drop();
  }

  onPaste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.phone.offerFiles(files);
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const { reply, edited } = this;
    this.input.value = "";
    this.drop();
    const done = edited ? await this.phone.editText(edited, text) : await this.phone.sendText(text, reply?.message_id);
    // What was refused comes back, unless something else is being written by now.
    if (!done && !this.input.value) this.input.value = text;
    this.onInput();
  }

  answerTo(message) {
    this.drop();
    this.reply = message;
    this.showStrip("reply", t("reply_to", { name: isMine(message) ? t("me") : this.phone.botName }), message);
  }

  startEdit(message) {
    this.drop();
    this.edited = message;
    this.input.value = message.text;
    this.showStrip("edit", t("edit_text"), message);
  }

  /** The message being answered, given up after use. */
  takeReply() {
    const taken = this.reply?.message_id;
    if (taken) this.drop();
    return taken;
  }

  showStrip(sign, title, message) {
    this.strip.replaceChildren(
      icon(sign),
      el("span", { class: "strip-words" }, el("strong", {}, title), el("span", {}, summary(message))),
      iconButton("cancel-strip", t("cancel"), "close", () => this.drop()),
    );
    this.strip.hidden = false;
    this.onInput();
    this.input.focus();
  }

  drop() {
    if (this.edited) this.input.value = "";
    this.reply = null;
    this.edited = null;
    this.strip.hidden = true;
    this.onInput();
  }
}
