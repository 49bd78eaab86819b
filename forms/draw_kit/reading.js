// Strict JSON: keys that stand twice, fractions and numbers that JavaScript does not keep exactly are noticed.
class Fraction { constructor(text) { this.text = text; } }
class Broken extends Error {}
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS = [["null", null], ["true", true], ["false", false]];

function readJson(text) {
  const doubled = [];
  let at = 0;
  const fail = () => {
    const lines = text.slice(0, at).split("\n");
    throw new Broken(JSON.stringify({ line: lines.length, column: [...lines[lines.length - 1]].length + 1 }));
  };
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const sign = (wanted) => { take(SPACE); if (text[at] !== wanted) return false; at++; take(SPACE); return true; };
  const string = () => { const found = take(STRING); if (!found) fail(); return JSON.parse(found[0]); };
  const number = () => {
    const found = take(NUMBER);
    if (!found) fail();
    if (found[1] || found[2]) return new Fraction(found[0]);
    return Number.isSafeInteger(Number(found[0])) ? Number(found[0]) : new Fraction(found[0]);
  };
  const value = () => {
    if (sign("{")) {
      const found = Object.create(null);
      if (sign("}")) return found;
      do {
        const key = string();
        if (key in found) doubled.push(key);
        if (!sign(":")) fail();
        found[key] = value();
      } while (sign(","));
      if (!sign("}")) fail();
      return found;
    }
    if (sign("[")) {
      const found = [];
      if (sign("]")) return found;
      do found.push(value()); while (sign(","));
      if (!sign("]")) fail();
      return found;
    }
    take(SPACE);
    if (text[at] === '"') return string();
    for (const [word, meant] of WORDS) if (text.startsWith(word, at)) { at += word.length; return meant; }
    return number();
  };
  const found = value();
  take(SPACE);
  if (at < text.length) fail();
  return { value: found, doubled };
}

// Keys in the order of code points, which is not that of JavaScript's own comparison.
function before(a, b) {
  const x = [...a], y = [...b];
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
  }
  return x.length - y.length;
}

function canonical(value) {
  if (value instanceof Fraction) throw new Broken("canonical JSON holds no fraction");
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort(before).map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
