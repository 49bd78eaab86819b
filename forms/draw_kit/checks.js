// What must hold of a proof before anything is recomputed: the shape of each part, then what its values mean.
// Each fault is {where, code, values}; the codes and their texts are those of the product.
const PARTS = ["objects", "inspectors", "exclusions", "recusals", "params"];
const fault = (where, code, values = {}) => ({ where, code, values });

function placeText(where) {
  return where.reduce((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (/^[\p{L}\p{N}_]+$/u.test(step)) return text ? `${text}.${step}` : step;
    return `${text}["${step}"]`;
  }, "");
}

function shown(value) {
  if (value instanceof Fraction) return value.text;
  if (Array.isArray(value)) return "[…]";
  if (value !== null && typeof value === "object") return "{…}";
  const told = typeof value === "string" ? `“${value}”` : String(value);
  return [...told].length > 40 ? `${[...told].slice(0, 40).join("")}…` : told;
}

// Shapes: functions of a value, its place and the list that gets the faults.
const isRecord = (v) => v !== null && typeof v === "object" && !Array.isArray(v) && !(v instanceof Fraction);
const text = (v, at, out) => {
  if (typeof v !== "string") out.push(fault(at, "DRAW_063", { found: shown(v) }));
  else if (/\p{Surrogate}/u.test(v)) out.push(fault(at, "DRAW_068"));
};
const whole = (v, at, out) => {
  if (typeof v !== "number") out.push(fault(at, "DRAW_064", { most: Number.MAX_SAFE_INTEGER, found: shown(v) }));
};
const matching = (pattern, code) => (v, at, out) => {
  if (typeof v !== "string" || !pattern.test(v)) out.push(fault(at, code, { found: shown(v) }));
};
const hashDigits = matching(/^[0-9a-f]{64}$/, "DRAW_067"), hexBytes = matching(/^([0-9a-f]{2})+$/, "DRAW_101");
const listed = (entry) => (v, at, out) => {
  if (!Array.isArray(v)) out.push(fault(at, "DRAW_065", { found: shown(v) }));
  else v.forEach((each, n) => entry(each, [...at, n], out));
};
const named = (entry) => (v, at, out) => {
  if (!isRecord(v)) return void out.push(fault(at, "DRAW_066", { found: shown(v) }));
  for (const key of Object.keys(v)) { text(key, [...at, key], out); entry(v[key], [...at, key], out); }
};
const record = (needed, optional = {}) => (v, at, out) => {
  if (!isRecord(v)) return void out.push(fault(at, "DRAW_066", { found: shown(v) }));
  for (const name of Object.keys(needed)) if (!(name in v)) out.push(fault([...at, name], "DRAW_060", { name }));
  for (const name of Object.keys(v)) {
    const shape = Object.hasOwn(needed, name) ? needed[name] : Object.hasOwn(optional, name) ? optional[name] : null;
    if (shape) shape(v[name], [...at, name], out);
    else out.push(fault([...at, name], "DRAW_061", { name }));
  }
};
const orNull = (shape) => (v, at, out) => { if (v !== null) shape(v, at, out); };
const texts = listed(text);
const COMMIT = Object.fromEntries([...PARTS, "salt"].map((part) => [`${part}_sha256`, hashDigits]));
const LISTED = {
  objects: listed(record({ id: text, risk: text, category: text })),
  inspectors: listed(record({ id: text, dept: text, quals: texts })),
  exclusions: listed(record({ id: text, reason: text })),
  recusals: listed(record({ inspector: text, object: text })),
  params: record({
    protocol: text, permille: named(whole), reserve: whole, departments: texts, per_department: whole,
    max_load: whole, load_slack: whole, exclusion_reasons: texts,
  }),
  commit: record({ ...COMMIT, drand: orNull(record({ round: whole })), draw_id: text, published_at: text }),
  commit_hash: hashDigits,
};
const PROOF = record({
  ...LISTED,
  seed: record(
    { dice: text, salt: text, revealed_at: text },
    { drand_round: whole, drand_randomness: hashDigits, drand_signature: hexBytes },
  ),
  seed_hash: hashDigits,
  strata: named(record({ pool: whole, n: whole, drawn: texts, reserve: texts })),
  teams: named(named(texts)),
});
const READING = record({ code: text, dice: text, set_aside: text });
const LISTS = record({ ...LISTED, salt: text, readings: listed(READING), reason: text }, { seed_hash: hashDigits });
const ADDENDUM = listed(record({
  seq: whole, at: text, kind: text, object: text, department: orNull(text), old: text, new: text, reason: text,
  approver: text, prev: hashDigits, hash: hashDigits,
}));

const EDGE = "[\\s\\u0085\\u001c-\\u001f\\ufeff]+";
const plain = (v) => v.normalize("NFC").replace(new RegExp(`^${EDGE}|${EDGE}$`, "gu"), "");

function snapshotFaults(p) {
  const out = [], rule = p.params;
  const spoken = (v, at) => { if (!v || plain(v) !== v) out.push(fault(at, "DRAW_008", { text: v, normal: plain(v) })); };
  const doubles = (list, place) => {
    const first = new Map();
    list.forEach((v, n) => {
      if (!v) return;
      if (first.has(v)) out.push(fault(place(n), "DRAW_004", { id: v, first: placeText(place(first.get(v))) }));
      else first.set(v, n);
    });
  };
  if (rule.protocol !== "fair-draw/1") {
    out.push(fault(["params", "protocol"], "DRAW_014", { value: rule.protocol, known: "fair-draw/1" }));
  }
  for (const [risk, value] of Object.entries(rule.permille)) {
    spoken(risk, ["params", "permille", risk]);
    if (value < 0 || value > 1000) out.push(fault(["params", "permille", risk], "DRAW_009", { risk, value }));
  }
  for (const [name, least, code] of [
    ["per_department", 2, "DRAW_010"], ["max_load", 1, "DRAW_011"], ["reserve", 0, "DRAW_012"],
    ["load_slack", 0, "DRAW_012"],
  ]) if (rule[name] < least) out.push(fault(["params", name], code, { value: rule[name] }));
  if (!rule.departments.length) out.push(fault(["params", "departments"], "DRAW_013"));
  for (const name of ["departments", "exclusion_reasons"]) {
    rule[name].forEach((v, n) => spoken(v, ["params", name, n]));
    doubles(rule[name], (n) => ["params", name, n]);
  }
  p.objects.forEach((o, n) => {
    const normal = plain(plain(o.id).toUpperCase());
    if (!o.id) out.push(fault(["objects", n, "id"], "DRAW_001"));
    else if (normal !== o.id) out.push(fault(["objects", n, "id"], "DRAW_002", { id: o.id, normal }));
    if (!plain(o.risk)) out.push(fault(["objects", n, "risk"], "DRAW_005", { id: o.id }));
    else if (!(o.risk in rule.permille)) out.push(fault(["objects", n, "risk"], "DRAW_006", { risk: o.risk }));
    if (!o.category) out.push(fault(["objects", n, "category"], "DRAW_007", { id: o.id }));
    else spoken(o.category, ["objects", n, "category"]);
  });
  p.inspectors.forEach((i, n) => {
    const at = ["inspectors", n, "id"];
    if (!i.id) out.push(fault(at, "DRAW_001"));
    else if (plain(i.id) !== i.id) out.push(fault(at, "DRAW_002", { id: i.id, normal: plain(i.id) }));
    else if (i.id.includes("|") || i.id === "UNFILLED") out.push(fault(at, "DRAW_003", { id: i.id }));
    spoken(i.dept, ["inspectors", n, "dept"]);
    i.quals.forEach((qual, m) => spoken(qual, ["inspectors", n, "quals", m]));
  });
  const ids = new Set(p.objects.map((o) => o.id)), staff = new Set(p.inspectors.map((i) => i.id));
  p.exclusions.forEach((e, n) => {
    if (!ids.has(e.id)) out.push(fault(["exclusions", n, "id"], "DRAW_015", { id: e.id }));
    if (rule.exclusion_reasons.includes(e.reason)) return;
    const reasons = rule.exclusion_reasons.join(", ") || "-";
    out.push(fault(["exclusions", n, "reason"], "DRAW_016", { reason: e.reason, reasons }));
  });
  p.recusals.forEach((r, n) => {
    if (!staff.has(r.inspector)) out.push(fault(["recusals", n, "inspector"], "DRAW_017", { id: r.inspector }));
    if (!ids.has(r.object)) out.push(fault(["recusals", n, "object"], "DRAW_018", { id: r.object }));
  });
  for (const part of ["objects", "inspectors", "exclusions"]) {
    doubles(p[part].map((each) => each.id), (n) => [part, n, "id"]);
  }
  return out;
}

function isInstant(v) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(v)) return false;
  const found = new Date(v);
  return !Number.isNaN(found.getTime()) && found.toISOString() === v.replace("Z", ".000Z");
}

function commitFaults(commit) {
  const out = [];
  if (!commit.draw_id.trim()) out.push(fault(["commit", "draw_id"], "DRAW_022"));
  if (!isInstant(commit.published_at)) {
    out.push(fault(["commit", "published_at"], "DRAW_023", { value: commit.published_at }));
  }
  const round = commit.drand && commit.drand.round;
  if (commit.drand && round < 1) out.push(fault(["commit", "drand", "round"], "DRAW_029", { value: round }));
  return out;
}

function saltFaults(salt, commit, where) {
  const said = commit.salt_sha256, computed = sha(salt);
  return said === computed ? [] : [fault(where, "DRAW_072", { said, computed })];
}

function seedFaults(seed, commit) {
  const out = [], revealed = seed.revealed_at, published = commit.published_at;
  [...seed.dice].forEach((sign, n) => {
    if (!/^[0-9]$/.test(sign)) out.push(fault(["seed", "dice"], "DRAW_020", { place: n + 1, sign }));
  });
  const count = [...seed.dice].length;
  if (count < 20) out.push(fault(["seed", "dice"], "DRAW_019", { count, least: 20 }));
  if (!seed.salt) out.push(fault(["seed", "salt"], "DRAW_021"));
  if (!isInstant(revealed)) out.push(fault(["seed", "revealed_at"], "DRAW_023", { value: revealed }));
  else if (isInstant(published) && revealed <= published) {
    out.push(fault(["seed", "revealed_at"], "DRAW_024", { revealed, published }));
  }
  out.push(...saltFaults(seed.salt, commit, ["seed", "salt"]));
  const names = ["drand_round", "drand_randomness", "drand_signature"];
  for (const name of names) {
    if (!commit.drand && name in seed) out.push(fault(["seed", name], "DRAW_025", { name }));
    if (commit.drand && !(name in seed)) out.push(fault(["seed", name], "DRAW_060", { name }));
  }
  if (!commit.drand || !names.every((name) => name in seed)) return out;
  if (seed.drand_round !== commit.drand.round) {
    out.push(fault(["seed", "drand_round"], "DRAW_026", { said: seed.drand_round, announced: commit.drand.round }));
  }
  const signature = Uint8Array.from(seed.drand_signature.match(/../g), (pair) => parseInt(pair, 16));
  if (shaBytes(signature) !== seed.drand_randomness) out.push(fault(["seed", "drand_randomness"], "DRAW_027"));
  return out;
}
