// Numbers and texts as a person reads them.

const thin = "\u202f"; // between a number and its unit; no line is broken there

/** "812 ns", "1.24 µs", "250 ms", "3.2 s": three digits that count. */
export function duration(ns: number | null): string {
  if (ns === null || !Number.isFinite(ns)) return "–";
  for (const [unit, size] of [
    ["ns", 1],
    ["µs", 1e3],
    ["ms", 1e6],
    ["s", 1e9],
  ] as const) {
    const value = ns / size;
    if (Math.abs(value) < 999.5 || unit === "s") return `${threeDigits(value, unit === "ns")}${thin}${unit}`;
  }
  return "–";
}

/** The same of a time that someone chose, or an axis: "5 ms", "1.5 s", without zeros at its end. */
export const exact = (ns: number | null): string =>
  duration(ns)
    .replace(/(\.\d*?)0+(?=\D)/, "$1")
    .replace(/\.(?=\D)/, "");

function threeDigits(value: number, isWhole: boolean): string {
  const size = Math.abs(value);
  if (size >= 1000) return count(value);
  if (isWhole && Number.isInteger(value)) return String(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
/** "12,034" */
export const count = (value: number): string => grouped.format(value);

/** "1.24k", "35.7M": three digits that count. */
export function short(value: number | null): string {
  if (value === null) return "–";
  for (const [unit, size] of [
    ["G", 1e9],
    ["M", 1e6],
    ["k", 1e3],
  ] as const) {
    if (value >= size * 0.9995) return `${threeDigits(value / size, false)}${unit}`;
  }
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}

/** "25k", "1.5M": of an axis, or of a figure that is about right. */
export const round = (value: number): string =>
  short(Math.round(value))
    .replace(/(\.\d*?)0+(?=\D)/, "$1")
    .replace(/\.(?=\D)/, "");

/** "44.2 %" */
export const percent = (share: number | null, places = 1): string =>
  share === null ? "–" : `${(share * 100).toFixed(places)}${thin}%`;

/** A share of calls, with as many places as its distance from all needs: "99.987 %". */
export function fineShare(share: number): string {
  if (share >= 1) return `100${thin}%`;
  const places = Math.min(4, Math.max(1, Math.ceil(-Math.log10(Math.max(1 - share, 1e-9))) - 1));
  return percent(Math.min(share, 1 - 10 ** -(places + 2)), places);
}

/** "+5.3 %", "−0.4 %" */
export const change = (part: number | null): string =>
  part === null ? "–" : `${part < 0 ? "−" : "+"}${(Math.abs(part) * 100).toFixed(1)}${thin}%`;

/** "2026-11-25 15:47:02.833" in UTC. */
export const time = (ms: number): string => {
  const at = new Date(ms);
  return Number.isNaN(at.getTime()) ? "–" : at.toISOString().replace("T", " ").replace("Z", "");
};

/** "3 runs", "1 run" */
export const counted = (value: number, what: string): string => `${count(value)} ${what}${value === 1 ? "" : "s"}`;

/** What controls a terminal or turns the direction of writing is shown as text: names and keys may be anybody's. */
export const printable = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (c) => {
    const code = c.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16)}`;
  });
