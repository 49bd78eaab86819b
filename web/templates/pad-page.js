/** The page: lets itself in, shows what is signed and by whom, and leads from the box to the signature. */
const at = (id) => document.getElementById(id);
const words = JSON.parse(document.body.dataset.words);
const isApp = document.body.dataset.kind === "a";
const line = new Line(new Box(at("box"), () => line.send()), { changed: () => show(), refused: (error) => stop(error) });
const { box } = line;
let isFinishing = false;
const ROOMY_PIXELS = 640;
let wasAsking = null;

/** What the address carries behind the #: launch data of Telegram, or the ticket that this page was given before. */
function carried() {
  const found = new URLSearchParams(location.hash.slice(1));
  let theme = {};
  try {
    theme = JSON.parse(found.get("tgWebAppThemeParams") ?? "{}");
  } catch {
    // The page has colours of its own.
  }
  return { ticket: found.get("t"), launch: found.get("tgWebAppData"), theme };
}

async function open() {
  at("trouble").hidden = true;
  at("opening").hidden = false;
  const { ticket, launch } = carried();
  try {
    const told = await line.insist("open", line.ticket || ticket ? { ticket: line.ticket || ticket } : { launch });
    // From now on the ticket lets in: launch data does so once only, and a browser may load the page anew.
    history.replaceState(null, "", `${location.pathname}${location.search}#t=${told.ticket}`);
    line.ticket = told.ticket;
    tell(told);
    at("opening").hidden = true;
    if (told.signed) end(told.signed);
    else line.send();
  } catch (error) {
    stop(error);
  }
}

function tell(told) {
  at("title").textContent = told.title;
  at("inspected").textContent = told.inspected;
  at("number").textContent = told.number;
  at("name").textContent = told.name;
  at("capacity").textContent = capacity(told);
  at("pdf").href = told.pdf;
  at("record").textContent = told.record.match(/.{8}/g).join(" ");
  at("print").textContent = `${told.record.slice(0, 8)}…`;
  at("signed-record").textContent = `${told.record.slice(0, 16)}…`;
  at("signed-name").textContent = told.name;
  unfold();
  line.kept = told.marks.length;
  box.isOpen = !told.signed;
  box.show(told.marks, told.size);
  show();
}

/** The whole fingerprint where there is room for it. */
function unfold() {
  at("details").open = window.innerHeight >= ROOMY_PIXELS;
}

function capacity({ role, capacity: as, inspected }) {
  const parts = [words[role], as];
  if (role === "party") parts.push(`${words.of} ${inspected}`);
  return parts.filter(Boolean).join(" · ");
}

/** Shows how it stands: what the buttons may do, and whether all that is drawn is kept. */
function show() {
  const strokes = standing(box.marks);
  at("hint").hidden = strokes.length > 0 || Boolean(box.drawn);
  at("undo").disabled = isFinishing || !isUndoable(box.marks);
  at("clear").disabled = isFinishing || !strokes.length;
  at("done").disabled = isFinishing || lengthOf(strokes) < LEAST_LENGTH;
  const isSent = line.isAllKept;
  let state = box.marks.length ? "saved" : "";
  if (!isSent) state = "saving";
  if (isFinishing) state = "busy";
  if (line.isAway && line.ticket) state = isFinishing ? "waits" : "away";
  at("saved").textContent = state && words[state];
  at("saved").dataset.state = state;
  if (isApp && wasAsking !== !isSent) {
    wasAsking = !isSent;
    bridge.askBeforeClosing(wasAsking);
  }
}

async function finish() {
  isFinishing = true;
  box.isOpen = false;
  show();
  try {
    // Marks that are on their way are waited for: what is signed is all that is seen.
    while (!line.isAllKept && isFinishing) {
      await line.send();
      if (!line.isAllKept) await new Promise((go) => setTimeout(go, 50));
    }
    if (isFinishing) end((await line.insist("done", { ticket: line.ticket })).signed);
  } catch (error) {
    stop(error);
  }
}

function end(signedAt) {
  isFinishing = false;
  box.isOpen = false;
  // As the office's clock says, wherever this phone is.
  const when = new Date(`${signedAt.slice(0, 16)}Z`);
  at("signed-at").textContent = when.toLocaleString(document.documentElement.lang, {
    year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "UTC",
  });
  at("signed").hidden = false;
  at("close").hidden = !isApp;
  box.drawOn(at("signed-ink"));
  if (isApp) bridge.askBeforeClosing(false);
}

/** Says why it does not go on, and offers to open anew where that mends it. */
function stop(error) {
  if (!(error instanceof NotTaken)) throw error;
  isFinishing = false;
  box.isOpen = false;
  at("opening").hidden = true;
  at("trouble-title").textContent = error.code === "SIGNPAD_009" ? words.changed : at("trouble-title").textContent;
  at("trouble-text").textContent = error.message;
  at("trouble-code").textContent = error.code;
  at("trouble-go").hidden = !error.again;
  at("trouble-go").textContent = error.code === "SIGNPAD_009" ? words.again : words.reopen;
  at("trouble").hidden = false;
}

at("undo").addEventListener("click", () => box.add("undo"));
at("clear").addEventListener("click", () => box.add("clear"));
at("done").addEventListener("click", finish);
at("close").addEventListener("click", () => bridge.post("web_app_close"));
at("trouble-go").addEventListener("click", () => open());
at("box").addEventListener("pointerdown", show);
at("pdf").addEventListener("click", (event) => {
  if (!isApp) return;
  event.preventDefault();
  bridge.post("web_app_open_link", { url: at("pdf").href });
});
for (const link of document.querySelectorAll("[data-language]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    // Behind the # stands what lets in, so it is not lost on the way.
    location.href = link.getAttribute("href") + location.hash;
  });
}
window.matchMedia("(orientation: portrait)").addEventListener("change", unfold);
window.addEventListener("beforeunload", (event) => {
  if (!line.isAllKept) event.preventDefault();
});
if (isApp) bridge.begin(carried().theme);
open();
