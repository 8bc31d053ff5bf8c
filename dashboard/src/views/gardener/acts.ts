import type { Act } from '../../api/types';
import type { Work } from './model';

/// What is said of an act; at the ~ stands what it was done to.
const DID: Record<string, string> = {
  'tree open': 'left ~ to its targets',
  'tree held open': 'held ~ open',
  'tree throttled': 'throttled ~',
  'tree closed': 'closed ~',
  'tree word ended': 'left ~ to its targets, as the time was up',
  'plan freeze': 'planned a freeze of ~',
  'call off freeze': 'called off the freeze of ~',
  'freeze began': 'began the freeze of ~',
  'freeze ended': 'ended the freeze of ~',
  quarantine: 'quarantined ~',
  mended: 'called ~ mended',
  'quarantine ended': 'ended the quarantine of ~',
  rerun: 'ran ~ again',
  cancel: 'cancelled ~',
  dispatch: 'started ~',
  approve: 'let ~ run',
  'task-status': 'told how ~ ended',
  'late-report': 'told of ~ too late',
  'propose promote': 'proposed to promote ~',
  'propose quarantine': 'proposed to quarantine ~',
  'proposal done': 'closed the proposal for ~',
  'proposal withdrawn': 'withdrew the proposal for ~',
  'proposal declined': 'declined the proposal for ~',
  'culprit searching': 'looks for what broke ~',
  'culprit named': 'found what broke ~',
  'culprit nobody': 'found that no commit broke ~',
  'culprit given up': 'gave up looking for what broke ~',
  'culprit search over': 'ended the search for what broke ~',
  incident: 'saw an incident on ~',
  'incident over': 'saw the incident on ~ end',
  'open issue': 'opened an issue on ~',
  'open pull request': 'opened a pull request on ~',
  'comment below issue': 'wrote on the issue on ~',
  'comment below pull request': 'wrote on the pull request on ~',
};

/// What somebody did, to be read behind the name.
export function did(act: Act, what: string): string {
  const said = DID[act.action] ?? `${act.action}: ~`;
  return `${said.replace('~', () => what)}${act.reason ? `: ${act.reason}` : ''}`;
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
    .replace(/^(\S+) '(.+)'$/s, '$2 on $1');
