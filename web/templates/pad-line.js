/** The line to the office: marks go there in their order and numbered, again and again until they are kept. */
const AT_ONCE = 20;
const POINTS_AT_ONCE = 4000;
const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
const PATIENCE_MS = 15000;

/** What the office does not take; going on here is of no use. */
class NotTaken extends Error {
  constructor({ code, text, again }) {
    super(text);
    Object.assign(this, { code, again });
  }
}

class Line {
  /** @param box whose marks are sent; @param told what is told of it: `changed()`, `refused(NotTaken)` */
  constructor(box, told) {
    Object.assign(this, { box, told, ticket: "", kept: 0, isAway: false, isBusy: false, misses: 0, waiting: 0 });
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => this.send());
  }

  get isAllKept() {
    return this.kept === this.box.marks.length;
  }

  /** Asks the office. Throws `NotTaken` for what it refuses, anything else when it is not to be reached. */
  async ask(what, body) {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(`${location.pathname}/${what}?lang=${document.documentElement.lang}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        cache: "no-store",
        signal: cut.signal,
      });
      if (answer.status === 409) throw new NotTaken(await answer.json());
      if (!answer.ok) throw new Error(`${answer.status}`);
      return await answer.json();
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks until there is an answer. Throws `NotTaken`. */
  async insist(what, body) {
    for (;;) {
      try {
        const answer = await this.ask(what, body);
        this.reached(true);
        return answer;
      } catch (error) {
        if (error instanceof NotTaken) throw error;
        this.reached(false);
        await this.pause();
      }
    }
  }

  /** Waits longer each time, but not beyond the moment when the network is said to be back. */
  pause() {
    const wait = PAUSES_MS[Math.min(this.misses, PAUSES_MS.length) - 1] ?? PAUSES_MS[0];
    return new Promise((go) => {
      const timer = setTimeout(go, wait);
      window.addEventListener("online", () => (clearTimeout(timer), go()), { once: true });
    });
  }

  reached(isReached) {
    this.misses = isReached ? 0 : this.misses + 1;
    this.isAway = !isReached;
    this.told.changed();
  }

  batch() {
    const marks = [];
    let points = 0;
    for (const mark of this.box.marks.slice(this.kept, this.kept + AT_ONCE)) {
      points += mark.points?.length ?? 0;
      if (marks.length && points > POINTS_AT_ONCE) break;
      marks.push(mark);
    }
    return marks;
  }

  /** Sends what is not kept yet, one request after the other. */
  async send() {
    if (this.isBusy || !this.ticket) return;
    this.isBusy = true;
    try {
      while (!this.isAllKept) {
        this.told.changed();
        const sent = { ticket: this.ticket, first: this.kept + 1, marks: this.batch(), size: this.box.size };
        const { last } = await this.insist("marks", sent);
        this.kept = Math.min(last, this.box.marks.length);
      }
    } catch (error) {
      this.told.refused(error);
    } finally {
      this.isBusy = false;
      this.told.changed();
    }
  }
}
