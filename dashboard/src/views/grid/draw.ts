import { GLYPHS, type Shape, type Tone, stateOf } from '../../ui/status';

export type Palette = Record<Tone, { back: string; ink: string }> & { line: string; apart: string; focus: string };

/// Colours from the style sheet, so that a theme is one place.
export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
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
    apart: of('--apart'),
    focus: of('--focus'),
  };
}

const paths = new Map<Shape, Path2D>();
const pathOf = (shape: Shape) => {
  let path = paths.get(shape);
  if (!path) paths.set(shape, (path = new Path2D(GLYPHS[shape].d)));
  return path;
};

/// The pictures of the cells in one theme and resolution. Each is drawn once and then copied, so
/// that a wide screen full of cells costs a few milliseconds.
export class Sprites {
  private readonly known = new Map<string, HTMLCanvasElement | null>();

  constructor(
    private readonly colours: Palette,
    private readonly size: number,
    private readonly ratio: number,
  ) {}

  draw(ctx: CanvasRenderingContext2D, char: string | undefined, x: number, y: number) {
    const sprite = this.of(char ?? '.');
    if (sprite) ctx.drawImage(sprite, x, y, this.size, this.size);
  }

  private of(char: string) {
    let sprite = this.known.get(char);
    if (sprite === undefined) this.known.set(char, (sprite = this.made(char)));
    return sprite;
  }

  private made(char: string): HTMLCanvasElement | null {
    if (stateOf(char).shape === 'none') return null;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Math.ceil(this.size * this.ratio);
    const ctx = canvas.getContext('2d');
    if (!ctx) return null;
    ctx.scale(canvas.width / this.size, canvas.height / this.size);
    drawCell(ctx, char, this.size, this.colours);
    return canvas;
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
