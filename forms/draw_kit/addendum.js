// What happened after the draw (fair-draw/1, steps 4 and 6): late recusals and used reserves, each chained to the one
// before. Nobody is chosen by hand: the next ticket steps in, the next reserve comes in.
const LATE_RECUSAL = "late_recusal", RESERVE_USED = "reserve_used", KINDS = [LATE_RECUSAL, RESERVE_USED];

function linkHash(entry) {
  return sha(`\0${canonical(Object.fromEntries(Object.entries(entry).filter(([name]) => name !== "hash")))}`);
}

// Who is drawn now. A change gives {fault} when it cannot have happened, else {found}: who or what comes in.
class Standing {
  constructor(p, result) {
    this.drawing = result.drawing;
    this.teams = new Map(Object.entries(result.teams).map(([id, team]) => [id, { ...team }]));
    this.reserves = new Map(Object.entries(result.strata).map(([risk, each]) => [risk, each.reserve.slice()]));
    this.risk = new Map(p.objects.map((o) => [o.id, o.risk]));
  }
  change(entry) { return entry.kind === RESERVE_USED ? this.useReserve(entry.old) : this.recuse(entry); }
  recuse({ object, department, old }) {
    if (!this.teams.has(object)) return { fault: fault(["object"], "DRAW_032", { id: object }) };
    const team = this.teams.get(object), seats = (Object.hasOwn(team, department ?? "") && team[department]) || [];
    const at = seats.indexOf(old), others = seats.filter((i) => i !== old);
    if (at < 0 || old === UNFILLED) return { fault: fault(["old"], "DRAW_031", { id: old }) };
    this.drawing.recused.add(`${old}|${object}`);
    this.drawing.load([old], -1);
    const found = this.drawing.seat(object, department, others, at === 0) ?? UNFILLED;
    this.drawing.load([found], 1);
    team[department] = seats.map((i, n) => (n === at ? found : i));
    return { found };
  }
  useReserve(old) {
    if (!this.teams.has(old)) return { fault: fault(["old"], "DRAW_032", { id: old }) };
    const risk = this.risk.get(old), found = this.reserves.get(risk).shift();
    if (found === undefined) return { fault: fault(["old"], "DRAW_030", { risk }) };
    for (const seats of Object.values(this.teams.get(old))) this.drawing.load(seats, -1);
    this.teams.delete(old);
    this.teams.set(found, this.drawing.team(found));
    return { found };
  }
}

function entryFaults(entry, earlier, where) {
  const out = [];
  if (!KINDS.includes(entry.kind)) {
    out.push(fault([...where, "kind"], "DRAW_086", { said: entry.kind, known: KINDS.join(", ") }));
  }
  for (const name of ["reason", "approver"]) {
    if (!plain(entry[name])) out.push(fault([...where, name], "DRAW_087", { name }));
  }
  if (!isInstant(entry.at)) out.push(fault([...where, "at"], "DRAW_023", { value: entry.at }));
  else if (isInstant(earlier) && entry.at < earlier) {
    out.push(fault([...where, "at"], "DRAW_088", { said: entry.at, before: earlier }));
  }
  if (entry.kind === RESERVE_USED && (entry.object !== entry.old || entry.department !== null)) {
    out.push(fault([...where, "object"], "DRAW_102", { said: entry.object, computed: entry.old }));
  }
  return out;
}

// Every fault of an addendum; after a change that cannot have happened nothing more is drawn.
function addendumFaults(addendum, p, result) {
  const out = [];
  ADDENDUM(addendum, ["addendum"], out);
  if (out.length || !result) return out;
  let standing = new Standing(p, result), prev = "0".repeat(64), earlier = p.seed.revealed_at;
  addendum.forEach((entry, n) => {
    const where = ["addendum", n];
    for (const [name, computed, code] of [
      ["seq", n + 1, "DRAW_083"], ["prev", prev, "DRAW_084"], ["hash", linkHash(entry), "DRAW_085"],
    ]) if (entry[name] !== computed) out.push(fault([...where, name], code, { said: entry[name], computed }));
    out.push(...entryFaults(entry, earlier, where));
    prev = entry.hash;
    earlier = entry.at;
    if (!KINDS.includes(entry.kind)) standing = null;
    if (!standing) return;
    const change = standing.change(entry);
    if (change.fault) {
      out.push({ ...change.fault, where: [...where, ...change.fault.where] });
      standing = null;
    } else if (change.found !== entry.new) {
      out.push(fault([...where, "new"], "DRAW_089", { said: entry.new, computed: change.found }));
    }
  });
  return out;
}
