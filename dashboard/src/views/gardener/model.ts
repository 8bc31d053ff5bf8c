import type { Flakes, FlakyTarget, Promotions, Quarantine, Quarantines, Tree, TreeReason } from '../../api/types';
import { percent } from '../../charts/numbers';

const STATES: Record<FlakyTarget['state'], string> = {
  bringup: 'in bringup',
  stable: 'stable',
  watch: 'watched: it flakes',
  quarantined: 'quarantined',
  broken: 'broken',
};

/// How a target stands, in words: what is broken can be in quarantine as well.
export function standing(it: FlakyTarget): string {
  return `${STATES[it.state]}${it.quarantine && it.state !== 'quarantined' ? ', in quarantine' : ''}${it.ignored ? ' (its flakes are ignored)' : ''}`;
}

/// What is to be done, in the imperative; nothing where nothing is.
export function advised(advice: string): string {
  const words: Record<string, string> = {
    promote: 'promote it',
    tell_owner: 'tell its owner',
    quarantine: 'quarantine it',
    lift_quarantine: 'lift its quarantine',
    search_culprit: 'find what broke it',
  };
  return words[advice] ?? '';
}

/// What the evidence says; nothing where it asks for nothing.
export const finding = (it: FlakyTarget | undefined) => (!it || it.advice === 'leave' ? '' : it.why);

/// The same where it begins a sentence.
export const begun = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/// How near a target in bringup is to its promotion: "43 of 50 clean runs, P = 0.81".
export function progress(it: FlakyTarget): string {
  return `${Math.min(it.cleanRuns, it.wantedRuns)} of ${it.wantedRuns} clean runs, P = ${it.confidence.toFixed(2)}`;
}

/// One thing that a gardener should look at.
export type Work =
  | { kind: 'red'; target: string; reason: TreeReason; flaky: FlakyTarget | undefined; quarantined: boolean }
  | { kind: 'flaky'; target: string; flaky: FlakyTarget }
  | { kind: 'expiring'; target: string; quarantine: Quarantine };

const DAY = 86_400_000;

/// The work of a branch by what it costs: what keeps the tree closed, oldest first; then flakes by the good
/// commits they turn red; then quarantines that end within three days.
export function workOf(tree: Tree, flakes: Flakes, quarantines: Quarantines, now: number): Work[] {
  const known = new Map(flakes.targets.map((it) => [it.target, it]));
  const quarantined = new Set(quarantines.active.map((it) => it.target));
  const red = tree.reasons
    .filter((it) => it.kind === 'target' && it.target !== null)
    .sort((a, b) => Date.parse(a.since) - Date.parse(b.since))
    .map((reason) => ({ kind: 'red' as const, target: reason.target ?? '', reason, flaky: known.get(reason.target ?? ''), quarantined: quarantined.has(reason.target ?? '') }));
  const named = new Set(red.map((it) => it.target));
  const flaky = flakes.targets
    .filter((it) => !named.has(it.target) && !it.ignored && !quarantined.has(it.target) && (it.advice === 'quarantine' || it.advice === 'tell_owner' || it.state === 'watch'))
    .map((it) => ({ kind: 'flaky' as const, target: it.target, flaky: it }));
  const ending = quarantines.active
    .filter((it) => Date.parse(it.expiresAt) - now < 3 * DAY)
    .map((it) => ({ kind: 'expiring' as const, target: it.target, quarantine: it }));
  return [...red, ...flaky, ...ending];
}

/// The desk as Markdown, for whoever comes next.
export function handover(tree: Tree, work: Work[], quarantines: Quarantines, promotions: Promotions, flakes: Flakes, note: string): string {
  const line = (it: Work) => {
    switch (it.kind) {
      case 'red':
        return `- **${it.target}** is red since ${it.reason.firstBad?.slice(0, 9) ?? 'an unknown commit'}${it.reason.lastGood ? `, last good ${it.reason.lastGood.slice(0, 9)}` : ''}${it.reason.owner ? `, owner ${it.reason.owner}` : ''}${it.reason.issue ? `, issue ${it.reason.issue}` : ''}`;
      case 'flaky':
        return `- **${it.target}** flakes: ${it.flaky.why}`;
      case 'expiring':
        return `- **${it.target}**: its quarantine ends ${it.quarantine.expiresAt.slice(0, 10)} (${it.quarantine.reason})`;
    }
  };
  const words = tree.reasons.filter((it) => it.kind === 'gardener').map((it) => ` ${it.by}: ${it.text}.`).join('');
  return [
    `## Hand-over of ${tree.repo} ${tree.branch}`,
    '',
    `The tree is **${tree.status}** since ${tree.since.slice(0, 16).replace('T', ' ')} UTC.${words} A good commit goes red with a chance of ${percent(flakes.gate.falseRed)}.`,
    '',
    ...(work.length ? work.map(line) : ['- Nothing is left to do.']),
    '',
    `${quarantines.active.length} quarantined, ${promotions.open.length} proposals open.`,
    ...(note.trim() ? ['', note.trim()] : []),
  ].join('\n');
}

/// A time some days from now, as the API takes it; nothing for none.
export function inDays(days: number, now: number): string | null {
  return days > 0 ? new Date(now + days * DAY).toISOString() : null;
}

/// From when to when, with the date of the end only where it is another.
export function span(from: string, to: string, zone?: string): string {
  const day = (iso: string) => new Date(iso).toLocaleDateString([], { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone });
  const hour = (iso: string) => new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  return `${day(from)} ${hour(from)} to ${day(from) === day(to) ? '' : `${day(to)} `}${hour(to)}`;
}

export function until(iso: string, now: number): string {
  const left = Date.parse(iso) - now;
  if (left <= 0) return 'is over';
  return left < DAY ? `ends in ${Math.max(1, Math.round(left / 3_600_000))} h` : `ends in ${Math.round(left / DAY)} d`;
}
