// What a person sees: the file chosen, the verdict, who was drawn; in Chinese or English, as they like.
const MOST_SHOWN = 200;
const words = JSON.parse(document.getElementById("words").textContent);
const byId = (id) => document.getElementById(id);
let language = (navigator.language || "zh").toLowerCase().startsWith("en") ? 1 : 0;
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

function show() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of document.querySelectorAll("[data-language]")) {
    each.setAttribute("aria-pressed", String(Number(each.dataset.language) === language));
  }
  const out = byId("result");
  out.replaceChildren();
  if (!shownNow) return;
  const { name, proof, found, trouble, held } = shownNow;
  if (trouble) {
    out.append(make("section", [make("h2", say("unreadable")), make("p", say(trouble.code, trouble.values))],
      { class: "false" }));
    return;
  }
  out.append(verdict(name, found));
  if (found.result) out.append(facts(proof, found, held), strata(found), teams(found), counts(proof, found));
}

async function take(file) {
  shownNow = null;
  show();
  byId("result").append(make("p", say("working"), { class: "working" }));
  await new Promise((done) => setTimeout(done, 20));
  const held = byId("held").value.trim().toLowerCase(), path = file.name;
  try {
    const data = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    const { value, doubled } = readJson(data);
    shownNow = { name: path, proof: value, held, found: await verify(value, doubled, held) };
  } catch (error) {
    let trouble = { code: "DRAW_093", values: { path } };
    if (error instanceof Broken) trouble = { code: "DRAW_092", values: { path, ...JSON.parse(error.message) } };
    else if (error instanceof TypeError) trouble = { code: "DRAW_091", values: { path } };
    else if (!(error instanceof RangeError)) throw error;
    shownNow = { trouble };
  }
  show();
  byId("result").scrollIntoView({ block: "start" });
}

let last = null;
const again = (file) => { if (file) { last = file; take(file); } };
byId("without").hidden = true;
byId("with").hidden = false;
byId("file").addEventListener("change", (event) => again(event.target.files[0]));
byId("held").addEventListener("change", () => again(last));
for (const each of document.querySelectorAll("[data-language]")) {
  each.addEventListener("click", () => { language = Number(each.dataset.language); show(); });
}
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    if (kind === "drop") again(event.dataTransfer.files[0]);
  });
}
show();
computesRightly().then((isRight) => { byId("wrong").hidden = isRight; });
byId("by").dataset.say = webCrypto ? "by_webcrypto" : "by_script";
show();
