// The draw itself (fair-draw/1, steps 4 and 5).
class Tickets {
  // The hash of a seed is 64 digits, one block of SHA-256: what is worked out of it serves every id.
  constructor(seed) {
    this.state = START.slice();
    compress(this.state, encoder.encode(sha(seed)), 0);
  }
  hash(id) { return finish(this.state, encoder.encode(id), 64); }
  of(id) { return written(this.hash(id)); }
  sorted(ids) { return inOrder(ids.map((id) => [this.of(id), id])); }
  // The id whose ticket is smallest. Tickets are written out of those alone that begin with the smallest digit.
  first(ids, keyOf) {
    const found = ids.map((id) => { const words = this.hash(keyOf(id)); return [words, id, lastDigit(words)]; });
    const least = found.reduce((digit, [, , other]) => Math.min(digit, other), 9);
    return inOrder(found.filter(([, , digit]) => digit === least).map(([words, id]) => [written(words), id]))[0];
  }
}
const written = (words) => `0.${[...BigInt(`0x${hex(words)}`).toString().padStart(64, "0")].reverse().join("")}`;
// Of the number of a hash; 2 ** 32 ends in 6.
const lastDigit = (words) => words.reduce((digit, word) => (digit * 6 + word) % 10, 0);
const inOrder = (tickets) =>
  tickets.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : before(a[1], b[1]))).map(([, id]) => id);

// Work that lets the browser show how far it is: `tell(what, done, total)` is called ten times a second.
const AT_ONCE = 100;
class Pace {
  constructor(tell) { this.tell = tell; this.since = performance.now(); }
  async step(what, done, total) {
    if (performance.now() - this.since < AT_ONCE) return;
    this.tell(what, done, total);
    await new Promise((go) => setTimeout(go));
    this.since = performance.now();
  }
}

async function drawStrata(p, seed, pace) {
  const tickets = new Tickets(seed), excluded = new Set(p.exclusions.map((e) => e.id)), pools = new Map();
  let done = 0;
  for (const o of p.objects) {
    if (!pools.has(o.risk)) pools.set(o.risk, []);
    if (!excluded.has(o.id)) pools.get(o.risk).push([tickets.of(o.id), o.id]);
    await pace.step("working_objects", ++done, p.objects.length);
  }
  const strata = Object.create(null);
  for (const risk of [...pools.keys()].sort(before)) {
    const pool = inOrder(pools.get(risk)), n = Math.ceil((pool.length * p.params.permille[risk]) / 1000);
    const reserve = pool.slice(n, n + p.params.reserve);
    strata[risk] = { pool: pool.length, n, drawn: pool.slice(0, n), reserve };
  }
  return strata;
}

// Inspectors as they are drawn, one object after the other, with the load that each has now.
class Drawing {
  constructor(p, seed) {
    this.tickets = new Tickets(seed);
    this.rule = p.params;
    this.category = new Map(p.objects.map((o) => [o.id, o.category]));
    this.staff = new Map(p.params.departments.map((name) => [name, p.inspectors.filter((i) => i.dept === name)]));
    this.loads = new Map(p.inspectors.map((i) => [i.id, 0]));
    this.recused = new Set(p.recusals.map((r) => `${r.inspector}|${r.object}`));
  }
  // Who takes a seat, undefined when nobody may.
  seat(id, department, taken, isFirst) {
    const may = this.staff.get(department).filter((i) =>
      this.loads.get(i.id) < this.rule.max_load && !taken.includes(i.id) && !this.recused.has(`${i.id}|${id}`) &&
      (!isFirst || i.quals.includes(this.category.get(id)))).map((i) => i.id);
    const most = Math.min(...may.map((i) => this.loads.get(i))) + this.rule.load_slack;
    return this.tickets.first(may.filter((i) => this.loads.get(i) <= most), (i) => `${i}|${id}`);
  }
  load(seats, by) { for (const i of seats) if (i !== UNFILLED) this.loads.set(i, this.loads.get(i) + by); }
  team(id) {
    const team = Object.create(null);
    for (const department of this.rule.departments) {
      const seats = [];
      while (seats.length < this.rule.per_department) {
        const found = this.seat(id, department, seats, !seats.length);
        if (found === undefined) break;
        seats.push(found);
      }
      team[department] = seats.length === this.rule.per_department ? seats : [UNFILLED];
      this.load(team[department], 1);
    }
    return team;
  }
}
const UNFILLED = "UNFILLED";

async function recompute(p, seedText, pace) {
  const strata = await drawStrata(p, `${seedText}:objects`, pace);
  const drawn = Object.values(strata).flatMap((stratum) => stratum.drawn);
  const order = new Tickets(`${seedText}:objects`).sorted(drawn);
  const drawing = new Drawing(p, `${seedText}:inspectors`), teams = Object.create(null);
  let done = 0;
  for (const id of order) {
    teams[id] = drawing.team(id);
    await pace.step("working_teams", ++done, order.length);
  }
  return { strata, order, teams, drawing };
}
