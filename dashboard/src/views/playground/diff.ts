/// A line of a difference: in both texts, only in the new one, or only in the old one.
export type Line = { kind: 'same' | 'added' | 'dropped'; text: string; old: number | null; fresh: number | null };

/// A stretch of lines around changes, or lines left out between two.
export type Hunk = { kind: 'lines'; lines: Line[] } | { kind: 'gap'; count: number };

/// Above so many pairs of lines the middle is shown as replaced: nobody reads such a difference, and the page stays quick.
const MOST_PAIRS = 4_000_000;

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/// The difference of two texts by lines, with as many lines in common as there can be.
export function difference(before: string, after: string): Line[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++;
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  const same = () => lines.push({ kind: 'same', text: old[i] ?? '', old: ++i, fresh: ++j });
  const dropped = () => lines.push({ kind: 'dropped', text: old[i] ?? '', old: ++i, fresh: null });
  const added = () => lines.push({ kind: 'added', text: fresh[j] ?? '', old: null, fresh: ++j });
  while (i < head) same();
  const [endOld, endFresh] = [old.length - tail, fresh.length - tail];
  const common = inCommon(old.slice(head, endOld), fresh.slice(head, endFresh));
  while (i < endOld && j < endFresh) {
    if (old[i] === fresh[j]) same();
    else if (common(i + 1 - head, j - head) >= common(i - head, j + 1 - head)) dropped();
    else added();
  }
  while (i < endOld) dropped();
  while (j < endFresh) added();
  while (i < old.length) same();
  return lines;
}

/// How many lines two lists have in common from a pair of places on.
function inCommon(a: string[], b: string[]): (i: number, j: number) => number {
  if (a.length * b.length > MOST_PAIRS) return () => 0;
  const wide = b.length + 1;
  const known = new Uint32Array((a.length + 1) * wide);
  const at = (i: number, j: number) => known[i * wide + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      known[i * wide + j] = a[i] === b[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}

/// The changes, each with some lines around it.
export function hunks(lines: Line[], around = 3): Hunk[] {
  const near = new Array<boolean>(lines.length).fill(false);
  lines.forEach((it, index) => {
    if (it.kind !== 'same') near.fill(true, Math.max(0, index - around), index + around + 1);
  });
  const found: Hunk[] = [];
  lines.forEach((it, index) => {
    const last = found.at(-1);
    if (near[index]) {
      if (last?.kind === 'lines') last.lines.push(it);
      else found.push({ kind: 'lines', lines: [it] });
    } else if (last?.kind === 'gap') last.count++;
    else found.push({ kind: 'gap', count: 1 });
  });
  return found;
}

/// How many lines come and go.
export const counted = (lines: Line[]) => ({
  added: lines.filter((it) => it.kind === 'added').length,
  dropped: lines.filter((it) => it.kind === 'dropped').length,
});
