package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// Reads lists that come in pages.
final class Pages {

    private static final int LENGTH = 100;

    private Pages() {}

    /// Reads pages until the last, or until there are enough.
    ///
    /// @param path without page numbers
    /// @param field where the list stands in the document; empty: the document is the list
    /// @param most how many entries are enough
    static Read read(GitHubClient client, Call.As as, String path, String field, int most) {
        return read(client, as, path, field, most, Budget.Use.WORK);
    }

    /// Reads pages for a purpose.
    static Read read(
            GitHubClient client, Call.As as, String path, String field, int most, Budget.Use use) {
        var entries = new ArrayList<JsonNode>();
        for (var page = 1; ; page++) {
            var mark = path.contains("?") ? "&" : "?";
            var numbered = "%s%sper_page=%d&page=%d".formatted(path, mark, LENGTH, page);
            switch (client.send(Call.get(as, numbered), use)) {
                case Answer.Done done -> {
                    var list = field.isEmpty() ? done.body() : done.body().path(field);
                    list.forEach(entries::add);
                    if (!done.more() || entries.size() >= most) {
                        return new Read.Found(entries, done.more());
                    }
                }
                case Answer.Refused(var status, var why) -> {
                    return new Read.Failed(
                            why, status == 404 ? Read.Cause.MISSING : Read.Cause.OTHER);
                }
                case Answer.Later(_, var why) -> {
                    return new Read.Failed(why, Read.Cause.LIMIT);
                }
                case Answer.Unknown(var why) -> {
                    return new Read.Failed(why, Read.Cause.OTHER);
                }
            }
        }
    }

    /// A list, or why there is none.
    sealed interface Read {

        /// @param entries in GitHub's order
        /// @param more whether the list was cut
        record Found(List<JsonNode> entries, boolean more) implements Read {}

        /// @param why for the operator
        /// @param cause what kind of reason it is
        record Failed(String why, Cause cause) implements Read {}

        /// Why there is no list.
        enum Cause {
            /// the thing that has the list does not exist
            MISSING,
            /// there is no room for the call at the moment
            LIMIT,
            /// something else
            OTHER
        }
    }
}
