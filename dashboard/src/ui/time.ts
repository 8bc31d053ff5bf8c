import { stateOfWord } from './status';

/// How long ago, in the largest unit that says something.
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 45) return 'just now';
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/// A day and an hour as clocks here show them.
export const moment = (iso: string) => new Date(iso).toLocaleString([], { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

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
  const when = ago(reports.at, now);
  return `${count} came after its end and changed nothing; the newest said ${stateOfWord(reports.said).word}, ${when === 'just now' ? when : `${when} ago`}.`;
}

export function duration(millis: number | null | undefined): string {
  if (millis == null) return '';
  if (millis < 1000) return `${millis} ms`;
  if (millis < 60_000) return `${(millis / 1000).toFixed(1)} s`;
  const minutes = Math.floor(millis / 60_000);
  return minutes < 60
    ? `${minutes} min ${Math.round((millis % 60_000) / 1000)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
