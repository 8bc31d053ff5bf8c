import type { Act } from '../../api/types';
import { to } from '../../route';
import type { Work } from './model';

/// What is said of an act, by what it is about; at the ~ stands what it was done to.
export const KINDS: Record<string, { text: string; did: Record<string, string> }> = {
  tree: {
    text: 'the tree and its freezes',
    did: {
      'tree open': 'left ~ to its targets',
      'tree held open': 'held ~ open',
      'tree throttled': 'throttled ~',
      'tree closed': 'closed ~',
      'tree word ended': 'left ~ to its targets, as the time was up',
      'plan freeze': 'planned a freeze of ~',
      'call off freeze': 'called off the freeze of ~',
      'freeze began': 'began the freeze of ~',
      'freeze ended': 'ended the freeze of ~',
    },
  },
  quarantine: {
    text: 'quarantines',
    did: {
      quarantine: 'quarantined ~',
      mended: 'called ~ mended',
      'quarantine ended': 'ended the quarantine of ~',
    },
  },
  runs: {
    text: 'runs',
    did: {
      rerun: 'ran ~ again',
      cancel: 'cancelled ~',
      dispatch: 'started ~',
      approve: 'let ~ run',
    },
  },
  reports: {
    text: 'reports of other schedulers',
    did: {
      'task-status': 'told how ~ ended',
      'late-report': 'told of ~ too late',
    },
  },
  proposals: {
    text: 'proposals, issues, pull requests',
    did: {
      'propose promote': 'proposed to promote ~',
      'propose quarantine': 'proposed to quarantine ~',
      'proposal done': 'closed the proposal for ~',
      'proposal withdrawn': 'withdrew the proposal for ~',
      'proposal declined': 'declined the proposal for ~',
      'open issue': 'opened an issue on ~',
      'open pull request': 'opened a pull request on ~',
      'comment below issue': 'wrote on the issue on ~',
      'comment below pull request': 'wrote on the pull request on ~',
    },
  },
  culprits: {
    text: 'culprits and incidents',
    did: {
      'culprit searching': 'looks for what broke ~',
      'culprit named': 'found what broke ~',
      'culprit nobody': 'found that no commit broke ~',
      'culprit given up': 'gave up looking for what broke ~',
      'culprit search over': 'ended the search for what broke ~',
      incident: 'saw an incident on ~',
      'incident over': 'saw the incident on ~ end',
    },
  },
  notes: {
    text: 'notes',
    did: { note: 'left a note' },
  },
  tokens: {
    text: 'tokens',
    did: {
      'token-create': 'made the token ~',
      'token-revoke': 'revoked the token ~',
    },
  },
};

const DID: Record<string, string> = Object.assign({}, ...Object.values(KINDS).map((it) => it.did));

/// What may come in such numbers that all else is pushed out by it.
const LOUD = ['cancel', 'task-status', 'late-report'];

/// What a desk asks for beside the newest acts, so that notes and quarantines stay in sight.
export const QUIET = Object.keys(DID).filter((it) => !LOUD.includes(it)).join();

/// Acts of several answers, each once, the newest first.
export function together(...answers: Act[][]): Act[] {
  const all = new Map(answers.flat().map((it) => [JSON.stringify(it), it]));
  return [...all.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

const said = (action: string) => DID[action] ?? `${action}: ~`;

/// What somebody did, before and behind what it was done to.
export function around(action: string): { before: string; after: string } {
  const [before = '', after = ''] = said(action).split('~');
  return { before, after };
}

/// Where an act of a repository leads, by what it was done to: a task, a target, a branch, a pull request.
export function whereOf(act: Act, repo: string): string | undefined {
  const place = act.subject.slice(repo.length + 1);
  const task = /^[0-9a-f]{40} '.*' ([0-9A-HJKMNP-TV-Z]{26})( with .*)?$/s.exec(place)?.[1];
  if (task) return `/tasks/${task}`;
  const pull = /^pull request ([1-9][0-9]*)( |$)/.exec(place)?.[1];
  if (pull) return to.pull(repo, Number(pull));
  const [, branch, target] = /^(\S+) '(.+)'$/s.exec(place) ?? [];
  if (branch && target) return to.target(repo, target, branch);
  return /^\S+$/.test(place) ? to.builds(repo, place) : undefined;
}

/// The repository that an act was done to; nothing for what belongs to none.
export const repoOf = (act: Act, repos: string[]) => repos.filter((it) => act.subject === it || act.subject.startsWith(`${it} `)).sort((a, b) => b.length - a.length)[0];

/// A token, by its name and its role.
export const tokenOf = (act: Act) => act.subject.replace(/^[^\s/]+ (\S+) '(.*)'$/s, '$2 (role $1)');

/// What somebody did, to be read behind the name.
export function did(act: Act, what: string): string {
  return `${said(act.action).replace('~', () => what)}${act.reason ? `: ${act.reason}` : ''}`;
}

/// What was done that a gardener wants to know of; not what the service cancels because it is superseded.
export const telling = (acts: Act[]) => acts.filter((it) => it.action !== 'note' && !(it.who === 'muster' && it.action === 'cancel'));

/// What was done about a piece of work since it began, the newest first: whoever comes next need not do it again.
export function doneAbout(acts: Act[], it: Work): Act[] {
  const since = it.kind === 'red' ? Date.parse(it.reason.since) : 0;
  return telling(acts)
    .filter((act) => act.subject.includes(`'${it.target}'`) && Date.parse(act.at) >= since)
    .slice(0, 3);
}

/// What an act was done to, without what only a program can read: a target and where it ran, or a branch.
export const subjectOf = (act: Act, repo: string) =>
  act.subject
    .replace(`${repo} `, '')
    .replace(/\b([0-9a-f]{9})[0-9a-f]{31}\b/g, '$1')
    .replace(/ \b[0-9A-HJKMNP-TV-Z]{26}\b/g, '')
    .replace(/^(pull request \d+) [0-9a-f]{9}$/, '$1')
    .replace(/^(\S+) '(.+)'( with .*)?$/s, '$2 on $1$3');
