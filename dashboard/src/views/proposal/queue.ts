/// The pull request that a queue's branch is for, as GitHub names such branches.
export function pullOf(headRef: string): number | null {
  const found = /\/pr-([1-9][0-9]{0,8})(?:-|$)/.exec(headRef);
  return found ? Number(found[1]) : null;
}

/// How a merge group ended, for people.
export function ending(cause: string | null): string {
  if (cause === 'merged') return 'merged';
  if (cause === 'invalidated') return 'invalidated: the queue before it changed';
  return cause === 'dequeued' ? 'taken out of the queue' : 'gone';
}
