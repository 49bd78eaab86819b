/** The simulation API: every call the page makes, and the one stream of events for all people. */

export class Refused extends Error {}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 3000;

async function call(path, body) {
  const form = body instanceof FormData;
  const options = body === undefined ? {} : { method: "POST", body: form ? body : JSON.stringify(body) };
  if (body !== undefined && !form) options.headers = { "Content-Type": "application/json" };
  const answer = await fetch(`/sim/${path}`, { cache: "no-store", ...options });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(data.error ?? `HTTP ${answer.status}`);
  return data;
}

/** Leaves out what is not given, so that the server sees optional fields as missing. */
function given(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

function upload(fields, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries(given(fields))) if (value !== "") form.append(name, String(value));
  for (const file of files) form.append("file", file, file.name);
  return form;
}

export const api = {
  people: () => call("people"),
  chat: (pid) => call(`chats/${pid}`),
  start: (pid, payload) => call(`chats/${pid}/start`, given({ payload })),
  text: (pid, text, replyTo) => call(`chats/${pid}/text`, given({ text, reply_to: replyTo })),
  press: (pid, messageId, row, column) => call(`chats/${pid}/press`, { message_id: messageId, row, column }),
  key: (pid, text, place = {}) => call(`chats/${pid}/key`, { text, ...given(place) }),
  photo: (pid, file, caption, replyTo) =>
    call(`chats/${pid}/photo`, upload({ caption, reply_to: replyTo }, [file])),
  document: (pid, file, caption, replyTo) =>
    call(`chats/${pid}/document`, upload({ caption, reply_to: replyTo }, [file])),
  album: (pid, files, caption, kind) => call(`chats/${pid}/album`, upload({ caption, kind }, files)),
  location: (pid, place) => call(`chats/${pid}/location`, given(place)),
  send: (pid, kind) => call(`chats/${pid}/send`, { kind }),
  edit: (pid, messageId, text) => call(`chats/${pid}/edit`, { message_id: messageId, text }),
  remove: (pid, messageId) => call(`chats/${pid}/delete`, { message_id: messageId }),
  forward: (pid, messageId, from) => call(`chats/${pid}/forward`, { message_id: messageId, from }),
  block: (pid) => call(`chats/${pid}/block`, {}),
  unblock: (pid) => call(`chats/${pid}/unblock`, {}),
  webapp: (pid, messageId, row, column) => call(`chats/${pid}/webapp`, { message_id: messageId, row, column }),
  menuWebapp: (pid) => call(`chats/${pid}/webapp`, { menu_button: true }),
  file: (fileId) => `/sim/files/${encodeURIComponent(fileId)}`,
};

/** Keeps one event stream open for as long as the page lives, and starts over whenever it breaks. */
export class Stream {
  /**
   * @param {() => Promise<number>} reload fetches what may have been missed; gives the event number to go on from
   * @param {(event: object) => void} onEvent
   * @param {(live: boolean) => void} onState
   */
  constructor(reload, onEvent, onState) {
    Object.assign(this, { reload, onEvent, onState, wait: FIRST_WAIT_MS, source: null, timer: 0, turn: 0 });
  }

  async open() {
    clearTimeout(this.timer);
    this.source?.close();
    this.turn += 1;
    const { turn } = this;
    try {
      const after = await this.reload();
      // Somebody else has started over in the meantime; two streams would say everything twice.
      if (turn !== this.turn) return;
      const source = new EventSource(`/sim/events?after=${after}`);
      this.source = source;
      source.onopen = () => {
        this.wait = FIRST_WAIT_MS;
        this.onState(true);
      };
      source.onerror = () => this.again();
      source.onmessage = (sent) => this.onEvent(JSON.parse(sent.data));
    } catch (error) {
      console.warn("sandbox: no connection", error);
      if (turn === this.turn) this.again();
    }
  }

  /** The browser's own retry would resume after a number that a restarted server has not reached yet. */
  again() {
    this.source?.close();
    this.onState(false);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }
}
