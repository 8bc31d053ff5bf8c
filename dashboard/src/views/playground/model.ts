import type { PlanDocument, PlannedTarget } from '../../api/types';

export type Change = { target: string; kind: 'added' | 'dropped' | 'changed'; before: PlannedTarget | null; after: PlannedTarget | null };

const key = (it: PlannedTarget) => `${it.config} ${it.name}`;
const told = (it: PlannedTarget) => JSON.stringify([it.decision, it.gating, it.timeoutMinutes, it.maxAttempts, it.runsOn, it.properties, it.dimensions]);

/// What an edit changes: targets that come, go, or are decided, gated or run otherwise.
export function changes(before: PlanDocument, after: PlanDocument): Change[] {
  const old = new Map(before.targets.map((it) => [key(it), it]));
  const fresh = new Map(after.targets.map((it) => [key(it), it]));
  const found: Change[] = [];
  for (const it of after.targets) {
    const was = old.get(key(it));
    if (!was) found.push({ target: it.name, kind: 'added', before: null, after: it });
    else if (told(was) !== told(it)) found.push({ target: it.name, kind: 'changed', before: was, after: it });
  }
  for (const it of before.targets) if (!fresh.has(key(it))) found.push({ target: it.name, kind: 'dropped', before: it, after: null });
  return found;
}

/// What is different about a target, in words.
export function difference({ before, after }: Change): string {
  if (!before) return after ? `comes: ${after.decision}` : '';
  if (!after) return `goes: was ${before.decision}`;
  const parts: string[] = [];
  const say = (what: string, from: unknown, to: unknown) => JSON.stringify(from) !== JSON.stringify(to) && parts.push(`${what} ${from} → ${to}`);
  say('', before.decision, after.decision);
  say('', before.gating, after.gating);
  say('timeout', before.timeoutMinutes, after.timeoutMinutes);
  say('attempts', before.maxAttempts, after.maxAttempts);
  say('runs on', before.runsOn.join(', '), after.runsOn.join(', '));
  if (JSON.stringify(before.properties) !== JSON.stringify(after.properties)) parts.push('its properties');
  if (JSON.stringify(before.dimensions) !== JSON.stringify(after.dimensions)) parts.push('its dimensions');
  return parts.map((it) => it.trim()).join('; ');
}

/// A list of files as somebody pastes it: one a line, also as git prints it.
export function filesOf(text: string): string[] {
  const names = text
    .split('\n')
    .map((it) => it.trim().replace(/^(?:[MADRCTU?!]{1,2}\d*\s+|\+{3} b\/|-{3} a\/)/, '').replace(/^"(.*)"$/, '$1'))
    .flatMap((it) => it.split('\t'))
    .filter((it) => it && it !== '/dev/null' && !it.startsWith('#'));
  return [...new Set(names)];
}

export const SAMPLE = `enabled_branches: [main]

platform_properties:
  linux:
    runs_on: ubuntu-latest
    capacity: 4

targets:
  - name: Linux analyze
    run: make analyze

  - name: Linux web
    run: [make, test-web]
    run_if: [web/**]
    timeout: 20

  - name: Linux nightly
    run: make nightly
    presubmit: false
`;
export const SAMPLE_FILES = 'web/index.html\ndocs/README.md';
