package dev.muster.config.docs;

import dev.muster.config.yaml.Key;
import dev.muster.config.yaml.Key.Where;
import dev.muster.config.yaml.KeyTable;

import java.util.stream.Collectors;

/// The reference page of the keys, made from the table that the reader reads by.
final class ConfigurationPage {

    private static final String HEAD =
            """
            # Configuration reference

            <!-- Made from the table of keys; change that, then run ConfigurationPageTest with
            -Dgolden.update=true. -->

            Every key of a `.ci.yaml`. [ci.yaml.example](../../ci.yaml.example) shows each in use;
            [write a .ci.yaml](../how-to/write-a-ci-yaml.md) begins at the beginning.

            The file is YAML 1.2 in UTF-8: one document, whose plain values are read by the core schema
            (`yes` and `on` are texts, `true` is a boolean). Keys may be written in snake_case or camelCase,
            but not both in one map. Keys that begin with `x-` are ignored anywhere.
            """;

    private static final String PATTERNS =
            """

            ## Path patterns

            Entries of `run_if` and `run_if_not` are globs on the whole path from the root of the repository.

            | pattern | selects |
            | --- | --- |
            | `*`, `?` | any text, any character, within one segment |
            | `**` | any text across segments: `a/**` everything below `a`, `**.h` every path that ends in `.h` |
            | `[a-z]` | one character of a range |
            | `{h,cc}`, `(h\\|cc)` | one of several |
            | `docs/` | everything below `docs` |
            | `!docs/**` | takes away what an earlier entry selected; the last matching entry decides |
            | `regex:…` | a regular expression that must match the whole path |
            | `glob:…` | a glob, said outright |

            A pattern without prefix that holds `.*`, `.+`, `\\`, `^` or `$` is read as a regular expression, and
            `muster validate` says so.

            ## Values of properties

            A property is a text, a number or a boolean. A text is read as `true` or `false`, as JSON when it
            begins with `[` or `{`, as a number when reading and writing it would not change it (`3.10`, `1e3`
            and `007` stay texts), and otherwise as the text it is.

            Lowest first: the platform's `properties`, the target's `recipe`, the target's `properties`, and in
            postsubmit its `postsubmit_properties`. A value replaces the one below; only `dependencies` merges,
            entry by entry.
            """;

    private ConfigurationPage() {}

    static String text() {
        return HEAD
                + section("The file", Where.TOP)
                + section("An entry of `platform_properties`", Where.PLATFORM)
                + section("An entry of `targets`", Where.TARGET)
                + PATTERNS;
    }

    private static String section(String title, Where where) {
        return "\n## "
                + title
                + "\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n"
                + KeyTable.all().stream()
                        .filter(key -> key.where() == where && key.since() == 1)
                        .map(ConfigurationPage::row)
                        .collect(Collectors.joining());
    }

    private static String row(Key key) {
        var camel = key.camelCase();
        var other = camel.equals(key.name()) ? "" : ", `" + camel + "`";
        return "| `%s`%s | %s | %s | %s |\n"
                .formatted(key.name(), other, type(key), key.standard(), key.meaning());
    }

    private static String type(Key key) {
        return switch (key.type()) {
            case TEXT -> "text";
            case FLAG -> "`true` or `false`";
            case WHOLE -> "whole number";
            case TEXTS -> "list of texts";
            case TEXT_OR_TEXTS -> "text, or list of texts";
            case PROPERTIES -> "map, or list of one-entry maps";
            case DEMANDS -> "list of `key=value`, or JSON text of one";
            case PLATFORMS -> "map from platform to its keys";
            case TARGETS -> "list of targets";
            case ANYTHING -> "anything";
        };
    }
}
