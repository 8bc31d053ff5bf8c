// The states of a cell: word, shape and colour. Shape and word say it without the colour.

export type Shape = 'tick' | 'cross' | 'bolt' | 'clock' | 'bar' | 'dash' | 'ring' | 'dots' | 'arc' | 'arrow' | 'square' | 'none';
export type Tone = 'pass' | 'fail' | 'infra' | 'flaky' | 'run' | 'wait' | 'mute' | 'none';

export type CellState = { word: string; shape: Shape; tone: Tone; several: boolean };

const STATES: Record<string, Omit<CellState, 'several'>> = {
  '.': { word: 'no task', shape: 'none', tone: 'none' },
  w: { word: 'waiting', shape: 'dots', tone: 'wait' },
  q: { word: 'queued', shape: 'ring', tone: 'wait' },
  d: { word: 'dispatched', shape: 'arrow', tone: 'run' },
  r: { word: 'running', shape: 'arc', tone: 'run' },
  s: { word: 'succeeded', shape: 'tick', tone: 'pass' },
  y: { word: 'flaky', shape: 'tick', tone: 'flaky' },
  f: { word: 'failed', shape: 'cross', tone: 'fail' },
  i: { word: 'infra failure', shape: 'bolt', tone: 'infra' },
  t: { word: 'timed out', shape: 'clock', tone: 'fail' },
  c: { word: 'cancelled', shape: 'bar', tone: 'mute' },
  '-': { word: 'skipped', shape: 'dash', tone: 'none' },
  n: { word: 'neutral', shape: 'square', tone: 'mute' },
};

const NOTHING: CellState = { word: 'no task', shape: 'none', tone: 'none', several: false };

const BY_CHAR = new Map<string, CellState>();
for (const [char, state] of Object.entries(STATES)) {
  BY_CHAR.set(char, { ...state, several: false });
  if (char.toUpperCase() !== char) BY_CHAR.set(char.toUpperCase(), { ...state, several: true });
}

/// What a cell of the grid may hold.
export const CHARS = [...BY_CHAR.keys()];

export const stateOf = (char: string | undefined): CellState => BY_CHAR.get(char ?? '.') ?? NOTHING;
export const isRed = (char: string | undefined) => 'ftFT'.includes(char ?? ' ');
export const isFlaky = (char: string | undefined) => 'yY'.includes(char ?? ' ');
export const isVerdict = (char: string | undefined) => 'sSfFtTyY'.includes(char ?? ' ');

/// The state of a status word of the API.
export function stateOfWord(word: string): CellState {
  const plain = word.replace('_', ' ');
  return [...BY_CHAR.values()].find((it) => it.word === plain) ?? { ...NOTHING, word: plain };
}

export const LEGEND = ['s', 'y', 'f', 't', 'i', 'r', 'd', 'q', 'w', 'c', '-', 'n'].map((it) => ({ char: it, ...stateOf(it) }));

/// The path of a shape in a square of side 1, stroked unless it is filled.
export const GLYPHS: Record<Shape, { d: string; fill?: boolean }> = {
  tick: { d: 'M.24 .53 .43 .7 .77 .31' },
  cross: { d: 'M.29 .29 .71 .71M.71 .29 .29 .71' },
  bolt: { d: 'M.55 .2 .3 .55h.2l-.06 .27 .27 -.38h-.21z', fill: true },
  clock: { d: 'M.5 .28V.52L.66 .62' },
  bar: { d: 'M.28 .5H.72' },
  dash: { d: 'M.4 .5H.6' },
  ring: { d: 'M.5 .32a.18 .18 0 1 0 .001 0z' },
  dots: { d: 'M.3 .5h.001M.5 .5h.001M.7 .5h.001' },
  arc: { d: 'M.5 .28A.22 .22 0 1 1 .28 .5' },
  arrow: { d: 'M.28 .5H.7M.54 .34 .7 .5 .54 .66' },
  square: { d: 'M.38 .38h.24v.24h-.24z', fill: true },
  none: { d: '' },
};

/// The reason of a plan for what it became: what was to wait and has run since waits no more.
export const planned = (explanation: string, status: string) =>
  status === 'waiting' || status === 'queued' ? explanation : explanation.replace(/^It waits\b/, 'It was to wait');
