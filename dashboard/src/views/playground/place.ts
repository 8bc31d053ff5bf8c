// Where in a YAML document of block style a cursor stands, told by indentation alone: the text is being
// typed, so it need not be valid.

import type { Step } from './schema';

/// @param path the steps to the map or list that the cursor is in
/// @param key the key whose value the cursor stands in; nothing where it stands in a key
/// @param from where the word at the cursor begins, in its line
export type Place = { path: Step[]; key: string | null; word: string; from: number };

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#:,[\]{}&*!|>%@`"'-][^#:]*?))\s*:(?=\s|$)/;

type Line = { dashes: number[]; column: number; key: string | null; rest: string; blank: boolean };

function read(text: string): Line {
  let column = text.length - text.trimStart().length;
  let rest = text.slice(column);
  const dashes: number[] = [];
  while (/^-(\s|$)/.test(rest)) {
    dashes.push(column);
    const more = rest.slice(1).length - rest.slice(1).trimStart().length + 1;
    column += more;
    rest = rest.slice(more);
  }
  const key = KEY.exec(rest);
  return { dashes, column, key: key ? (key[1] ?? key[2] ?? key[3] ?? '') : null, rest: key ? rest.slice(key[0].length) : rest, blank: rest === '' || rest.startsWith('#') };
}

/// The steps to what stands at a column of a line, given the lines above.
function parents(lines: string[], upTo: number, line: Line, column: number): Step[] {
  const path: Step[] = [];
  let need = column;
  let inItem = false;
  for (const dash of [...line.dashes].reverse()) {
    path.push(null);
    need = dash;
    inItem = true;
  }
  for (let index = upTo - 1; index >= 0 && (need > 0 || inItem); index--) {
    const above = read(lines[index] ?? '');
    if (above.blank && above.dashes.length === 0) continue;
    if (above.key !== null && (above.column < need || (inItem && above.column === need && above.dashes.length === 0))) {
      if (above.rest.trim() && !above.rest.trim().startsWith('#') && above.column < need) return path.reverse();
      path.push(above.key);
      need = above.column;
      inItem = false;
    }
    for (const dash of [...above.dashes].reverse()) {
      if (dash < need) {
        path.push(null);
        need = dash;
        inItem = true;
      }
    }
  }
  return path.reverse();
}

/// The place of a cursor; nothing in a comment or in text of several lines.
export function placeOf(text: string, offset: number): Place | undefined {
  const lines = text.slice(0, offset).split('\n');
  const typed = lines.at(-1) ?? '';
  if (/(^|\s)#/.test(typed)) return undefined;
  const line = read(typed);
  const path = parents(lines, lines.length - 1, line, line.column);
  if (line.key !== null) {
    const word = /[^\s,[\]]*$/.exec(line.rest)?.[0] ?? '';
    return { path, key: line.key, word, from: typed.length - word.length };
  }
  const word = line.rest;
  return /^["']?[\w.-]*$/.test(word) ? { path, key: null, word, from: typed.length - word.length } : undefined;
}

/// The key that stands under a cursor, with the steps to it.
export function keyUnder(text: string, offset: number): { path: Step[]; from: number; to: number } | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const whole = text.slice(start, end < 0 ? text.length : end);
  const line = read(whole);
  if (line.key === null) return undefined;
  const from = start + line.column;
  const to = from + line.key.length;
  if (offset < from || offset > to) return undefined;
  const lines = text.slice(0, start).split('\n');
  return { path: [...parents([...lines.slice(0, -1), whole], lines.length - 1, line, line.column), line.key], from, to };
}
