import { stateOfWord } from './status';

/// How long ago, in the largest unit that says something.
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 45) return 'just now';
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/// How long ago, within a sentence.
export const when = (iso: string, now: number) => (ago(iso, now) === 'just now' ? 'just now' : `${ago(iso, now)} ago`);

/// How long it has been so, within a sentence.
export const lasting = (iso: string, now: number) => (ago(iso, now) === 'just now' ? 'since just now' : `for ${ago(iso, now)}`);

/// A day and an hour as clocks here show them.
export const moment = (iso: string) => new Date(iso).toLocaleString([], { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/// A day of a year and an hour, for what may lie long ago.
export const exact = (iso: string) => new Date(iso).toLocaleString([], { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/// Why something has not begun, and roughly when it will.
export function until(waits: { why: string; roughlyAt: string | null }, now: number): string {
  const why = waits.why.charAt(0).toUpperCase() + waits.why.slice(1);
  if (waits.roughlyAt == null) return `${why}.`;
  const left = Date.parse(waits.roughlyAt) - now;
  return left < 60_000 ? `${why}; it begins about now.` : `${why}; it begins in about ${ago(new Date(now - left).toISOString(), now)}.`;
}

/// What was told of an attempt that was over.
export function late(reports: { reports: number; at: string; said: string }, now: number): string {
  const count = reports.reports === 1 ? 'A report' : `${reports.reports} reports`;
  return `${count} came after its end and changed nothing; the newest said ${stateOfWord(reports.said).word}, ${when(reports.at, now)}.`;
}

const both = (one: number, unit: string, rest: number, smaller: string) => `${one} ${unit}${rest ? ` ${rest} ${smaller}` : ''}`;

export function duration(millis: number | null | undefined): string {
  if (millis == null) return '';
  if (millis < 1000) return `${millis} ms`;
  if (millis < 59_950) return `${(millis / 1000).toFixed(1)} s`;
  const seconds = Math.round(millis / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? both(minutes, 'min', seconds % 60, 's') : both(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}
