// Text of a log with ANSI colours to pieces of text with a class. Everything else that a terminal
// would obey is dropped; nothing of it ever becomes markup.

export type Piece = { text: string; style: string };

// eslint-disable-next-line no-control-regex
const SEQUENCE = /\x1b(?:\[([0-9;?]*)([A-Za-z])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;
const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

export class Ansi {
  private colour = '';
  private bold = false;
  private faint = false;

  /// The pieces of one line; the style goes on where the line before left it.
  line(text: string): Piece[] {
    const shown = text.slice(text.lastIndexOf('\r', text.length - 2) + 1);
    const pieces: Piece[] = [];
    let from = 0;
    for (const match of shown.matchAll(SEQUENCE)) {
      this.push(pieces, shown.slice(from, match.index));
      if (match[2] === 'm') this.apply(match[1] ?? '');
      from = match.index + match[0].length;
    }
    this.push(pieces, shown.slice(from));
    return pieces;
  }

  private push(pieces: Piece[], raw: string) {
    // eslint-disable-next-line no-control-regex
    const text = raw.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');
    if (!text) return;
    const style = [this.colour, this.bold && 'bold', this.faint && 'faint'].filter(Boolean).join(' ');
    const last = pieces.at(-1);
    if (last?.style === style) last.text += text;
    else pieces.push({ text, style });
  }

  private apply(codes: string) {
    for (const code of codes.split(';').map(Number)) {
      if (code === 0) [this.colour, this.bold, this.faint] = ['', false, false];
      else if (code === 1) this.bold = true;
      else if (code === 2) this.faint = true;
      else if (code === 22) [this.bold, this.faint] = [false, false];
      else if (code === 39) this.colour = '';
      else if (code >= 30 && code <= 37) this.colour = COLOURS[code - 30] ?? '';
      else if (code >= 90 && code <= 97) this.colour = COLOURS[code - 90] ?? '';
    }
  }
}
