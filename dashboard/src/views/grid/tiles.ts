import type { Sprites } from './draw';

/// How many cells a tile has in each direction.
const SPAN = 24;

/// How long one frame may draw, in milliseconds; what is left waits for the next.
const BUDGET = 6;

/// How many tiles one frame may draw: each is also handed on by the browser when the frame is done, which no clock
/// of ours sees. Those around what is in sight have time.
const MOST = { inSight: 8, around: 2 };

/// The first picture takes more of a frame: in parts, the browser would paint the whole screen anew for each.
const FIRST = { tiles: 16, millis: 30 };

export type Area = { firstRow: number; lastRow: number; firstColumn: number; lastColumn: number };

/// What is to be drawn.
///
/// version changes with anything of it, so that what stays is not even compared
export type Source = {
  version: number;
  rows: number;
  columns: number;
  charAt: (row: number, column: number) => string;
  xOf: (column: number) => number;
};

type Tile = { canvas: HTMLCanvasElement; row: number; column: number; version: number; drawn: string };

/// The cells as pictures of 24 by 24, each drawn once and then moved by the browser alone: scrolling
/// costs nothing but the tiles that come into sight, and a result redraws one tile.
export class Tiles {
  private readonly live = new Map<string, Tile>();
  private readonly spare: HTMLCanvasElement[] = [];
  private sheet: ImageData | undefined;
  /// Whether all in sight was drawn once.
  private begun = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly size: number,
    private readonly sprites: Sprites,
    private readonly ratio: number,
  ) {}

  /// Draws what is missing in sight, and with leisure around it; tells where something is left.
  show(area: Area, source: Source, leisure: boolean): 'in sight' | 'around' | undefined {
    const wanted = this.wanted(area, source);
    this.drop(new Set(wanted.map((it) => it.key)));
    const start = performance.now();
    let drawn = 0;
    for (const { key, row, column, inSight } of wanted) {
      const tile = this.live.get(key);
      if (tile?.version === source.version) continue;
      if (!inSight) this.begun = true;
      const most = !this.begun ? FIRST : { tiles: inSight ? MOST.inSight : MOST.around, millis: BUDGET };
      const full = drawn >= most.tiles || performance.now() - start > most.millis;
      if (full || (!inSight && !leisure)) return inSight ? 'in sight' : 'around';
      this.draw(tile ?? this.make(key, row, column), source);
      drawn++;
    }
    this.begun = true;
    return undefined;
  }

  clear() {
    for (const tile of this.live.values()) tile.canvas.remove();
    this.live.clear();
  }

  /// The tiles of an area and of a margin around it; those in sight first.
  private wanted(area: Area, source: Source) {
    const tiles: { key: string; row: number; column: number; inSight: boolean }[] = [];
    const last = { row: Math.ceil(source.rows / SPAN), column: Math.ceil(source.columns / SPAN) };
    const top = Math.floor(area.firstRow / SPAN);
    const bottom = Math.floor(Math.max(0, area.lastRow - 1) / SPAN);
    const left = Math.floor(area.firstColumn / SPAN);
    const right = Math.floor(Math.max(0, area.lastColumn - 1) / SPAN);
    for (let row = Math.max(0, top - 1); row <= bottom + 1 && row < last.row; row++) {
      for (let column = Math.max(0, left - 1); column <= right + 1 && column < last.column; column++) {
        const inSight = row >= top && row <= bottom && column >= left && column <= right;
        tiles.push({ key: `${row} ${column}`, row, column, inSight });
      }
    }
    return tiles.sort((a, b) => Number(b.inSight) - Number(a.inSight));
  }

  private drop(wanted: Set<string>) {
    for (const [key, tile] of this.live) {
      if (wanted.has(key)) continue;
      this.live.delete(key);
      tile.canvas.remove();
      if (this.spare.length < 24) this.spare.push(tile.canvas);
    }
  }

  private make(key: string, row: number, column: number): Tile {
    const canvas = this.spare.pop() ?? document.createElement('canvas');
    const tile = { canvas, row: row * SPAN, column: column * SPAN, version: -1, drawn: '' };
    this.live.set(key, tile);
    return tile;
  }

  private draw(tile: Tile, source: Source) {
    tile.version = source.version;
    const rows = Math.min(SPAN, source.rows - tile.row);
    const columns = Math.min(SPAN, source.columns - tile.column);
    const left = source.xOf(tile.column);
    const width = source.xOf(tile.column + columns - 1) - left + this.size;
    let chars = '';
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) chars += source.charAt(tile.row + row, tile.column + column);
    }
    const drawn = `${left} ${width} ${rows} ${chars}`;
    if (tile.drawn === drawn) return;
    tile.drawn = drawn;
    const canvas = tile.canvas;
    canvas.width = Math.round(width * this.ratio);
    canvas.height = Math.round(rows * this.size * this.ratio);
    canvas.style.cssText = `left: ${left}px; top: ${tile.row * this.size}px; width: ${width}px; height: ${rows * this.size}px`;
    const picture = this.picture(chars, columns, canvas, (column) => source.xOf(tile.column + column) - left);
    // Handed over whole and opaque: a canvas that could still be drawn on is copied anew for every frame.
    const desk = new OffscreenCanvas(canvas.width, canvas.height);
    desk.getContext('2d', { alpha: false })?.putImageData(picture, 0, 0);
    canvas.getContext('bitmaprenderer', { alpha: false })?.transferFromImageBitmap(desk.transferToImageBitmap());
    if (!canvas.parentNode) this.host.append(canvas);
  }

  /// Copied by whole lines of pixels: nothing is left for the browser to paint. Most cells look alike, so a row of what
  /// there is most of is copied as a whole, and only the others cell by cell.
  private picture(chars: string, columns: number, { width, height }: HTMLCanvasElement, xOf: (column: number) => number): ImageData {
    if (this.sheet?.width !== width || this.sheet.height !== height) this.sheet = new ImageData(width, height);
    const image = this.sheet;
    const { side } = this.sprites;
    const pixels = new Uint32Array(image.data.buffer).fill(this.sprites.back);
    const at = Array.from({ length: columns }, (_, column) => Math.round(xOf(column) * this.ratio));
    const put = (char: string, top: number, column: number) => {
      let offset = top * width + (at[column] ?? 0);
      for (const line of this.sprites.of(char)) {
        pixels.set(line, offset);
        offset += width;
      }
    };
    const most = commonest(chars);
    // The line below a row goes on where columns stand apart.
    this.sprites.of('.').forEach((line, y) => line[0] && pixels.fill(line[0], y * width, (y + 1) * width));
    for (let column = 0; column < columns; column++) put(most, 0, column);
    const topOf = (row: number) => Math.round(row * this.size * this.ratio);
    for (let row = 1; row * columns < chars.length; row++) pixels.copyWithin(topOf(row) * width, 0, side * width);
    for (let index = 0; index < chars.length; index++) {
      const char = chars.charAt(index);
      if (char !== most) put(char, topOf(Math.floor(index / columns)), index % columns);
    }
    return image;
  }
}

/// The character that a text has most of.
function commonest(text: string): string {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts].reduce((most, it) => (it[1] > most[1] ? it : most), ['.', 0])[0];
}
