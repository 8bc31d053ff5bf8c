/// What the keyboard does in the grid; the help shows it, and the reference lists the same.
export const KEYS = [
  { keys: '↑ ↓ ← →', does: 'move from cell to cell' },
  { keys: 'Enter', does: 'open the cell' },
  { keys: 'n', does: 'next failure' },
  { keys: 'N', does: 'previous failure' },
  { keys: 'w', does: 'why: open the cell with its reason' },
  { keys: 'l', does: 'log of the cell' },
  { keys: 'r', does: 'run the open cell again' },
  { keys: '/', does: 'filter targets' },
  { keys: 't', does: 'table or grid' },
  { keys: 'Esc', does: 'close what is open' },
  { keys: '?', does: 'these keys' },
];
