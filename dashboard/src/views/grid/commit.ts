import type { Commit, CommitDocument, Diagnostic } from '../../api/types';

/// What is said beside a commit that did not go as it should; nothing beside the others.
export function markOf(commit: Commit, now: number): { sign: string; text: string; grave: boolean } | undefined {
  switch (commit.config) {
    case 'invalid':
      return { sign: '⚠', text: 'its configuration has errors, so nothing of it runs', grave: true };
    case 'missing':
      return { sign: '⚠', text: 'it has no .ci.yaml, so nothing of it runs', grave: true };
    case 'unread':
      return now - Date.parse(commit.committedAt) > MINUTE ? { sign: '…', text: 'it is not planned yet', grave: false } : undefined;
    default:
      return undefined;
  }
}

const MINUTE = 60_000;

const GRAVE = ['error', 'warning', 'info'];

/// What keeps a commit from running, before what is only to note.
export const gravestFirst = (diagnostics: Diagnostic[]) => diagnostics.toSorted((a, b) => GRAVE.indexOf(a.severity) - GRAVE.indexOf(b.severity));

const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;

export function stateOfConfig({ config, diagnostics }: CommitDocument): string {
  const errors = diagnostics.filter((it) => it.severity === 'error').length;
  switch (config) {
    case 'invalid':
      return `Its configuration has ${errors ? count(errors, 'error') : 'errors'}, so nothing of it runs.`;
    case 'missing':
      return 'It has no .ci.yaml, so nothing of it runs.';
    case 'warnings':
      return `Its configuration has ${count(diagnostics.length, 'warning')}; it was planned all the same.`;
    case 'unread':
      return 'It is not planned yet.';
    default:
      return 'Its configuration is in order.';
  }
}

/// What somebody who reads this does next.
export function nextStep({ config }: CommitDocument): string {
  switch (config) {
    case 'invalid':
      return 'Mend these places and land the fix: that commit is planned as always. This one stays as it is.';
    case 'missing':
      return 'Where it went by mistake, land the file again: the commit that brings it back is planned at once.';
    case 'warnings':
      return 'Mend these places with the next change to the file.';
    case 'unread':
      return 'That takes seconds. Where it lasts, look at what the service waits for:';
    default:
      return '';
  }
}

/// How the tasks of a commit stand, in words, and what did not run.
export function countsOf({ tasks, decisions }: CommitDocument, wordOf: (status: string) => string): string {
  const counts = new Map<string, number>();
  for (const it of tasks) counts.set(wordOf(it.status), (counts.get(wordOf(it.status)) ?? 0) + 1);
  const skipped = decisions.length - tasks.length;
  return [...[...counts].sort((a, b) => b[1] - a[1]).map(([word, number]) => `${number} ${word}`), ...(skipped > 0 ? [`${skipped} not run`] : [])].join(', ');
}
