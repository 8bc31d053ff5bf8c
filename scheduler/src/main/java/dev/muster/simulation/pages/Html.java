package dev.muster.simulation.pages;

import dev.muster.simulation.http.Answer;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Text made safe, and the frame around a page.
public final class Html {

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: light-dark(#d1d9e0, #3d444d);
              --soft: light-dark(#f6f8fa, #151b23); --dim: light-dark(#59636e, #9198a1);
              --good: light-dark(#1a7f37, #3fb950); --bad: light-dark(#cf222e, #f85149);
              --wait: light-dark(#9a6700, #d29922); --link: light-dark(#0969da, #4493f8); }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
            header { background: var(--soft); border-bottom: 1px solid var(--line); padding: 12px 24px; }
            main { max-width: 960px; margin: 24px auto; padding: 0 24px; }
            a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
            h1 { font-size: 26px; font-weight: 500; } h2 { font-size: 18px; margin-top: 32px; }
            .dim { color: var(--dim); } .good { color: var(--good); } .bad { color: var(--bad); }
            .wait { color: var(--wait); } code, pre { font: 13px/1.45 ui-monospace, monospace; }
            pre { background: var(--soft); padding: 12px; overflow: auto; max-height: 480px; }
            .box { border: 1px solid var(--line); border-radius: 6px; margin: 16px 0; }
            .box > * { padding: 10px 16px; border-top: 1px solid var(--line); }
            .box > :first-child { border-top: 0; } .box > h3 { margin: 0; font-size: 15px; }
            summary { cursor: pointer; } details > div { margin: 8px 0 8px 20px; }
            table { border-collapse: collapse; } td, th { border: 1px solid var(--line);
              padding: 4px 10px; text-align: left; }
            form { display: inline; } textarea, input { font: inherit; }
            textarea { width: 100%; box-sizing: border-box; }
            button { font: inherit; padding: 3px 12px; border: 1px solid var(--line);
              border-radius: 6px; background: var(--soft); cursor: pointer; }
            .badge { border-radius: 999px; padding: 3px 12px; color: #fff; font-size: 14px; }
            pre.lines { counter-reset: line; max-height: none; padding: 8px 0; }
            .lines span { display: block; padding: 0 12px 0 60px; white-space: pre; }
            .lines span::before { counter-increment: line; content: counter(line); color: var(--dim);
              display: inline-block; width: 36px; margin-left: -50px; padding-right: 14px;
              text-align: right; }
            .lines .named { background: light-dark(#fff8c5, #4b3a08); }
            """;

    /// Shows the page anew every two seconds, unless someone writes in it or presses a button.
    private static final String LIVE =
            """
            setInterval(async () => {
              const at = document.activeElement;
              if (document.hidden || (at && /TEXTAREA|INPUT/.test(at.tagName))) return;
              const answer = await fetch(location.href).catch(() => null);
              if (!answer || !answer.ok) return;
              const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
              const open = [...document.querySelectorAll('details[open]')].map(it => it.id);
              const main = fresh.querySelector('main');
              open.forEach(id => { const it = main.querySelector('#' + CSS.escape(id));
                if (it) it.open = true; });
              if (main.innerHTML !== document.querySelector('main').innerHTML)
                document.querySelector('main').replaceWith(main);
            }, 2000);
            """;

    /// Marks the lines that the address names, as `#L5-L9`, and brings them into sight.
    private static final String MARK =
            """
            const mark = () => {
              document.querySelectorAll('.named').forEach(it => it.classList.remove('named'));
              const named = /^#L(\\d+)(?:-L(\\d+))?$/.exec(location.hash);
              for (let at = +named?.[1]; at <= +(named?.[2] ?? named?.[1]); at++)
                document.getElementById('L' + at)?.classList.add('named');
              document.querySelector('.named')?.scrollIntoView({ block: 'center' });
            };
            addEventListener('hashchange', mark);
            mark();
            """;

    private Html() {}

    /// The text itself, whatever is in it.
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// A link; where the address is none for browsers, the text alone.
    public static String link(String to, String text) {
        return to.matches("(?:https?://|/).*")
                ? "<a href=\"%s\">%s</a>".formatted(escape(to), escape(text))
                : escape(text);
    }

    /// A word in a colour.
    static String badge(String colour, String word) {
        return "<span class=\"badge\" style=\"background:%s\">%s</span>"
                .formatted(colour, escape(word));
    }

    /// A whole page of what may change while it is looked at.
    public static Answer page(String title, String content) {
        return page(title, content, LIVE);
    }

    /// A whole page of what is as it is.
    static Answer fixed(String title, String content) {
        return page(title, content, MARK);
    }

    private static Answer page(String title, String content, String script) {
        var text =
                """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%s</title><style>%s</style></head>
                <body><header><a href="/">A simulated GitHub</a></header>
                <main>%s</main><script>%s</script></body></html>
                """
                        .formatted(escape(title), STYLE, content, script);
        return Answer.raw("text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8))
                .with(
                        Map.of(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; script-src"
                                        + " 'unsafe-inline'; connect-src 'self'; form-action"
                                        + " 'self'"));
    }
}
