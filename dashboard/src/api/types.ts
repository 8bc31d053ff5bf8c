// The shapes of the service's JSON, as its reference describes them.

export type TreeReason = {
  kind: 'target' | 'gardener';
  target: string | null;
  firstBad: string | null;
  lastGood: string | null;
  since: string;
  owner: string | null;
  text: string;
  /** the commit that broke it, once it is named */
  culprit: string | null;
  /** where its flakes are followed */
  issue: string | null;
  by: string | null;
  expiresAt: string | null;
};

export type Tree = {
  repo: string;
  branch: string;
  status: 'open' | 'throttled' | 'closed';
  since: string;
  reasons: TreeReason[];
  unknown: string[];
  freezes: Freeze[];
};

/// A time in which a gardener holds the tree, planned or begun.
export type Freeze = { id: string; status: 'throttled' | 'closed'; reason: string; by: string; startsAt: string; endsAt: string };

export type Target = {
  name: string;
  platform: string;
  bringup: boolean;
  blocking: boolean;
  external: boolean;
  scheduler: string;
  owner: string | null;
  tags: string[];
  quarantined: boolean;
  current?: boolean;
};

export type ConfigState = 'unread' | 'valid' | 'warnings' | 'invalid' | 'missing';

export type Commit = { sha: string; subject: string; author: string; committedAt: string; config: ConfigState };

/// A commit with what its configuration says against it, its tasks, the decision for every target, and where GitHub shows it.
export type CommitDocument = Commit & { branch: string; url: string | null; diagnostics: Diagnostic[]; tasks: { status: string }[]; decisions: unknown[] };

export type Grid = {
  repo: string;
  branch: string;
  asOf: string;
  lastEvent: number;
  tree: Tree;
  targets: Target[];
  commits: Commit[];
  cells: string[];
  next: string | null;
};

export type Branch = { name: string; head: string; config: ConfigState; tree: Tree['status'] };
export type Repo = { name: string; owner: string; repo: string; kind: string; defaultBranch: string; branches: Branch[] };
export type Session = { version: string; role: 'viewer' | 'gardener'; who?: string; mode: string; publicRead: boolean };

export type WaysToSignIn = { token: boolean; github: boolean; who?: string };

export type Attempt = {
  number: number;
  status: string;
  cause: 'plan' | 'retry' | 'rerun' | 'backfill' | 'dispatch';
  by: string | null;
  parameters?: Record<string, unknown> | null;
  runner: string;
  dispatchedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  agreedAt: string | null;
  durationMillis: number | null;
  exitCode: number | null;
  note: string | null;
  logUrl: string | null;
  signature?: string | null;
  late: { reports: number; at: string; said: string } | null;
};

export type Property = { name: string; value: string; origin: string; line: number };

export type Task = {
  id: string | null;
  repo: string;
  branch: string;
  sha: string;
  subject: string;
  target: string;
  platform?: string;
  status: string;
  flaky: boolean;
  bringup?: boolean;
  blocking?: boolean;
  owner?: string | null;
  reason: string;
  detail: string;
  explanation: string;
  config: string;
  line: number;
  command?: string;
  timeoutMinutes?: number;
  maxAttempts?: number;
  queuePosition?: number | null;
  asked?: { by: string; reason: string; at: string; parameters: Record<string, unknown> | null } | null;
  waits?: { why: string; ahead: number | null; roughlyAt: string | null };
  chain?: { rule: string; outcome: 'passed' | 'decided' | 'not_reached'; detail: string }[];
  attempts: Attempt[];
  mayRerun: boolean;
  mayCancel: boolean;
  properties?: Property[];
  dimensions?: Property[];
};

/// One run of a target in its history.
export type HistoryTask = {
  id: string;
  sha: string;
  subject: string;
  status: string;
  flaky: boolean;
  attempts: number;
  finishedAt: string | null;
  durationMillis: number | null;
};

export type History = { tasks: HistoryTask[]; next: string | null };

/// A target as the branch's newest configuration declares it.
export type TargetDocument = {
  name: string;
  platform: string;
  bringup: boolean;
  blocking?: boolean;
  owner: string | null;
  config: string;
  line: number;
  lastLine: number;
  sha: string;
  /// Where GitHub shows these lines.
  source: string | null;
  timeoutMinutes: number;
  recipe: string | null;
  command?: string | null;
  properties?: Property[];
  dimensions?: Property[];
  enabledBranches?: string[];
  runIf?: string[];
  runIfNot?: string[];
  statistics: { finished: number; passed: number; failed: number; flaky: number };
  changePoints: ChangePoint[];
};

/// A commit with which a target began to behave differently; clean are commits on which no run failed.
export type ChangePoint = { sha: string; subject: string; author: string; committedAt: string; before: Rate; after: Rate };
export type Rate = { commits: number; clean: number };

export type TaskEvent = { repo: string; branch: string; sha: string; target: string; id: string; status: string; cell: string };

export type Bucket = { limit: number; left: number; renewedAt: string | null };

export type Health = {
  asOf: string;
  version: string;
  database: { product: string; version: string };
  platforms: { repo: string; platform: string; capacity: number | null; waiting: number; later: number; held: number; running: number; oldestSince: string | null }[];
  runners: { name: string; held: number; running: number; oldestSince: string; agreedAt: string }[];
  inbox: { source: string; kind: string; waiting: number; failing: number; oldestSince: string; fault: string | null }[];
  checks: { state: 'due' | 'unknown' | 'refused'; count: number; oldestSince: string; fault: string | null }[];
  installations: { id: number; account: string; state: 'active' | 'suspended' | 'removed'; missing: string[]; seenAt: string }[];
  activity: { from: string; stepSeconds: number; busy: number[]; passed: number[]; failed: number[]; infra: number[]; waiting: number[]; capacity: (number | null)[] };
  rounds: { name: string; byClock: boolean; everySeconds: number; rounds: number; faults: number; endedAt: string | null; tookMillis: number | null; nextAt: string | null }[];
  /// What GitHub could not hand over in the last days; null where it was not asked yet, or is not connected.
  deliveries: { missed: number; givenUp: number; since: string | null } | null;
  /// What GitHub lets us ask of it; an installation, or the App itself.
  budgets: { installation: number | null; hour: Bucket; minute: Bucket; pausedUntil: string | null }[];
};

export type Decided = { target: string; decision: string; reason: string; detail: string; explanation: string; config: string; line: number };

export type Blame = 'infra' | 'base' | 'flake' | 'new' | 'unknown';

export type ProposedTask = Decided & {
  id: string;
  platform: string;
  status: string;
  flaky: boolean;
  blocking: boolean;
  bringup: boolean;
  external: boolean;
  attempts: number;
  finishedAt: string | null;
  durationMillis: number | null;
  note: string | null;
  blame: Blame | null;
  blameDetail: string | null;
  /// Until when and why it is in quarantine on the base, so that it does not block.
  quarantine: string | null;
  signature: string | null;
};

export type Diagnostic = { severity: 'error' | 'warning' | 'info'; code: string; path: string; line: number; column?: number; endLine?: number; endColumn?: number; message: string; hint?: string | null };

/// A proposed commit with every target.
export type Proposal = {
  sha: string;
  line: string;
  stage: 'unplanned' | 'waits_for_approval' | 'draft' | 'invalid' | 'missing' | 'planned' | 'given_up';
  stageDetail: string | null;
  at: string | null;
  changedFiles: number | null;
  diagnostics: Diagnostic[];
  tasks: ProposedTask[];
  skipped: Decided[];
};

export type Counts = { passed: number; failed: number; open: number; cancelled: number; advisory: number };

type PullHead = {
  number: number;
  title: string;
  author: string;
  base: string;
  head: string;
  headRef: string;
  state: 'open' | 'closed' | 'merged';
  draft: boolean;
  fork: boolean;
  mayRun: boolean;
  labels: string[];
  changedAt: string;
};
export type PullSummary = PullHead & { counts: Counts };
export type Pull = PullHead & { repo: string; url: string | null; heads: { sha: string; line: string; at: string }[]; shown: Proposal };

type GroupHead = {
  sha: string;
  base: string;
  baseSha: string;
  headRef: string;
  state: 'wanted' | 'destroyed';
  cause: string | null;
  at: string | null;
  seenAt: string;
  place: number | null;
};
export type GroupSummary = GroupHead & { counts: Counts };
export type MergeGroup = GroupHead & { repo: string; shown: Proposal };

export type Evidence = {
  verdicts: number;
  passed: number;
  failed: number;
  flaky: number;
  cleanRuns: number;
  cleanCommits: number;
  wantedRuns: number;
  failedInRow: number;
  flakeRate: number;
  tolerated: number;
  confidence: number;
  interval: { low: number; high: number };
  why: string;
};

export type FlakyTarget = Evidence & {
  target: string;
  platform: string;
  owner: string | null;
  bringup: boolean;
  blocking: boolean;
  ignored: boolean;
  state: 'bringup' | 'stable' | 'watch' | 'quarantined' | 'broken';
  since: string;
  advice: string;
  quarantine: string | null;
  falseRed: number;
};

export type Gate = { blocking: number; retries: number; notRetried: number; falseRed: number; spentBy: { target: string; falseRed: number; part: number }[] };
export type Flakes = { repo: string; branch: string; targets: FlakyTarget[]; gate: Gate };

export type BotProposal = {
  id: string;
  target: string;
  owner: string | null;
  kind: 'promote' | 'quarantine';
  state: 'open' | 'done' | 'withdrawn' | 'declined';
  config: string | null;
  diff: string;
  fault: string | null;
  openedAt: string;
  changedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  closeReason: string | null;
  url: string | null;
  evidence: Evidence;
  command: string | null;
  falseRedAfter: number | null;
};
export type Promotions = { repo: string; branch: string; open: BotProposal[]; closed: BotProposal[]; gate: Gate };

export type Quarantine = {
  id: string;
  target: string;
  owner: string;
  issue: string | null;
  reason: string;
  by: string;
  since: string;
  expiresAt: string;
  mended: boolean;
  endedAt: string | null;
  endedBy: string | null;
  endReason: string | null;
};
export type Quarantines = { repo: string; branch: string; active: Quarantine[]; ended: Quarantine[] };
export type QuarantineWish = { branch: string | null; target: string; owner: string | null; issue: string | null; reason: string; expiresAt: string | null };

/// What failed of late, together where it failed in the same way.
export type Failures = {
  repo: string;
  branch: string;
  since: string;
  groups: { signature: string; count: number; onBranch: number; firstAt: string; newestAt: string; newestTask: string; newestSha: string; newestTarget: string; targets: string[]; pulls: number[] }[];
};

export type Act = { at: string; who: string; action: string; subject: string; reason: string | null };
export type Audit = { acts: Act[]; next: string | null };

/// What `muster plan --format json` prints.
export type PlannedTarget = {
  name: string;
  platform: string;
  decision: 'run' | 'skip' | 'defer' | 'external';
  gating: string;
  reason: string;
  detail: string;
  config: string;
  line: number;
  runsOn: string[];
  timeoutMinutes: number;
  maxAttempts: number;
  properties: Record<string, unknown>;
  dimensions: Record<string, unknown>;
};
export type PlanDocument = { event: string; branch: string; changedFiles: number | null; counts: Record<string, number>; targets: PlannedTarget[] };
export type Question = { event: string; branch: string | null; changedFiles: string[] | null; labels: string[]; config: string };
export type Checked = { valid: boolean; files: { path: string; targets: number; platforms: number }[]; diagnostics: Diagnostic[] };
export type ConfigTexts = { branch: string; sha: string; files: { path: string; text: string }[] };

export type CulpritSearch = {
  target: string;
  owner: string | null;
  state: 'searching' | 'named' | 'nobody' | 'given_up' | 'over';
  culprit: string | null;
  probability: number;
  offerRevert: boolean;
  next: string | null;
  startedAt: string;
  changedAt: string;
  lastGood: string;
  firstBad: string;
  flakeRate: number;
  nobody: number;
  suspects: { sha: string; subject: string; author: string; probability: number; passed: number; failed: number }[];
};
export type Culprits = { repo: string; branch: string; open: CulpritSearch[]; over: CulpritSearch[] };

export type TreePast = {
  repo: string;
  branch: string;
  from: string;
  to: string;
  stretches: { status: Tree['status']; since: string; until: string; seconds: number; causes: string[] }[];
  weeks: { monday: string; openSeconds: number; throttledSeconds: number; closedSeconds: number }[];
  causes: { cause: string; seconds: number }[];
};
