package dev.muster.core.ci;

import java.util.regex.Pattern;

/// The full name of a commit.
///
/// @param value 40 lower-case hexadecimal digits
public record CommitSha(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    public CommitSha {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a commit: '" + value + "'");
        }
    }

    /// The first nine digits, for people.
    public String abbreviated() {
        return value.substring(0, 9);
    }

    @Override
    public String toString() {
        return value;
    }
}
