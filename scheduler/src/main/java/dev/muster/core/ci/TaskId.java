package dev.muster.core.ci;

import java.util.regex.Pattern;

/// The name of a task in the store and the API: a ULID, so that ids sort by the time of their
/// making.
///
/// @param value 26 characters of Crockford's base 32, upper case
public record TaskId(String value) {

    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    public TaskId {
        if (!isTaskId(value)) {
            throw new IllegalArgumentException("not a task id: '" + value + "'");
        }
    }

    /// Whether a text from outside can name a task.
    public static boolean isTaskId(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
