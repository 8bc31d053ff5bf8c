import type { Blame, ProposedTask } from '../api/types';

/// What a failure of a proposed commit is likely due to: the word, and what one does about it.
export const BLAME: Record<Blame, { word: string; advice: string; why: (base: string) => string }> = {
  new: { word: 'new', advice: 'Look at this change first.', why: (base) => `the target passes on ${base}` },
  base: { word: 'also on base', advice: 'It need not be this change.', why: (base) => `the target is red on ${base} too` },
  flake: { word: 'known flake', advice: 'Run it again.', why: (base) => `the target is known to be flaky on ${base}` },
  infra: { word: 'infra', advice: 'Run it again.', why: () => 'it ended for a cause outside the code' },
  unknown: { word: 'no result on base', advice: 'There is nothing to compare with.', why: (base) => `the target never finished on ${base}` },
};

/// By what it is known, as a sentence, and what one does about it.
export function becauseOf(told: Pick<ProposedTask, 'blame' | 'blameDetail'>, base: string): string {
  if (!told.blame) return '';
  const { advice, why } = BLAME[told.blame];
  const detail = told.blameDetail || why(base);
  return `${detail.charAt(0).toUpperCase()}${detail.slice(1)}. ${advice}`;
}
