// The few numbers that charts need, as pure functions.

export type Interval = { low: number; high: number };

/// The Wilson interval of a share: what the true rate may well be, given so many passes of so many runs.
export function wilson(passed: number, runs: number, z = 1.96): Interval {
  if (runs === 0) return { low: 0, high: 1 };
  const share = passed / runs;
  const z2 = (z * z) / runs;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (z / (1 + z2)) * Math.sqrt((share * (1 - share)) / runs + z2 / (4 * runs));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/// The value below which a share of the values lies; nothing where there is none.
export function quantile(values: number[], share: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/// A share as people read it, never rounded to certainty.
export function percent(share: number): string {
  const value = share * 100;
  if (share === 0 || share === 1) return `${value} %`;
  if (value > 99.9) return '> 99.9 %';
  if (value < 0.1) return '< 0.1 %';
  return `${value >= 10 && value <= 90 ? Math.round(value) : value.toFixed(1)} %`;
}

/// Round values for an axis from 0 that reaches over the highest.
export function ticks(highest: number, steps: readonly number[], most = 4): number[] {
  const step = steps.find((it) => highest / it <= most) ?? Math.ceil(highest / most);
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
export const TIMES = [100, 200, 500, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800].map((it, index) => (index < 3 ? it : it * SECOND));

/// A duration in the fewest characters, for an axis.
export function brief(millis: number): string {
  if (millis === 0) return '0';
  if (millis < SECOND) return `${millis} ms`;
  if (millis < MINUTE) return `${+(millis / SECOND).toFixed(1)} s`;
  return millis < 60 * MINUTE ? `${+(millis / MINUTE).toFixed(1)} min` : `${+(millis / (60 * MINUTE)).toFixed(1)} h`;
}
