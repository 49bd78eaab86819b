// The draw itself (fair-draw/1, steps 4 and 5), and the comparison of what a proof says with what it must say.
class Tickets {
  // The hash of a seed is 64 digits, one block of SHA-256: what is worked out of it serves every id.
  constructor(seed) {
    this.state = START.slice();
    compress(this.state, encoder.encode(sha(seed)), 0);
  }
  of(id) {
    const digits = BigInt(`0x${finish(this.state, encoder.encode(id), 64)}`).toString().padStart(64, "0");
    return `0.${[...digits].reverse().join("")}`;
  }
  sorted(ids, keyOf = (id) => id) {
    const order = ids.map((id) => [this.of(keyOf(id)), id]);
    order.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : before(a[1], b[1])));
    return order.map(([, id]) => id);
  }
}

function drawStrata(p, seed) {
  const tickets = new Tickets(seed), excluded = new Set(p.exclusions.map((e) => e.id)), pools = new Map();
  for (const o of p.objects) {
    if (!pools.has(o.risk)) pools.set(o.risk, []);
    if (!excluded.has(o.id)) pools.get(o.risk).push(o.id);
  }
  const strata = Object.create(null);
  for (const risk of [...pools.keys()].sort(before)) {
    const pool = tickets.sorted(pools.get(risk)), n = Math.ceil((pool.length * p.params.permille[risk]) / 1000);
    const reserve = pool.slice(n, n + p.params.reserve);
    strata[risk] = { pool: pool.length, n, drawn: pool.slice(0, n), reserve };
  }
  return strata;
}

function drawTeams(p, order, seed) {
  const tickets = new Tickets(seed), rule = p.params, teams = Object.create(null);
  const category = new Map(p.objects.map((o) => [o.id, o.category]));
  const loads = new Map(p.inspectors.map((i) => [i.id, 0]));
  const recused = new Set(p.recusals.map((r) => `${r.inspector}|${r.object}`));
  for (const id of order) {
    teams[id] = Object.create(null);
    for (const department of rule.departments) {
      const staff = p.inspectors.filter((i) => i.dept === department && !recused.has(`${i.id}|${id}`));
      const seats = [];
      while (seats.length < rule.per_department) {
        const free = staff.filter((i) => loads.get(i.id) < rule.max_load && !seats.includes(i.id));
        const may = free.filter((i) => seats.length || i.quals.includes(category.get(id))).map((i) => i.id);
        if (!may.length) break;
        const most = Math.min(...may.map((i) => loads.get(i))) + rule.load_slack;
        seats.push(tickets.sorted(may.filter((i) => loads.get(i) <= most), (i) => `${i}|${id}`)[0]);
      }
      const isFull = seats.length === rule.per_department;
      teams[id][department] = isFull ? seats : ["UNFILLED"];
      if (isFull) for (const i of seats) loads.set(i, loads.get(i) + 1);
    }
  }
  return teams;
}

function recompute(p, seedText) {
  const strata = drawStrata(p, `${seedText}:objects`);
  const drawn = Object.values(strata).flatMap((stratum) => stratum.drawn);
  const order = new Tickets(`${seedText}:objects`).sorted(drawn);
  return { strata, order, teams: drawTeams(p, order, `${seedText}:inspectors`) };
}

function listFaults(said, computed, where) {
  for (let at = 0; at < Math.max(said.length, computed.length); at++) {
    if (said[at] === computed[at]) continue;
    return [fault(where, "DRAW_077", { place: at + 1, said: said[at] ?? "-", computed: computed[at] ?? "-" })];
  }
  return [];
}

function strataFaults(said, strata) {
  const out = [];
  for (const risk of Object.keys(said)) {
    if (!(risk in strata)) out.push(fault(["strata", risk], "DRAW_075", { risk }));
  }
  for (const [risk, computed] of Object.entries(strata)) {
    if (!(risk in said)) { out.push(fault(["strata", risk], "DRAW_074", { risk })); continue; }
    for (const name of ["pool", "n"]) {
      if (said[risk][name] === computed[name]) continue;
      out.push(fault(["strata", risk, name], "DRAW_076", { said: said[risk][name], computed: computed[name] }));
    }
    for (const name of ["drawn", "reserve"]) {
      out.push(...listFaults(said[risk][name], computed[name], ["strata", risk, name]));
    }
  }
  return out;
}

function teamFaults(said, teams) {
  const out = [];
  for (const id of Object.keys(said)) if (!(id in teams)) out.push(fault(["teams", id], "DRAW_079", { name: id }));
  for (const [id, computed] of Object.entries(teams)) {
    const given = said[id] || {};
    for (const department of Object.keys(given)) {
      if (!(department in computed)) {
        out.push(fault(["teams", id, department], "DRAW_079", { name: `${id} ${department}` }));
      }
    }
    for (const [department, seats] of Object.entries(computed)) {
      const where = ["teams", id, department], name = `${id} ${department}`;
      if (department in given) out.push(...listFaults(given[department], seats, where));
      else out.push(fault(where, "DRAW_078", { name, computed: seats.join(", ") }));
    }
  }
  return out;
}

// The hash of a part, null where it cannot be written canonically: its shape is told already.
async function hashOf(part) {
  try { return await shaLarge(canonical(part)); } catch (error) { if (error instanceof Broken) return null; throw error; }
}

// Everything of a proof recomputed: {reasons, commitHash, result}; result is null when there is none.
async function verify(proof, doubled, held) {
  const reasons = doubled.map((name) => fault([], "DRAW_062", { name }));
  if (isRecord(proof) && Object.keys(proof).sort().join() === "commit,seed_hash" && isRecord(proof.commit)) {
    const computed = sha(canonical(proof.commit));
    if (held && held !== computed) reasons.push(fault(["commit"], "DRAW_071", { said: held, computed }));
    return { reasons: [...reasons, fault([], "DRAW_081", { computed })], commitHash: computed, result: null };
  }
  PROOF(proof, [], reasons);
  if (!isRecord(proof)) return { reasons, commitHash: null, result: null };
  const broken = new Set(reasons.map((each) => each.where[0]));
  const isWhole = (...parts) => parts.every((part) => part in proof && !broken.has(part));
  const hasLists = isWhole(...PARTS), hasCommit = isWhole("commit"), hasSeed = isWhole("seed");
  let commitHash = null, result = null;
  if (hasLists) reasons.push(...snapshotFaults(proof));
  if (hasCommit) {
    const commit = proof.commit;
    reasons.push(...commitFaults(commit));
    for (const part of PARTS.filter((name) => name in proof)) {
      const said = commit[`${part}_sha256`], computed = await hashOf(proof[part]);
      if (computed && said !== computed) reasons.push(fault([part], "DRAW_069", { part, said, computed }));
    }
    commitHash = sha(canonical(commit));
    if (isWhole("commit_hash") && proof.commit_hash !== commitHash) {
      reasons.push(fault(["commit_hash"], "DRAW_070", { said: proof.commit_hash, computed: commitHash }));
    }
    if (held && held !== commitHash) reasons.push(fault(["commit"], "DRAW_071", { said: held, computed: commitHash }));
  }
  if (hasCommit && hasSeed) {
    const seed = proof.seed, beacon = "drand_randomness" in seed ? seed.drand_randomness : "";
    const seedText = [commitHash, seed.dice, beacon, seed.salt].join(":"), computed = sha(seedText);
    reasons.push(...seedFaults(seed, proof.commit));
    if (isWhole("seed_hash") && proof.seed_hash !== computed) {
      reasons.push(fault(["seed_hash"], "DRAW_073", { said: proof.seed_hash, computed }));
    }
    const hasSoundParams = reasons.every((each) => each.where[0] !== "params" || each.code === "DRAW_069");
    if (hasLists && hasSoundParams && proof.objects.every((o) => o.risk in proof.params.permille)) {
      result = recompute(proof, seedText);
      if (isWhole("strata")) reasons.push(...strataFaults(proof.strata, result.strata));
      if (isWhole("teams")) reasons.push(...teamFaults(proof.teams, result.teams));
    }
  }
  if (!result) reasons.push(fault([], "DRAW_080"));
  return { reasons, commitHash, result };
}
