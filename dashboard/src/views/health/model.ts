import type { Health } from '../../api/types';

export type Worry = { grave: boolean; text: string };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/// A time that is long, in the largest unit.
const long = (millis: number) => (millis < 120 * MINUTE ? `${Math.round(millis / MINUTE)} min` : millis < 48 * 60 * MINUTE ? `${Math.round(millis / 60 / MINUTE)} h` : `${Math.round(millis / 24 / 60 / MINUTE)} d`);
const since = (iso: string | null, now: number) => (iso ? now - Date.parse(iso) : 0);
const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/// How long a round may take to come again before it is worth a look.
export const tardy = (everySeconds: number) => Math.max(30 * SECOND, everySeconds * 10 * SECOND);

type Round = Health['rounds'][number];

/// Whether a round should have come again by now.
export const late = (it: Round, now: number) => it.endedAt !== null && now - Date.parse(it.endedAt) > tardy(it.everySeconds);

/// A time in a few characters.
export function brief(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / SECOND));
  if (seconds < 100) return `${seconds} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

/// How long it is until then.
export const ahead = (iso: string, now: number) => brief(Date.parse(iso) - now);

/// Who calls GitHub, in words.
export function accountOf(health: Health, installation: number | null): string {
  if (installation === null) return 'the App itself';
  return health.installations.find((it) => it.id === installation)?.account ?? `installation ${installation}`;
}

/// What somebody should look at, the gravest first; nothing where all goes well.
export function worries(health: Health): Worry[] {
  const now = Date.parse(health.asOf);
  const found: Worry[] = [];
  for (const it of health.rounds) {
    if (it.faults > 0) found.push({ grave: true, text: `The round “${it.name}” stopped at a fault ${many(it.faults, 'time')}; the service's log tells of each.` });
    if (late(it, now)) found.push({ grave: true, text: `The round “${it.name}” has not ended for ${long(since(it.endedAt, now))}.` });
  }
  for (const it of health.budgets) {
    const who = accountOf(health, it.installation);
    if (it.pausedUntil && Date.parse(it.pausedUntil) > now) found.push({ grave: true, text: `GitHub asked to slow down (${who}): nothing is asked of it for another ${ahead(it.pausedUntil, now)}.` });
    else if (it.hour.left * 10 <= it.hour.limit && it.hour.renewedAt && Date.parse(it.hour.renewedAt) > now) found.push({ grave: false, text: `${it.hour.left} of ${it.hour.limit} calls of the hour are left (${who}); the rest is kept for what a merge waits for, until they are renewed in ${ahead(it.hour.renewedAt, now)}.` });
  }
  for (const it of health.inbox) {
    if (it.failing > 0) found.push({ grave: true, text: `${many(it.failing, 'message')} of ${it.source} (${it.kind}) could not be worked off yet: ${it.fault ?? 'no cause is known'}` });
    else if (since(it.oldestSince, now) > 5 * MINUTE) found.push({ grave: false, text: `A message of ${it.source} (${it.kind}) has waited for ${long(since(it.oldestSince, now))}.` });
  }
  const missing = health.deliveries?.missed ? since(health.deliveries.since, now) : 0;
  if (health.deliveries && missing > 10 * MINUTE) {
    const { missed, givenUp } = health.deliveries;
    const asked = givenUp === missed ? `${missed === 1 ? 'It is' : 'They are'} asked for no more` : givenUp ? `${givenUp} of them ${givenUp === 1 ? 'is' : 'are'} asked for no more` : missed === 1 ? 'It is asked for again' : 'They are asked for again';
    found.push({ grave: missing > HOUR, text: `GitHub could not hand over ${many(missed, 'delivery', 'deliveries')}, the oldest ${long(missing)} ago, and forgets each after three days. ${asked}; what was told of is found by comparing. “Recent Deliveries” of the App at GitHub tells why.` });
  }
  for (const it of health.checks) {
    if (it.state === 'due' && since(it.oldestSince, now) > 5 * MINUTE) found.push({ grave: false, text: `${many(it.count, 'check run')} on GitHub ${it.count === 1 ? 'is' : 'are'} behind, by up to ${long(since(it.oldestSince, now))}.` });
    if (it.state === 'refused') found.push({ grave: true, text: `GitHub refuses ${many(it.count, 'check run')}: ${it.fault ?? 'it gave no cause'}` });
  }
  for (const it of health.installations) {
    if (it.state === 'suspended') found.push({ grave: true, text: `The installation at ${it.account} is suspended.` });
    if (it.missing.length) found.push({ grave: true, text: `The installation at ${it.account} lacks permissions: ${it.missing.join(', ')}.` });
  }
  for (const it of health.runners) {
    if (since(it.agreedAt, now) > 10 * MINUTE) found.push({ grave: false, text: `What the runner “${it.name}” does was last confirmed ${long(since(it.agreedAt, now))} ago.` });
  }
  for (const it of health.platforms) {
    if (it.waiting > 0 && since(it.oldestSince, now) > 10 * MINUTE) {
      const short = it.capacity !== null && it.held >= it.capacity;
      found.push({ grave: false, text: `${many(it.waiting, 'task')} on ${it.platform} of ${it.repo} ${it.waiting === 1 ? 'has' : 'have'} waited up to ${long(since(it.oldestSince, now))}${short ? ', for all of its capacity is in use' : ''}.` });
    }
  }
  return found.sort((a, b) => Number(b.grave) - Number(a.grave));
}

/// How many run, and how many of those that a runner has do not yet.
export const atRunners = (it: { held: number; running: number }) => `${it.running}${it.held > it.running ? ` + ${it.held - it.running} dispatched` : ''}`;

/// What stands beside the number of those that run.
export function beside(it: { held: number; running: number }, capacity: number | null): string {
  const begin = it.held - it.running;
  return [begin > 0 ? `and ${begin} dispatched, not begun` : '', capacity === null ? '' : `room for ${capacity}`].filter(Boolean).join('; ') || 'at runners';
}

export type Sums = { waiting: number; later: number; held: number; running: number; oldestMillis: number };

export function sums(health: Health): Sums {
  const now = Date.parse(health.asOf);
  const all = { waiting: 0, later: 0, held: 0, running: 0, oldestMillis: 0 };
  for (const it of health.platforms) {
    all.waiting += it.waiting;
    all.later += it.later;
    all.held += it.held;
    all.running += it.running;
    all.oldestMillis = Math.max(all.oldestMillis, since(it.oldestSince, now));
  }
  return all;
}

const KINDS: Record<string, string> = { commit_landed: 'commits to plan', pull_request: 'pull requests', check_run: 'buttons and check runs', task_status: 'status posts' };
export const kindOf = (kind: string) => KINDS[kind] ?? kind.replaceAll('_', ' ');
