// SHA-256 (FIPS 180-4) in plain JavaScript: browsers give WebCrypto to secure pages alone, and one call of it for each
// of a million tickets is slow. Where WebCrypto is there, the two are compared and large parts are left to it.
const ROUND = new Int32Array(64), START = new Uint32Array(8);
(() => {
  // Fractions of the roots of the first primes, worked out rather than copied.
  const root = (n, power) => {
    const scaled = BigInt(n) << BigInt(32 * power);
    let low = 0n, high = 1n << 42n;
    while (low < high) {
      const middle = (low + high + 1n) >> 1n;
      if (middle ** BigInt(power) <= scaled) low = middle; else high = middle - 1n;
    }
    return Number(low & 0xffffffffn);
  };
  for (let n = 2, found = 0; found < 64; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (!isPrime) continue;
    if (found < 8) START[found] = root(n, 2);
    ROUND[found++] = root(n, 3);
  }
})();

const SCHEDULE = new Int32Array(64);
const turn = (x, by) => (x >>> by) | (x << (32 - by));

function compress(state, bytes, from) {
  const w = SCHEDULE;
  for (let i = 0, at = from; i < 16; i++, at += 4) {
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3), s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0] | 0, b = state[1] | 0, c = state[2] | 0, d = state[3] | 0;
  let e = state[4] | 0, f = state[5] | 0, g = state[6] | 0, h = state[7] | 0;
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25), choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + ROUND[i] + w[i]) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22), most = (a & b) ^ (a & c) ^ (b & c);
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + s0 + most) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

// The hash, as eight numbers, of bytes that follow `before` bytes, a whole number of blocks, which left the state as it
// is.
function finish(state, bytes, before) {
  state = state.slice();
  const whole = bytes.length - (bytes.length % 64);
  for (let at = 0; at < whole; at += 64) compress(state, bytes, at);
  const rest = bytes.length - whole, tail = new Uint8Array(rest < 56 ? 64 : 128), bits = (before + bytes.length) * 8;
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  for (let at = 1, left = bits; left; at++, left = Math.floor(left / 256)) tail[tail.length - at] = left % 256;
  for (let at = 0; at < tail.length; at += 64) compress(state, tail, at);
  return state;
}

const hex = (words) => Array.from(words, (word) => word.toString(16).padStart(8, "0")).join("");
const encoder = new TextEncoder();
const shaBytes = (bytes) => hex(finish(START, bytes, 0));
const sha = (text) => shaBytes(encoder.encode(text));
const webCrypto = globalThis.crypto && globalThis.crypto.subtle;

async function shaLarge(text) {
  const bytes = encoder.encode(text);
  if (!webCrypto) return shaBytes(bytes);
  const found = new DataView(await webCrypto.digest("SHA-256", bytes));
  return hex(Array.from({ length: 8 }, (_, at) => found.getUint32(4 * at)));
}

// Whether this browser computes rightly: against the standard's own example and against WebCrypto.
async function computesRightly() {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  const long = "0123456789".repeat(1000);
  return sha("abc") === abc && sha(long) === (await shaLarge(long));
}
