import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic as Mark } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Diagnostic } from '../../api/types';
import { keyUnder, placeOf } from './place';
import { describeAt, keysAt, valuesAt, type Schema } from './schema';

// Colours are those of the page, so that themes hold here too.
const LOOK = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--back)', color: 'var(--text)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace", lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--soft)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--raised)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--run)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--text)', border: '1px solid var(--line)', borderRadius: '8px', boxShadow: 'var(--shadow)', maxWidth: '34rem' },
  '.cm-tooltip .about': { padding: '6px 10px', font: '13px/1.4 system-ui, sans-serif', whiteSpace: 'pre-wrap' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--back)' },
  '.cm-completionInfo': { padding: '6px 10px', font: '13px/1.4 system-ui, sans-serif' },
  '.cm-diagnostic': { padding: '4px 10px', font: '13px/1.4 system-ui, sans-serif' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad) 1px', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn) 1px', textUnderlineOffset: '3px' },
  '.cm-lint-marker-error': { content: 'none', '&::before': { content: '"✕"', color: 'var(--bad)' } },
  '.cm-lint-marker-warning': { content: 'none', '&::before': { content: '"!"', color: 'var(--warn)' } },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.labelName, tags.typeName], color: 'var(--warn)' },
  { tag: [tags.lineComment, tags.comment], color: 'var(--soft)', fontStyle: 'italic' },
]);

/// Completes keys, and values where they are few, as the schema has them.
export function completer(schema: Schema) {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const place = placeOf(context.state.doc.toString(), context.pos);
    if (!place || (!place.word && !context.explicit)) return null;
    const from = line.from + place.from;
    if (place.key !== null) {
      const values = valuesAt(schema, [...place.path, place.key]);
      return values.length ? { from, options: values.map((label) => ({ label, type: 'enum' })), validFor: /^[\w.-]*$/ } : null;
    }
    const keys = keysAt(schema, place.path);
    return keys.length
      ? { from, options: keys.map((it) => ({ label: it.name, type: 'property', info: it.description, apply: `${it.name}: `, detail: it.required ? 'required' : '' })), validFor: /^[\w.-]*$/ }
      : null;
  };
}

function teller(schema: Schema) {
  return hoverTooltip((view, pos) => {
    const key = keyUnder(view.state.doc.toString(), pos);
    const text = key ? describeAt(schema, key.path) : '';
    if (!key || !text) return null;
    return {
      pos: key.from,
      end: key.to,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'about';
        dom.textContent = text;
        return { dom };
      },
    };
  });
}

/// An editor within a shadow root: its styles are made there without a style element, which the page's policy
/// would not let in.
export function edit(parent: HTMLElement, text: string, label: string, schema: Schema, changed: (text: string) => void) {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        closeBrackets(),
        yaml(),
        syntaxHighlighting(COLOURS),
        autocompletion({ override: [completer(schema)], activateOnTyping: true }),
        teller(schema),
        lintGutter(),
        LOOK,
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        // Tab leaves the editor, as everywhere on a page.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, { key: 'Ctrl-Space', run: startCompletion }]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
      ],
    }),
  });

  const marked = (it: Diagnostic): Mark => {
    const { doc } = view.state;
    const place = (line: number, column: number) => {
      const found = doc.line(Math.max(1, Math.min(line, doc.lines)));
      return Math.min(found.to, found.from + Math.max(0, column - 1));
    };
    const from = place(it.line, it.column ?? 1);
    const to = it.endLine && it.endColumn ? place(it.endLine, it.endColumn) : doc.lineAt(from).to;
    return { from, to: Math.max(from, to), severity: it.severity, message: it.hint ? `${it.message}\n${it.hint}` : it.message, source: it.code };
  };

  return {
    show(diagnostics: Diagnostic[]) {
      view.dispatch(setDiagnostics(view.state, diagnostics.map(marked)));
    },
    replace(next: string) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    goTo(line: number) {
      const found = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      view.dispatch({ selection: { anchor: found.from }, effects: EditorView.scrollIntoView(found.from, { y: 'center' }) });
      view.focus();
    },
    close: () => view.destroy(),
  };
}
