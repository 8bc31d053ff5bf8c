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

/// One cell: a rounded square in the tone, the glyph on it, a corner where there were several attempts.
export function drawCell(ctx: CanvasRenderingContext2D, char: string | undefined, x: number, y: number, size: number, colours: Palette) {
  const state = stateOf(char);
  if (state.shape === 'none') return;
  const tone = colours[state.tone];
  const inset = 1.5;
  if (tone.back) {
    ctx.fillStyle = tone.back;
    ctx.beginPath();
    ctx.roundRect(x + inset, y + inset, size - 2 * inset, size - 2 * inset, 4);
    ctx.fill();
  }
  ctx.save();
  ctx.translate(x, y);
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
    ctx.moveTo(x + size - inset - 8, y + inset);
    ctx.lineTo(x + size - inset, y + inset);
    ctx.lineTo(x + size - inset, y + inset + 8);
    ctx.fill();
  }
}
