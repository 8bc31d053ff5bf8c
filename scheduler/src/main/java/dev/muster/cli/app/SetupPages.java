package dev.muster.cli.app;

import java.net.URI;

/// The pages that the administrator sees in the browser while the App is made.
final class SetupPages {

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Muster on GitHub</title>
            <style>
              :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
              body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem }
              td, th { text-align: left; padding: .15rem 1.2rem .15rem 0; vertical-align: top }
              button { font: inherit; padding: .6rem 1.2rem; cursor: pointer }
              code { overflow-wrap: anywhere }
            </style>
            %s
            </html>
            """;

    private SetupPages() {}

    /// What will be asked for, and the button that asks.
    ///
    /// @param target where GitHub takes manifests, with the state in it
    static String ask(AppManifest manifest, URI target, String json) {
        var rows = new StringBuilder();
        manifest.permissions()
                .levels()
                .forEach(
                        (name, level) ->
                                rows.append(
                                        "<tr><td>%s<td>%s<td>%s\n"
                                                .formatted(
                                                        text(name.replace('_', ' ')),
                                                        text(level),
                                                        text(manifest.permissions().why(name)))));
        return FRAME.formatted(
                """
                <h1>Muster on GitHub</h1>
                <p>GitHub will make an App for the service at <code>%s</code>. It sends what happens to
                <code>%s</code>, and gives the App's key to the command that shows this page. It may:
                <table>
                <tr><th>permission<th>level<th>because it
                %s</table>
                <p>It gets no secrets and no administration. %s
                On which repositories it may do this, you choose when it is installed.
                <form method="post" action="%s">
                <input type="hidden" name="manifest" value="%s">
                <button>Make the App at %s</button>
                </form>
                """
                        .formatted(
                                text(manifest.service().toString()),
                                text(manifest.hook().toString()),
                                rows,
                                manifest.permissions().bot()
                                        ? "It writes to branches of its own only; the branches that"
                                                + " you protect stay yours."
                                        : "It cannot change code.",
                                text(target.toString()),
                                text(json),
                                text(target.getAuthority())));
    }

    /// It is made.
    static String done(Registration app, AppFiles files) {
        return FRAME.formatted(
                """
                <h1>'%s' is made</h1>
                <p>Its key, its webhook secret and the settings that name them are in <code>%s</code>.
                <p><a href="%s">Install it on repositories</a>, and start the service with those settings.
                The terminal says how.
                """
                        .formatted(
                                text(app.name()),
                                text(String.valueOf(files.settings().getParent())),
                                text(app.install().toString())));
    }

    /// It went wrong.
    static String trouble(String why) {
        return FRAME.formatted(
                """
                <h1>Not yet</h1>
                <p>%s.
                <p><a href="/">Begin once more</a>
                """
                        .formatted(text(why)));
    }

    /// Text that no browser takes for anything else.
    private static String text(String any) {
        return any.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
