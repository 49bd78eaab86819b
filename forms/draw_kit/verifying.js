// The comparison of what a proof says with what it must say.
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

// Of a part and of the commitment as a whole, what is not as it was published.
async function commitmentFaults(published, held, isWhole) {
  const out = [], commit = published.commit, computed = sha(canonical(commit));
  for (const part of PARTS.filter((name) => name in published)) {
    const said = commit[`${part}_sha256`], found = await hashOf(published[part]);
    if (found && said !== found) out.push(fault([part], "DRAW_069", { part, said, computed: found }));
  }
  if (isWhole("commit_hash") && published.commit_hash !== computed) {
    out.push(fault(["commit_hash"], "DRAW_070", { said: published.commit_hash, computed }));
  }
  if (held && held !== computed) out.push(fault(["commit"], "DRAW_071", { said: held, computed }));
  return out;
}

// The lists and the salt of a draw that was given up, held against its commitment.
async function verifyLists(lists, reasons, held) {
  LISTS(lists, [], reasons);
  const broken = new Set(reasons.map((each) => each.where[0])), isWhole = (part) => part in lists && !broken.has(part);
  if (!isWhole("commit")) return { reasons, commitHash: null, result: null };
  reasons.push(...commitFaults(lists.commit), ...(await commitmentFaults(lists, held, isWhole)));
  if (isWhole("salt")) reasons.push(...saltFaults(lists.salt, lists.commit, ["salt"]));
  const remark = reasons.length ? null : fault([], "DRAW_103");
  return { reasons, remark, commitHash: sha(canonical(lists.commit)), result: null };
}

// Everything of a proof recomputed, and of what happened afterwards where an addendum is given: {reasons, commitHash,
// result}; result is null when there is none.
async function verify(proof, doubled, held, addendum = null, tell = () => {}) {
  const reasons = doubled.map((name) => fault([], "DRAW_062", { name }));
  if (isRecord(proof) && Object.keys(proof).sort().join() === "commit,seed_hash" && isRecord(proof.commit)) {
    const computed = sha(canonical(proof.commit));
    if (held && held !== computed) reasons.push(fault(["commit"], "DRAW_071", { said: held, computed }));
    return { reasons: [...reasons, fault([], "DRAW_081", { computed })], commitHash: computed, result: null };
  }
  if (isRecord(proof) && "salt" in proof && !("seed" in proof)) return verifyLists(proof, reasons, held);
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
    reasons.push(...(await commitmentFaults(proof, held, isWhole)));
    commitHash = sha(canonical(commit));
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
      result = await recompute(proof, seedText, new Pace(tell));
      if (isWhole("strata")) reasons.push(...strataFaults(proof.strata, result.strata));
      if (isWhole("teams")) reasons.push(...teamFaults(proof.teams, result.teams));
    }
  }
  if (!result) reasons.push(fault([], "DRAW_080"));
  if (addendum !== null) reasons.push(...addendumFaults(addendum, proof, result));
  return { reasons, commitHash, result };
}
