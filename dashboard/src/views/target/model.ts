import type { ChangePoint, HistoryTask, Rate } from '../../api/types';
import { type Interval, quantile, wilson } from '../../charts/numbers';

/// What a run says about the code: infra failures, cancelled and unfinished ones say nothing.
export type Outcome = 'passed' | 'flaky' | 'failed' | 'none';

export function outcomeOf(task: HistoryTask): Outcome {
  if (task.flaky) return 'flaky';
  if (task.status === 'succeeded') return 'passed';
  return task.status === 'failed' || task.status === 'timed_out' ? 'failed' : 'none';
}

export type Figures = {
  runs: number;
  passed: number;
  flaky: number;
  failed: number;
  passRate: Interval & { share: number };
  flakeRate: Interval & { share: number };
  median: number | undefined;
  slow: number | undefined;
  streak: { outcome: Outcome; length: number };
};

/// Figures over tasks, newest first. A flaky run counts as passed, since its commit did.
export function figures(tasks: HistoryTask[]): Figures {
  const outcomes = tasks.map(outcomeOf).filter((it) => it !== 'none');
  const count = (outcome: Outcome) => outcomes.filter((it) => it === outcome).length;
  const [runs, flaky, failed] = [outcomes.length, count('flaky'), count('failed')];
  const passed = runs - failed;
  const durations = tasks.filter((it) => outcomeOf(it) !== 'none').flatMap((it) => it.durationMillis ?? []);
  const first = outcomes[0] ?? 'none';
  const end = outcomes.findIndex((it) => it !== first);
  return {
    runs,
    passed,
    flaky,
    failed,
    passRate: { share: runs ? passed / runs : 0, ...wilson(passed, runs) },
    flakeRate: { share: passed ? flaky / passed : 0, ...wilson(flaky, passed) },
    median: quantile(durations, 0.5),
    slow: quantile(durations, 0.9),
    streak: { outcome: first, length: end < 0 ? runs : end },
  };
}

export type Point = Interval & { share: number; runs: number; from: HistoryTask; to: HistoryTask };

/// The pass rate over windows of runs, oldest first; each window moves on by half of itself.
export function passRates(tasks: HistoryTask[], window: number): Point[] {
  const known = tasks.filter((it) => outcomeOf(it) !== 'none').reverse();
  const points: Point[] = [];
  const step = Math.max(1, Math.floor(window / 2));
  for (let start = 0; start < known.length; start += step) {
    const part = known.slice(start, start + window);
    const [from, to] = [part[0], part.at(-1)];
    if (!from || !to || (points.length > 0 && part.length < window / 2)) break;
    const passed = part.filter((it) => outcomeOf(it) !== 'failed').length;
    points.push({ share: passed / part.length, ...wilson(passed, part.length), runs: part.length, from, to });
  }
  return points;
}

/// The longest window that still shows a course.
export const windowFor = (runs: number) => Math.max(10, Math.min(40, Math.round(runs / 6)));

/// The share of commits on which no run failed.
export const rateOf = (rate: Rate) => (rate.commits ? rate.clean / rate.commits : 0);

/// A change as a mark in a chart: how many of the runs shown are older.
export type Mark = { at: number; change: ChangePoint };

/// Where changes lie among runs, newest first; those that began before the oldest run shown have no mark.
export function marksOf(changes: ChangePoint[], runs: HistoryTask[]): Mark[] {
  return changes.flatMap((change) => {
    const index = runs.findLastIndex((it) => it.sha === change.sha);
    return index < 0 ? [] : [{ at: runs.length - 1 - index, change }];
  });
}
