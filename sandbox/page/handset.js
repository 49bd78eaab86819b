/** One person's phone: the header, the chat, the composer, and everything the person can do. */
import { api, Refused } from "./api.js";
import { attachSheet, offerFiles } from "./attach.js";
import { Composer } from "./composer.js";
import { button, el } from "./dom.js";
import { WebApp } from "./frames.js";
import { icon, iconButton } from "./icons.js";
import { fullName, isMine } from "./chat.js";
import { replyKeyboard, showWaiting } from "./keyboards.js";
import { Overlays } from "./overlays.js";
import { placeSheet } from "./places.js";
import { Thread } from "./thread.js";
import { t } from "./words.js";

const TYPING_MS = 5000;

export class Handset {
  /** @param {object} desk knows the other phones: follow, forwardTargets, putAway, changed */
  constructor(desk, chat) {
    Object.assign(this, { desk, chat, lastPlace: null, typing: 0 });
    this.thread = new Thread(this);
    this.composer = new Composer(this);
    this.keys = el("div", { class: "keys" });
    this.name = el("strong", {});
    this.note = el("span", {});
    this.avatar = el("span", { class: "avatar", "aria-hidden": "true" });
    this.menuButton = iconButton("phone-menu", t("phone_menu"), "more", () => this.openMenu());
    this.empty = el("div", { class: "empty" }, el("strong", {}, t("empty_title")), el("p", {}, t("empty_text")));
    const putAway = () => desk.putAway(chat.id);
    const away = iconButton("put-away", t("close_phone"), "close", putAway, { class: "put-away" });
    const who = el("div", { class: "who" }, this.name, this.note);
    const head = el("header", { class: "phone-head" }, this.avatar, who, this.menuButton, away);
    const parts = [head, this.thread.node, this.empty, this.composer.node, this.keys];
    const content = el("div", { class: "phone-content" }, parts);
    const named = { data: { person: chat.id }, "aria-label": t("phone_of", { name: chat.name }) };
    this.node = el("section", { class: "phone", ...named }, content);
    this.overlays = new Overlays(this.node, content);
    this.node.append(this.overlays.node, el("div", { class: "drop-sign" }, t("drop_here")));
    this.takeDrops();
    this.draw();
  }

  get id() {
    return this.chat.id;
  }

  get botName() {
    return this.chat.bot?.first_name ?? t("bot_name");
  }

  get shown() {
    return this.node.isConnected && !this.node.hidden && document.visibilityState === "visible";
  }

  /** Whether the person sees the end of the chat. */
  get watching() {
    return this.shown && this.thread.stuck;
  }

  /** Fetches the chat; gives the number of the last event it contains. */
  async load() {
    this.chat.loading = true;
    try {
      const snapshot = await api.chat(this.id);
      this.chat.load(snapshot);
      this.draw();
      return snapshot.n;
    } finally {
      this.chat.loading = false;
    }
  }

  /** Fetches the chat because somebody wants it now; a failure is said. */
  refresh() {
    return this.act(async () => {
      await this.load();
      return {};
    });
  }

  /** Takes one event of the stream. */
  take(event) {
    if (!this.chat.apply(event, this.watching)) return undefined;
    if (event.type === "reset") return this.refresh();
    if (event.type === "toast" && event.text) {
      if (event.alert) this.overlays.alert("", event.text, [{ id: "ok", text: t("ok") }]);
      else this.overlays.toast(event.text);
    }
    if (event.type === "action") return this.showTyping();
    if (event.type === "message" && !isMine(event.message)) this.stopTyping();
    if (event.type === "message" && isMine(event.message)) this.thread.stuck = true;
    return this.draw();
  }

  draw() {
    const { chat } = this;
    this.name.textContent = this.botName;
    this.avatar.textContent = [...this.botName][0];
    this.note.textContent = this.typing ? t("typing") : t("phone_of", { name: chat.name });
    this.note.classList.toggle("typing", this.typing !== 0);
    this.empty.hidden = !chat.loaded || chat.messages.size > 0;
    const keyboardOpen = chat.keyboardOpen && !chat.person.blocked;
    this.composer.draw({ chat, keyboardOpen });
    if (this.drawnKeyboard !== chat.replyKeyboard) {
      this.drawnKeyboard = chat.replyKeyboard;
      this.keys.replaceChildren(...(chat.replyKeyboard ? [replyKeyboard(chat.replyKeyboard, this)] : []));
    }
    this.keys.hidden = !keyboardOpen;
    this.thread.draw();
    this.desk.changed();
  }

  /** Called when the phone comes to the front: what is unread begins at its mark. */
  becameVisible() {
    if (this.chat.unread) this.thread.toUnread();
    else this.thread.toBottom();
    if (this.watching) this.reachedBottom();
  }

  reachedBottom() {
    if (!this.shown) return;
    this.chat.markSeen();
    this.desk.changed();
  }

  showTyping() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.stopTyping(), TYPING_MS);
    this.draw();
  }

  stopTyping() {
    clearTimeout(this.typing);
    this.typing = 0;
    this.draw();
  }

  /** Runs a call of the person; what is refused is said on the phone. @returns the answer, or null */
  async act(run) {
    try {
      const answer = await run();
      for (const message of answer.messages ?? [answer.message ?? []].flat()) this.chat.confirm(message);
      if (answer.message ?? answer.messages) this.thread.stuck = true;
      this.draw();
      return answer;
    } catch (error) {
      if (!(error instanceof Refused)) console.error(error);
      const why = error instanceof Refused ? error.message : t("no_answer");
      this.overlays.toast(t("press_failed", { why }));
      return null;
    }
  }

  start = (payload) => this.act(() => api.start(this.id, payload));
  sendText = (text, replyTo) => this.act(() => api.text(this.id, text, replyTo));
  command = (text) => this.sendText(text);
  sendLocation = (place) => this.act(() => api.location(this.id, place));
  sendOdd = (kind) => this.act(() => api.send(this.id, kind));
  sendAlbum = (files, caption, kind) => this.act(() => api.album(this.id, files, caption, kind));
  block = () => this.act(() => api.block(this.id));
  unblock = () => this.act(() => api.unblock(this.id));

  sendFile(file, caption, kind, replyTo) {
    return this.act(() => api[kind](this.id, file, caption, replyTo));
  }

  /** The event brings the new text; the answer only says that it was taken. */
  async editText(message, text) {
    return this.act(async () => {
      await api.edit(this.id, message.message_id, text);
      return {};
    });
  }

  /** A press of an inline button: what it does depends on its kind. */
  async pressInline(message, row, column, spec) {
    if (spec.url ?? spec.login_url) return this.follow(spec.url ?? spec.login_url.url);
    if (spec.copy_text) return this.copy(spec.copy_text.text);
    if (spec.web_app) return this.openWebApp(spec.text, () => api.webapp(this.id, message.message_id, row, column));
    if (spec.callback_data === undefined) return this.overlays.toast(t("not_here"));
    const id = message.message_id;
    const show = (waiting) => showWaiting(this.node, id, row, column, waiting);
    const press = this.chat.waitFor(id, row, column, () => show(false));
    show(true);
    if (this.chat.divider) {
      this.chat.divider = null;
      this.thread.draw();
    }
    const answer = await this.act(() => api.press(this.id, id, row, column));
    if (answer) this.chat.identify(press, answer.callback_query_id);
    else press.settle();
    return undefined;
  }

  /** A press of a button of the reply keyboard: its text is sent, or a place is asked for. */
  async pressReply(spec) {
    if (spec.web_app ?? spec.request_poll) return this.overlays.toast(t("not_here"));
    const send = async (place) => {
      const sent = await this.act(() => api.key(this.id, spec.text, place));
      if (sent && this.chat.replyKeyboard?.one_time_keyboard) this.toggleKeyboard(false);
    };
    return spec.request_location ? placeSheet(this, send) : send();
  }

  toggleKeyboard(open = !this.chat.keyboardOpen) {
    this.chat.keyboardOpen = open;
    this.draw();
  }

  async openWebApp(title, launch) {
    const answer = await this.act(launch);
    if (answer) new WebApp(this, answer.url, title);
  }

  /** Opens what belongs to this machine or to the bot. @returns {boolean} whether it did */
  openLink(url) {
    const payload = startPayload(url, this.chat.bot?.username);
    if (payload !== null) {
      this.start(payload || undefined);
      return true;
    }
    return this.desk.browse(url);
  }

  follow(url) {
    if (!this.openLink(url) && /^https?:/i.test(url)) window.open(url, "_blank", "noopener");
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    this.overlays.toast(t("copied"));
  }

  viewPhoto(url, label) {
    this.overlays.picture(url, label);
  }

  viewFile(url, name) {
    this.overlays.document(url, name).catch(() => this.overlays.toast(t("press_failed", { why: t("no_answer") })));
  }

  showMessage(messageId) {
    this.thread.show(messageId);
  }

  replyTo(message) {
    this.composer.answerTo(message);
  }

  edit(message) {
    this.composer.startEdit(message);
  }

  remove(message) {
    return this.act(() => api.remove(this.id, message.message_id));
  }

  openAttach() {
    attachSheet(this);
  }

  offerFiles(files) {
    offerFiles(this, files);
  }

  /** The button beside the composer: a page of the bot, or the list of its commands. */
  openMenuButton(at) {
    const { type, text } = this.chat.menuButton ?? {};
    if (type === "web_app") return this.openWebApp(text, () => api.menuWebapp(this.id));
    const items = this.chat.commands.map(({ command, description }) => ({
      act: "command", label: `/${command} ${description}`, sign: "menu", run: () => this.sendText(`/${command}`),
    }));
    return this.overlays.menu(items, at);
  }

  openMenu() {
    const { blocked } = this.chat.person;
    this.overlays.menu([
      blocked
        ? { act: "unblock", label: t("unblock"), sign: "check", run: this.unblock }
        : { act: "block", label: t("block"), sign: "block", run: this.block, danger: true },
      { act: "reload-chat", label: t("reload"), sign: "reload", run: () => this.refresh() },
    ], this.menuButton);
  }

  messageMenu(message, at) {
    const text = message.text ?? message.caption;
    const mine = isMine(message);
    this.overlays.menu([
      { act: "reply", label: t("reply"), sign: "reply", run: () => this.replyTo(message) },
      text && { act: "copy", label: t("copy"), sign: "copy", run: () => this.copy(text) },
      mine && message.text && { act: "edit", label: t("edit"), sign: "edit", run: () => this.edit(message) },
      { act: "forward", label: t("forward"), sign: "forward", run: () => this.forward(message) },
      { act: "delete", label: t("delete"), sign: "trash", run: () => this.remove(message), danger: true },
    ].filter(Boolean), at);
  }

  forward(message) {
    this.overlays.sheet("forward", t("forward_to"), (close) =>
      this.desk.people.map((person) => {
        const name = person.title || fullName(person);
        return button("forward-to", name, async () => {
          close();
          const sent = await this.act(async () => {
            await api.forward(person.id, message.message_id, this.id);
            return {};
          });
          if (sent) this.desk.bringUp(person.id);
        }, { class: "choice", data: { target: person.id } }, icon("person"), el("span", {}, name));
      }),
    );
  }

  takeDrops() {
    const over = (on) => this.node.classList.toggle("dropping", on);
    this.node.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      over(true);
    });
    this.node.addEventListener("dragleave", (event) => !this.node.contains(event.relatedTarget) && over(false));
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      const files = [...event.dataTransfer.files];
      if (files.length) this.offerFiles(files);
    });
  }
}

/** The start parameter of a t.me link to this bot, "" without one, null for any other link. */
function startPayload(url, username) {
  if (!username || !URL.canParse(url)) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  const ours = protocol === "tg:"
    ? searchParams.get("domain")
    : ["t.me", "telegram.me"].includes(hostname) && pathname.slice(1);
  return ours && ours.toLowerCase() === username.toLowerCase() ? (searchParams.get("start") ?? "") : null;
}
