import type { Blame, Counts, Decided, Proposal, ProposedTask } from '../../api/types';

export type Standing = 'failed' | 'open' | 'cancelled' | 'passed' | 'skipped';

/// A target of a proposed commit, as a row.
export type Row = { target: string; standing: Standing; task: ProposedTask | null; decided: Decided };

const BAD = new Set(['failed', 'timed_out', 'infra_failure']);
const OPEN = new Set(['waiting', 'queued', 'dispatched', 'running']);

export function standingOf(status: string): Standing {
  if (BAD.has(status)) return 'failed';
  if (OPEN.has(status)) return 'open';
  return status === 'cancelled' ? 'cancelled' : status === 'skipped' ? 'skipped' : 'passed';
}

const ORDER: Standing[] = ['failed', 'open', 'cancelled', 'passed', 'skipped'];
const BLAMES: (Blame | null)[] = ['new', 'unknown', 'flake', 'infra', 'base', null];

/// Every target: failures that block first, those that are new before those that are not; then what
/// is to come, what passed, and what was skipped, each in the order of the configuration.
export function rowsOf(shown: Proposal): Row[] {
  const rows: Row[] = [
    ...shown.tasks.map((task) => ({ target: task.target, standing: standingOf(task.status), task, decided: task })),
    ...shown.skipped.map((decided) => ({ target: decided.target, standing: 'skipped' as const, task: null, decided })),
  ];
  const rank = (it: Row) => ORDER.indexOf(it.standing) * 100 + (it.task && !it.task.blocking ? 50 : 0) + BLAMES.indexOf(it.task?.blame ?? null);
  return rows.map((it, index) => ({ it, index })).sort((a, b) => rank(a.it) - rank(b.it) || a.index - b.index).map(({ it }) => it);
}

export type Verdict = { tone: 'bad' | 'good' | 'warn' | 'soft'; title: string; text: string };

export function countsOf(shown: Proposal): Counts {
  const counts = { passed: 0, failed: 0, open: 0, cancelled: 0, advisory: 0 };
  for (const task of shown.tasks) {
    const standing = standingOf(task.status);
    if (!task.blocking) counts.advisory++;
    else if (standing !== 'skipped') counts[standing]++;
  }
  return counts;
}

const all = (counts: Counts) => counts.passed + counts.failed + counts.open + counts.cancelled;

/// How a proposed commit stands, as its check run says it.
export function verdictOf(shown: Proposal): Verdict {
  switch (shown.stage) {
    case 'unplanned':
      return { tone: 'soft', title: 'The plan is being made', text: 'Which targets run is decided in a moment.' };
    case 'waits_for_approval':
      return { tone: 'warn', title: 'Waits for approval', text: `${shown.stageDetail ?? 'Its author'} may not run code here without being asked for. Somebody with write permission lets it run by the check's button, the label muster: approve or the comment /muster approve.` };
    case 'draft':
      return { tone: 'soft', title: 'Waits: it is a draft', text: 'Targets run once it is ready for review.' };
    case 'invalid':
      return { tone: 'bad', title: 'The configuration has errors', text: 'No target runs until they are mended.' };
    case 'missing':
      return { tone: 'good', title: 'There is no .ci.yaml', text: 'Nothing is declared, so nothing has to run.' };
    case 'given_up':
      return { tone: 'soft', title: 'Given up', text: `Nobody waits for this commit: ${shown.stageDetail ?? ''}.` };
    case 'planned':
      return planned(countsOf(shown), shown.skipped.length);
  }
}

function planned(counts: Counts, skipped: number): Verdict {
  const text = `${counts.passed} passed, ${counts.failed} failed, ${counts.open} to come, ${skipped} skipped${counts.advisory ? `; ${counts.advisory} more ${counts.advisory === 1 ? 'does' : 'do'} not block` : ''}.`;
  if (counts.failed) return { tone: 'bad', title: `${counts.failed} of ${all(counts)} failed`, text };
  if (counts.open) return { tone: 'soft', title: `${counts.passed} of ${all(counts)} passed so far`, text };
  if (counts.cancelled) return { tone: 'warn', title: `${counts.cancelled} of ${all(counts)} cancelled`, text };
  return all(counts) ? { tone: 'good', title: `All ${all(counts)} passed`, text } : { tone: 'good', title: 'Nothing has to run', text };
}

/// A tally in the fewest words.
export function brief(counts: Counts): { tone: Verdict['tone']; text: string } {
  if (all(counts) === 0) return { tone: 'soft', text: 'nothing planned' };
  if (counts.failed) return { tone: 'bad', text: `${counts.failed} failed${counts.open ? `, ${counts.open} to come` : ''}` };
  if (counts.open) return { tone: 'soft', text: `${counts.passed} of ${all(counts)}` };
  return counts.cancelled ? { tone: 'warn', text: `${counts.cancelled} cancelled` } : { tone: 'good', text: `all ${counts.passed} passed` };
}
