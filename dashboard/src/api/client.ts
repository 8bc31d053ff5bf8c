import type { Audit, Checked, CommitDocument, ConfigTexts, Culprits, Failures, Flakes, Grid, GroupSummary, Health, History, MergeGroup, PlanDocument, Promotions, Pull, PullSummary, Quarantines, QuarantineWish, Question, Repo, Session, TargetDocument, Task, Tree, TreePast, WaysToSignIn } from './types';

/// What the service answered instead of a document.
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly hint?: string,
  ) {
    super(detail);
  }
}

async function ask(path: string, init?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new Problem(0, 'The service does not answer.', 'It may be restarting; this page tries again.');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Problem(answer.status, problem.detail ?? `The service answered ${answer.status}.`, problem.hint);
  }
  return answer;
}

/// Characters that turn the direction of all that follows them: in a name they would turn the page around it.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return JSON.parse((await (await ask(path, init)).text()).replace(TURNING, '\ufffd')) as T;
}

/// For texts that are edited and given back, to the letter.
async function untouched<T>(path: string): Promise<T> {
  return (await ask(path)).json() as Promise<T>;
}

const post = (body: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

const at = (repo: string) => `/api/v1/repos/${repo.split('/').map(encodeURIComponent).join('/')}`;
const query = (values: Record<string, string | number | null | undefined>) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value != null && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text ? `?${text}` : '';
};

export const session = (repo?: string) => json<Session>(`/api/v1/session${query({ repo })}`);
export const waysToSignIn = () => json<WaysToSignIn>('/auth');
export const signIn = (token: string) => json<Session>('/api/v1/session', post({ token }));
export const signOut = (everywhere = false) => ask(`/api/v1/session${query({ everywhere: everywhere ? 'true' : '' })}`, { method: 'DELETE' });
export const repos = () => json<{ repos: Repo[] }>('/api/v1/repos').then((it) => it.repos);
export const health = () => json<Health>('/api/v1/service');
export const pulls = (repo: string) => json<{ pulls: PullSummary[] }>(`${at(repo)}/pulls`).then((it) => it.pulls);
export const pull = (repo: string, number: number, sha?: string | null) => json<Pull>(`${at(repo)}/pulls/${number}${query({ sha })}`);
export const mergeGroups = (repo: string) => json<{ groups: GroupSummary[] }>(`${at(repo)}/merge-groups`).then((it) => it.groups);
export const mergeGroup = (repo: string, sha: string) => json<MergeGroup>(`${at(repo)}/merge-groups/${sha}`);
export const task = (id: string) => json<Task>(`/api/v1/tasks/${id}`);
export const flakes = (repo: string, branch: string | null) => json<Flakes>(`${at(repo)}/flakes${query({ branch })}`);
export const failures = (repo: string, branch: string | null) => json<Failures>(`${at(repo)}/failures${query({ branch })}`);
export const promotions = (repo: string, branch: string | null) => json<Promotions>(`${at(repo)}/promotions${query({ branch })}`);
export const decline = (repo: string, id: string, reason: string) => json<unknown>(`${at(repo)}/promotions/${id}${query({ reason })}`, { method: 'DELETE' });
export const quarantines = (repo: string, branch: string | null) => json<Quarantines>(`${at(repo)}/quarantine${query({ branch })}`);
export const quarantine = (repo: string, wish: QuarantineWish) => json<Quarantines>(`${at(repo)}/quarantine`, post(wish));
export const mended = (repo: string, id: string) => json<unknown>(`${at(repo)}/quarantine/${id}/mended`, post({}));
export const lift = (repo: string, id: string, reason: string) => json<unknown>(`${at(repo)}/quarantine/${id}${query({ reason })}`, { method: 'DELETE' });
export const acts = (repo: string | undefined, wanted: Record<string, string | number | null>) => json<Audit>(`${repo ? at(repo) : '/api/v1'}/audit${query(wanted)}`);
export const leaveNote = (repo: string, text: string) => json<unknown>(`${at(repo)}/notes`, post({ text }));
export const tree = (repo: string, branch: string | null) => json<Tree>(`${at(repo)}/tree${query({ branch })}`);
export const schema = () => json<object>('/api/v1/schema');
export const validate = (text: string) => json<Checked>('/api/v1/validate', post({ files: [{ path: '.ci.yaml', text }] }));
export const plan = (repo: string, question: Question) => json<PlanDocument>(`${at(repo)}/plan`, post(question));
export const config = (repo: string, branch: string | null) => untouched<ConfigTexts>(`${at(repo)}/config${query({ branch })}`);
export const culprits = (repo: string, branch: string | null) => json<Culprits>(`${at(repo)}/culprits${query({ branch })}`);
export const treePast = (repo: string, branch: string | null) => json<TreePast>(`${at(repo)}/tree/history${query({ branch })}`);
let early: { path: string; answer: Promise<Grid>; value?: Grid } | undefined;

/// Asks for a first screen before the page knows that it needs it; the answer is taken once.
export function expectGrid(repo: string, branch: string | null, commits: number): Promise<unknown> {
  const path = gridPath(repo, branch, commits);
  const asked: NonNullable<typeof early> = { path, answer: json<Grid>(path) };
  early = asked;
  return asked.answer.then(
    (it) => (asked.value = it),
    () => (early = undefined),
  );
}

/// The grid that was expected, where it is here already.
export function arrivedGrid(repo: string, branch: string | null, commits: number): Grid | undefined {
  if (early?.path !== gridPath(repo, branch, commits) || !early.value) return undefined;
  const { value } = early;
  early = undefined;
  return value;
}

const gridPath = (repo: string, branch: string | null, commits: number, cursor?: string | null) =>
  `${at(repo)}/grid${query({ branch, commits, cursor })}`;

export function grid(repo: string, branch: string | null, commits: number, cursor?: string | null): Promise<Grid> {
  const path = gridPath(repo, branch, commits, cursor);
  const expected = early?.path === path ? early.answer : undefined;
  early = undefined;
  return expected ?? json<Grid>(path);
}
export const commit = (repo: string, branch: string, sha: string) => json<CommitDocument>(`${at(repo)}/commits/${sha}${query({ branch })}`);
export const cell = (repo: string, branch: string, sha: string, target: string) =>
  json<Task>(`${at(repo)}/commits/${sha}/targets/${encodeURIComponent(target)}${query({ branch })}`);
export const target = (repo: string, branch: string | null, name: string) =>
  json<TargetDocument>(`${at(repo)}/targets/${encodeURIComponent(name)}${query({ branch })}`);
export const history = (repo: string, branch: string | null, name: string, limit: number, cursor?: string | null) =>
  json<History>(`${at(repo)}/targets/${encodeURIComponent(name)}/history${query({ branch, limit, cursor })}`);
export const rerun = (id: string) => json<Task>(`/api/v1/tasks/${id}/rerun`, post({}));
export const cancel = (id: string) => json<Task>(`/api/v1/tasks/${id}/cancel`, post({}));
export const setTree = (repo: string, branch: string, status: Tree['status'], reason: string, expiresAt: string | null = null) =>
  json<Tree>(`${at(repo)}/tree`, post({ branch, status, reason, expiresAt }, 'PUT'));

export const freeze = (repo: string, wish: { branch: string; status: Tree['status']; reason: string; startsAt: string; expiresAt: string }) =>
  json<Tree>(`${at(repo)}/tree`, post(wish, 'PUT'));
export const unfreeze = (repo: string, id: string) => json<Tree>(`${at(repo)}/tree/freezes/${encodeURIComponent(id)}`, { method: 'DELETE' });

export type LogSlice = { bytes: Uint8Array; offset: number; next: number; complete: boolean };

export async function log(url: string, offset: number): Promise<LogSlice> {
  const answer = await ask(`${url}?offset=${offset}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const from = Number(answer.headers.get('Muster-Log-Offset') ?? 0);
  return {
    bytes,
    offset: from,
    next: Number(answer.headers.get('Muster-Log-Next') ?? from + bytes.length),
    complete: answer.headers.get('Muster-Log-Complete') === 'true',
  };
}
