import { CHARS, GLYPHS, type Shape, type Tone, stateOf } from '../../ui/status';

export type Palette = Record<Tone, { back: string; ink: string }> & { line: string; back: string };

/// How wide and high a cell is.
export const SIZE = 30;

/// Colours from the style sheet, so that a theme is one place.
function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const tone = (name: string) => ({ back: of(`--${name}`), ink: of(`--${name}-ink`) });
  return {
    pass: tone('pass'),
    fail: tone('fail'),
    infra: tone('infra'),
    flaky: tone('flaky'),
    run: tone('run'),
    wait: tone('wait'),
    mute: tone('mute'),
    none: { back: '', ink: of('--faint') },
    line: of('--line'),
    back: of('--back'),
  };
}

const paths = new Map<Shape, Path2D>();
const pathOf = (shape: Shape) => {
  let path = paths.get(shape);
  if (!path) paths.set(shape, (path = new Path2D(GLYPHS[shape].d)));
  return path;
};

let painted: { as: string; sprites: Sprites } | undefined;

/// The pictures of the cells as this page shows them now. Asked for while the data are under way, they are there when
/// those come.
export function sprites(): Sprites {
  const colours = palette();
  const ratio = devicePixelRatio || 1;
  const as = JSON.stringify([colours, ratio]);
  if (painted?.as !== as) painted = { as, sprites: new Sprites(colours, SIZE, ratio) };
  return painted.sprites;
}

/// The pictures of the cells in one theme and resolution, as lines of pixels. All are painted once, side by
/// side, and then copied, so that a wide screen full of cells costs a few milliseconds.
export class Sprites {
  /// How many pixels a picture has in each direction.
  readonly side: number;
  private readonly known: Map<string, Uint32Array[]>;

  constructor(
    private readonly colours: Palette,
    private readonly size: number,
    ratio: number,
  ) {
    this.side = Math.floor(size * ratio);
    this.known = this.painted();
  }

  /// What lies behind all cells, as a pixel.
  get back(): number {
    return this.of('.')[0]?.[0] ?? 0;
  }

  /// The lines of a cell's picture, from above.
  of(char: string): Uint32Array[] {
    return this.known.get(char) ?? this.known.get('.') ?? [];
  }

  private painted(): Map<string, Uint32Array[]> {
    const { side, size } = this;
    const width = side * CHARS.length;
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = side;
    const ctx = canvas.getContext('2d', { willReadFrequently: true });
    if (!ctx) return new Map();
    ctx.fillStyle = this.colours.back;
    ctx.fillRect(0, 0, width, side);
    CHARS.forEach((char, index) => {
      ctx.setTransform(side / size, 0, 0, side / size, index * side, 0);
      ctx.fillStyle = this.colours.line;
      ctx.fillRect(0, size - 1, size, 1);
      if (stateOf(char).shape !== 'none') drawCell(ctx, char, size, this.colours);
    });
    const pixels = new Uint32Array(ctx.getImageData(0, 0, width, side).data.buffer);
    const line = (index: number, y: number) => pixels.subarray(y * width + index * side, y * width + (index + 1) * side);
    return new Map(CHARS.map((char, index) => [char, Array.from({ length: side }, (_, y) => line(index, y))]));
  }
}

/// One cell: a rounded square in the tone, the glyph on it, a corner where there were several attempts.
function drawCell(ctx: CanvasRenderingContext2D, char: string, size: number, colours: Palette) {
  const state = stateOf(char);
  const tone = colours[state.tone];
  const inset = 1.5;
  if (tone.back) {
    ctx.fillStyle = tone.back;
    ctx.beginPath();
    ctx.roundRect(inset, inset, size - 2 * inset, size - 2 * inset, 4);
    ctx.fill();
  }
  ctx.save();
  ctx.scale(size, size);
  ctx.lineWidth = state.shape === 'dots' ? 0.11 : 0.09;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.strokeStyle = ctx.fillStyle = tone.ink;
  if (GLYPHS[state.shape].fill) ctx.fill(pathOf(state.shape));
  else ctx.stroke(pathOf(state.shape));
  ctx.restore();
  if (state.several) {
    ctx.fillStyle = tone.ink;
    ctx.beginPath();
    ctx.moveTo(size - inset - 8, inset);
    ctx.lineTo(size - inset, inset);
    ctx.lineTo(size - inset, inset + 8);
    ctx.fill();
  }
}
