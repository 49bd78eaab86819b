/** What one person's phone knows: the messages of the chat, what is unread, which presses wait for an answer. */

const PRESS_WAIT_MS = 15_000;
const REMEMBERED_ANSWERS = 50;

export class Chat {
  /** @param {object} person as listed by /sim/people */
  constructor(person) {
    Object.assign(this, {
      person, loaded: false, n: 0, bot: null, replyKeyboard: null, keyboardOpen: false, menuButton: null,
      commands: [], messages: new Map(), reactions: new Map(), seen: 0, divider: null, pending: new Map(), answered: [],
      missed: 0, loading: false, early: [],
    });
  }

  get id() {
    return this.person.id;
  }

  get name() {
    return this.person.title || fullName(this.person);
  }

  /** Messages in their order. */
  get list() {
    return [...this.messages.values()].sort((a, b) => a.message_id - b.message_id);
  }

  get unread() {
    if (!this.loaded) return this.missed;
    let count = 0;
    for (const message of this.messages.values()) if (message.message_id > this.seen && !isMine(message)) count += 1;
    return count;
  }

  /** Takes a fresh snapshot; what was read stays read, unless the server started over with lower numbers. */
  load(snapshot) {
    const startedOver = snapshot.n < this.n;
    const first = !this.loaded;
    this.person = snapshot.person;
    this.bot = snapshot.bot;
    this.n = snapshot.n;
    this.menuButton = snapshot.menu_button;
    this.commands = snapshot.commands ?? [];
    this.setKeyboard(snapshot.reply_keyboard);
    this.messages = new Map(snapshot.messages.map((message) => [message.message_id, this.known(message)]));
    this.reactions = new Map(Object.entries(snapshot.reactions ?? {}).map(([id, emoji]) => [Number(id), emoji]));
    const last = Math.max(0, ...this.messages.keys());
    if (startedOver) this.pending.clear();
    if (first) this.seen = this.missed ? this.lastSeenBefore(this.missed) : last;
    this.seen = startedOver ? last : Math.min(this.seen, last);
    this.divider = this.messages.has(this.divider) ? this.divider : null;
    this.missed = 0;
    this.loading = false;
    this.loaded = true;
    for (const event of this.early.splice(0)) this.apply(event, false);
  }

  /** The object held already when nothing changed, so that its row on the screen stays as it is. */
  known(message) {
    const held = this.messages.get(message.message_id);
    return held && JSON.stringify(held) === JSON.stringify(message) ? held : message;
  }

  lastSeenBefore(missed) {
    const fromBot = this.list.filter((message) => !isMine(message));
    const firstMissed = fromBot[Math.max(0, fromBot.length - missed)];
    if (firstMissed) this.divider = firstMissed.message_id;
    return firstMissed ? firstMissed.message_id - 1 : 0;
  }

  /**
   * Applies one event of the stream.
   * @param {boolean} watched whether the person sees the end of the chat now
   * @returns {boolean} false when it was known already
   */
  apply(event, watched) {
    if (this.loading) {
      // An event may overtake the answer to the snapshot that was asked for before it.
      this.early.push(event);
      return false;
    }
    if (!this.loaded) {
      if (event.type === "message" && !isMine(event.message)) this.missed += 1;
      return false;
    }
    if (event.n <= this.n) return false;
    this.n = event.n;
    if (event.type === "message") this.arrive(event.message, watched);
    if (event.type === "edit") {
      this.messages.set(event.message.message_id, event.message);
      this.settle((press) => press.messageId === event.message.message_id);
    }
    if (event.type === "delete") {
      this.messages.delete(event.message_id);
      this.settle((press) => press.messageId === event.message_id);
    }
    if (event.type === "reaction") this.reactions.set(event.message_id, event.reaction);
    if (event.type === "reset") this.forget();
    if (event.type === "toast") this.answer(event.callback_query_id);
    if (event.type === "keyboard") {
      this.setKeyboard(event.reply_keyboard);
      this.keyboardOpen = this.replyKeyboard !== null;
    }
    if (event.type === "blocked" || event.type === "unblocked") this.person.blocked = event.type === "blocked";
    return true;
  }

  arrive(message, watched) {
    this.messages.set(message.message_id, this.known(message));
    if (isMine(message)) {
      this.divider = null;
      this.markSeen();
    } else if (watched) {
      this.seen = Math.max(this.seen, message.message_id);
    } else {
      this.divider ??= message.message_id;
    }
  }

  /** Everything said is gone; the person stays. */
  forget() {
    this.messages.clear();
    this.reactions.clear();
    this.settle(() => true);
    Object.assign(this, { seen: 0, divider: null, replyKeyboard: null, keyboardOpen: false });
  }

  /** A message the server has just confirmed to the sender; its event may have come first and moved on. */
  confirm(message) {
    if (this.messages.has(message.message_id)) return;
    this.arrive(message, true);
  }

  markSeen() {
    this.seen = Math.max(this.seen, 0, ...this.messages.keys());
  }

  setKeyboard(markup) {
    const wanted = markup?.keyboard ? markup : null;
    if (JSON.stringify(wanted) !== JSON.stringify(this.replyKeyboard)) this.keyboardOpen = wanted !== null;
    this.replyKeyboard = wanted;
  }

  /** Marks a button as waiting; `onSettled` runs once, at the answer or after 15 s. */
  waitFor(messageId, row, column, onSettled) {
    const key = pressKey(messageId, row, column);
    this.pending.get(key)?.settle();
    const press = { key, messageId, queryId: null };
    const timer = setTimeout(() => press.settle(), PRESS_WAIT_MS);
    press.settle = () => {
      clearTimeout(timer);
      if (this.pending.get(key) === press) this.pending.delete(key);
      onSettled();
    };
    this.pending.set(key, press);
    return press;
  }

  /** The number of a press is known only after the call; its answer may have come before. */
  identify(press, queryId) {
    press.queryId = queryId;
    if (this.answered.includes(queryId)) press.settle();
  }

  answer(queryId) {
    this.answered = [...this.answered, queryId].slice(-REMEMBERED_ANSWERS);
    this.settle((press) => press.queryId === queryId);
  }

  settle(which) {
    for (const press of [...this.pending.values()].filter(which)) press.settle();
  }

  isWaiting(messageId, row, column) {
    return this.pending.has(pressKey(messageId, row, column));
  }

  /** The newest place in the chat: {name, latitude, longitude}, or null. */
  get latestPlace() {
    const from = this.list.reverse().find((message) => message.venue ?? (!isMine(message) && message.location));
    if (!from) return null;
    const { latitude, longitude } = from.venue?.location ?? from.location;
    return { name: from.venue?.title ?? `${latitude}, ${longitude}`, latitude, longitude };
  }
}

export function isMine(message) {
  return !message.from?.is_bot;
}

export function fullName(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ");
}

function pressKey(messageId, row, column) {
  return `${messageId}:${row}:${column}`;
}
