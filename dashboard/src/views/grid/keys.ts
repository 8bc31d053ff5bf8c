/// What the keyboard does in the grid; the help shows it, and the reference lists the same.
export const KEYS = [
  { keys: '↑ ↓ ← →', does: 'move from cell to cell' },
  { keys: 'Shift + ↑ ↓ ← →', does: 'next failure that way' },
  { keys: 'Page Up, Page Down', does: 'a screen of commits' },
  { keys: 'Shift + Page Up, Page Down', does: 'a screen of targets' },
  { keys: 'Home, End', does: 'first, last target of the commit' },
  { keys: 'Ctrl + Home, End', does: 'first, last cell of the grid' },
  { keys: 'Enter', does: 'open the cell' },
  { keys: 'n', does: 'next failure' },
  { keys: 'N', does: 'previous failure' },
  { keys: 'w', does: 'why: open the cell with its reason' },
  { keys: 'l', does: 'log of the cell' },
  { keys: 'r', does: 'run the open cell again' },
  { keys: '/', does: 'search for a target, commit, pull request or author' },
  { keys: 'f', does: 'filter targets' },
  { keys: 't', does: 'table or grid' },
  { keys: 'Esc', does: 'close what is open' },
  { keys: '?', does: 'these keys' },
];

export type Place = { row: number; column: number };

/// How much there is to move over, and how much of it a screen shows.
export type Extent = { rows: number; columns: number; pageRows: number; pageColumns: number };

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/// Where a key leads from a cell; nothing where it does not move. With Shift an arrow goes to the
/// next cell that is red, and stays where there is none.
export function moved(press: Press, at: Place, extent: Extent, red: (place: Place) => boolean): Place | undefined {
  if (press.altKey) return undefined;
  const far = press.ctrlKey || press.metaKey;
  const last = { row: extent.rows - 1, column: extent.columns - 1 };
  const within = (row: number, column: number) => ({
    row: Math.max(0, Math.min(last.row, row)),
    column: Math.max(0, Math.min(last.column, column)),
  });
  const arrow = ARROWS[press.key];
  if (arrow && !far) {
    const [down, right] = arrow;
    if (!press.shiftKey) return within(at.row + down, at.column + right);
    for (let row = at.row + down, column = at.column + right; row >= 0 && row <= last.row && column >= 0 && column <= last.column; row += down, column += right) {
      if (red({ row, column })) return { row, column };
    }
    return at;
  }
  if (press.key === 'Home') return far ? { row: 0, column: 0 } : within(at.row, 0);
  if (press.key === 'End') return far ? last : within(at.row, last.column);
  const page = press.key === 'PageUp' ? -1 : press.key === 'PageDown' ? 1 : 0;
  if (!page || far) return undefined;
  return press.shiftKey
    ? within(at.row, at.column + page * Math.max(1, extent.pageColumns))
    : within(at.row + page * Math.max(1, extent.pageRows), at.column);
}
