package dev.muster.simulation.limits;

/// How much an installation may ask for.
///
/// @param perHour requests an hour
/// @param pointsPerMinute points a minute: a `GET` costs 1, anything else 5
/// @param contentPerMinute creations of content a minute
/// @param contentPerHour creations of content an hour
/// @param concurrent requests at the same time
/// @param checksAreContent whether check runs, statuses and dispatches count as content, which
///   GitHub does not tell
/// @param retryAfter whether refusals of the secondary limit say how long to wait
public record Limits(
        int perHour,
        int pointsPerMinute,
        int contentPerMinute,
        int contentPerHour,
        int concurrent,
        boolean checksAreContent,
        boolean retryAfter) {

    /// GitHub's own.
    public static final Limits GITHUB = new Limits(5000, 900, 80, 500, 100, false, true);

    /// None that anyone meets.
    public static final Limits NONE =
            new Limits(
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    false,
                    true);

    /// The same with another number of requests an hour.
    public Limits withPerHour(int requests) {
        return new Limits(
                requests,
                pointsPerMinute,
                contentPerMinute,
                contentPerHour,
                concurrent,
                checksAreContent,
                retryAfter);
    }

    /// The same, with check runs, statuses and dispatches counted as content.
    public Limits countingChecksAsContent() {
        return new Limits(
                perHour,
                pointsPerMinute,
                contentPerMinute,
                contentPerHour,
                concurrent,
                true,
                retryAfter);
    }

    /// The same, without a word about how long to wait.
    public Limits silentAboutWaiting() {
        return new Limits(
                perHour,
                pointsPerMinute,
                contentPerMinute,
                contentPerHour,
                concurrent,
                checksAreContent,
                false);
    }
}
