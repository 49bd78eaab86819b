// What a person sees: the file chosen, the verdict, who was drawn; in Chinese or English, as they like.
const MOST_SHOWN = 200;
const words = JSON.parse(document.getElementById("words").textContent);
const byId = (id) => document.getElementById(id);
// The site's links say in which language, and of which draw; a page on a disk follows the browser.
const asked = new URLSearchParams(location.search);
let language = (asked.get("lang") || navigator.language || "zh").toLowerCase().startsWith("en") ? 1 : 0;
let shownNow = null;

const fill = (template, values = {}) =>
  template.replace(/\{(\w+)\}|\{\{|\}\}/g, (found, name) => (name ? String(values[name]) : found[0]));
const say = (key, values) => fill(words[key][language], values);

function make(tag, content, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...[content].flat().filter((each) => each !== null));
  return made;
}

function shortened(entries, toRow) {
  const rows = entries.slice(0, MOST_SHOWN).map(toRow);
  if (entries.length > MOST_SHOWN) rows.push(make("li", say("more", { count: entries.length - MOST_SHOWN })));
  return rows;
}

function verdict(name, found) {
  if (found.remark) {
    const told = say(found.remark.code, found.remark.values);
    return make("section", [make("h2", say("lists_fit")), make("p", told)], { class: "true" });
  }
  if (!found.reasons.length) {
    return make("section", [make("h2", say("valid")), make("p", say("valid_why", { name }))], { class: "true" });
  }
  const reasons = shortened(found.reasons, (each) =>
    make("li", [make("code", placeText(each.where) || name), " ", say(each.code, each.values), " ",
      make("small", each.code)]));
  const count = found.reasons.length;
  const parts = [make("h2", say("invalid", { count })), make("ol", reasons)];
  if (found.result) parts.push(make("p", say("recomputed")));
  return make("section", parts, { class: "false" });
}

function facts(proof, found, held) {
  const rows = [
    ["draw_id", proof.commit.draw_id], ["published_at", proof.commit.published_at],
    ["revealed_at", proof.seed.revealed_at], ["dice", proof.seed.dice], ["salt", proof.seed.salt],
    ["commit_hash", found.commitHash],
  ];
  if (proof.seed.drand_round) rows.push(["drand", `${proof.seed.drand_round}; ${say("drand_unchecked")}`]);
  const list = make("dl", rows.flatMap(([key, value]) => [make("dt", say(key)), make("dd", make("code", value))]));
  return make("section", [make("h2", say("facts")), list, make("p", say(held ? "held" : "not_held"))]);
}

function strata(found) {
  const head = make("tr", ["class", "pool", "number"].map((key) => make("th", say(key), { scope: "col" })));
  const rows = Object.entries(found.result.strata).map(([risk, each]) =>
    make("tr", [make("th", risk, { scope: "row" }), make("td", String(each.pool)), make("td", String(each.n))]));
  const lists = Object.entries(found.result.strata).map(([risk, each]) => make("details", [
    make("summary", say("class_lists", { risk })),
    make("p", say("drawn")), make("ol", shortened(each.drawn, (id) => make("li", make("code", id)))),
    make("p", say("reserve")), make("ol", shortened(each.reserve, (id) => make("li", make("code", id)))),
  ]));
  const table = make("table", [make("thead", head), make("tbody", rows)]);
  return make("section", [make("h2", say("objects")), table, ...lists]);
}

function teams(found) {
  const rows = shortened(found.result.order, (id) => make("li", [
    make("code", id),
    make("ul", Object.entries(found.result.teams[id]).map(([department, seats]) => {
      const isUnfilled = seats[0] === "UNFILLED";
      return make("li", `${department}${say("colon")}${isUnfilled ? say("unfilled") : seats.join(say("comma"))}`,
        isUnfilled ? { class: "unfilled" } : {});
    })),
  ]));
  return make("section", [make("h2", say("teams")), make("p", say("teams_how")), make("ol", rows)]);
}

function counts(proof, found) {
  const often = new Map(proof.inspectors.map((i) => [i.id, 0]));
  for (const team of Object.values(found.result.teams)) {
    for (const id of Object.values(team).flat()) if (id !== "UNFILLED") often.set(id, often.get(id) + 1);
  }
  const reasons = new Map();
  for (const each of proof.exclusions) reasons.set(each.reason, (reasons.get(each.reason) || 0) + 1);
  const line = ([name, count]) => make("li", `${name}${say("colon")}${count}`);
  const excluded = reasons.size ? make("ul", [...reasons].map(line)) : make("p", say("none"));
  return make("section", [
    make("details", [make("summary", say("often")), make("ul", shortened([...often], line))]),
    make("h2", say("excluded", { count: proof.exclusions.length })), excluded,
    make("p", say("recused", { count: proof.recusals.length })),
  ]);
}

// Who came in for whom; the last hash is what one keeps.
function changes(addendum) {
  const rows = shortened(addendum, (each) => make("li", [
    make("code", each.at), " ", [each.object, each.department].filter(Boolean).join(" · "), make("br", []),
    `${each.old} → ${each.new}`,
  ]));
  const parts = [make("h2", say("changes", { count: addendum.length })), make("ol", rows)];
  if (addendum.length) {
    parts.push(make("dl", [make("dt", say("last_hash")), make("dd", make("code", addendum.at(-1).hash))]));
  }
  return make("section", parts);
}

// On an English page Chinese is marked as such, or it is read aloud as if it were English.
function markChinese(root) {
  if (!language) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) if (/\p{Script=Han}/u.test(walker.currentNode.data)) found.push(walker.currentNode);
  for (const node of found) {
    const pieces = node.data.split(/((?:\p{Script=Han}|[\u3000-\u303f\uff00-\uffef])+)/u);
    node.replaceWith(...pieces.map((piece, n) => (n % 2 ? make("span", piece, { lang: "zh-CN" }) : piece)));
  }
}

function wayBack() {
  const draw = asked.get("draw") || "", isNumber = /^[0-9A-Z][0-9A-Z-]{2,23}$/.test(draw);
  const back = byId("back");
  back.hidden = !location.protocol.startsWith("http");
  back.textContent = isNumber ? say("back", { draw }) : say("back_all");
  back.href = `${isNumber ? draw : "../draws"}?lang=${language ? "en" : "zh-CN"}`;
}

function show() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of document.querySelectorAll("[data-language]")) {
    each.setAttribute("aria-pressed", String(Number(each.dataset.language) === language));
  }
  wayBack();
  byId("chosen").textContent = chosen.addendum ? chosen.addendum.name : "";
  const out = byId("result");
  out.replaceChildren();
  if (!shownNow) return;
  const { name, proof, addendum, found, trouble, held } = shownNow;
  if (trouble) {
    const told = make("p", trouble.code ? say(trouble.code, trouble.values) : say(trouble));
    out.append(trouble.code ? make("section", [make("h2", say("unreadable")), told], { class: "false" }) : told);
    return;
  }
  out.append(verdict(name, found));
  if (found.result) out.append(facts(proof, found, held), strata(found), teams(found), counts(proof, found));
  if (addendum && !found.reasons.length) out.append(changes(addendum));
  markChinese(out);
}

// What shows how far it is; the bar is told to nobody who listens, or they would hear nothing else.
function working() {
  const bar = make("progress", [], { "aria-label": say("working") }), at = make("span", "", { "aria-live": "off" });
  byId("result").append(make("p", say("working"), { class: "working" }), bar, " ", at);
  return (what, done, total) => {
    bar.max = total;
    bar.value = done;
    at.textContent = say(what, { done, total });
  };
}

async function reading(file) {
  const path = file.name;
  try {
    return readJson(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch (error) {
    if (error instanceof Broken) return { trouble: { code: "DRAW_092", values: { path, ...JSON.parse(error.message) } } };
    if (error instanceof TypeError) return { trouble: { code: "DRAW_091", values: { path } } };
    if (error instanceof RangeError) return { trouble: { code: "DRAW_093", values: { path } } };
    throw error;
  }
}

const chosen = { proof: null, addendum: null, isChecked: false };
let latest = 0;
async function check() {
  // Whoever chooses again does not wait for what was chosen before.
  const mine = ++latest, { proof: file, addendum: besides } = chosen;
  shownNow = file ? null : { trouble: "proof_first" };
  show();
  if (!file) return;
  const tell = working();
  await new Promise((done) => setTimeout(done, 20));
  const held = byId("held").value.trim().toLowerCase();
  const proof = await reading(file), added = besides ? await reading(besides) : { value: null, doubled: [] };
  const trouble = proof.trouble || added.trouble;
  const doubled = trouble ? [] : [...proof.doubled, ...added.doubled];
  try {
    const found = trouble ? null
      : await verify(proof.value, doubled, held, added.value, (...at) => { if (mine === latest) tell(...at); });
    if (mine !== latest) return;
    shownNow = trouble ? { trouble } : { name: file.name, proof: proof.value, addendum: added.value, held, found };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    shownNow = { trouble: { code: "DRAW_093", values: { path: file.name } } };
  }
  chosen.isChecked = true;
  show();
  byId("result").scrollIntoView({ block: "start" });
}

function take(file, isAddendum) {
  if (isAddendum) chosen.addendum = file || null;
  else {
    // An addendum belongs to the proof that it was checked with.
    if (chosen.isChecked) chosen.addendum = null;
    chosen.proof = file || null;
  }
  chosen.isChecked = false;
}

byId("without").hidden = true;
byId("with").hidden = false;
for (const id of ["file", "addendum"]) {
  byId(id).addEventListener("change", (event) => { take(event.target.files[0], id === "addendum"); check(); });
}
byId("held").addEventListener("change", () => { if (chosen.proof) check(); });
for (const each of document.querySelectorAll("[data-language]")) {
  each.addEventListener("click", () => { language = Number(each.dataset.language); show(); });
}
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    for (const file of event.dataTransfer.files) take(file, /^addendum/i.test(file.name));
    check();
  });
}
byId("by").dataset.say = webCrypto ? "by_webcrypto" : "by_script";
show();
computesRightly().then((isRight) => { byId("wrong").hidden = isRight; });
