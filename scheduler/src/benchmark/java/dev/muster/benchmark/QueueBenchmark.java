package dev.muster.benchmark;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.FullQueue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The dispatch queue with a million waiting tasks on PostgreSQL, shared by two services: first at
/// 1,000 ended tasks a minute, then as fast as it goes. Nothing may be handed out twice.
final class QueueBenchmark {

    private static final int TARGETS = 500;
    private static final int INSTANCES = 2;
    private static final int PER_MINUTE = 1_000;

    private QueueBenchmark() {}

    /// Arguments: how many tasks (a million), for how many seconds each (60).
    public static void main(String[] arguments) throws Exception {
        var tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        var seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        try (var server = new DurablePostgres()) {
            var start = System.nanoTime();
            try (var database = Database.open(server.url(), "", "")) {
                FullQueue.fill(database, tasks / TARGETS, TARGETS);
            }
            say("%,d tasks wait (filled in %d s)", tasks, seconds(start));
            var ended = measure(server.url(), PER_MINUTE / INSTANCES, seconds);
            ended += measure(server.url(), 0, seconds);
            check(server.url(), ended);
        }
        System.exit(0);
    }

    private static long measure(String url, int perMinute, int seconds) throws Exception {
        var instances = new ArrayList<Process>();
        for (var i = 0; i < INSTANCES; i++) {
            instances.add(instance(url, "service-" + i, perMinute, seconds));
        }
        var claims = new Latencies();
        var endings = new Latencies();
        var ended = 0L;
        for (var instance : instances) {
            for (var line : lines(instance)) {
                var words = line.split(" ", -1);
                switch (words[0]) {
                    case "ended" -> ended += Long.parseLong(words[1]);
                    case "claims" -> claims.addAll(numbers(words));
                    case "endings" -> endings.addAll(numbers(words));
                    default -> System.err.println(line);
                }
            }
        }
        say(
                "%s: %,d tasks ended, %,.0f a minute",
                perMinute == 0 ? "as fast as it goes" : "at %,d a minute".formatted(PER_MINUTE),
                ended,
                ended * 60.0 / seconds);
        say("  claiming: %s", claims.told());
        say("  taking a result: %s", endings.told());
        return ended;
    }

    private static java.util.stream.LongStream numbers(String[] words) {
        return Arrays.stream(words, 1, words.length)
                .filter(it -> !it.isEmpty())
                .mapToLong(Long::parseLong);
    }

    private static Process instance(String url, String name, int perMinute, int seconds)
            throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        QueueInstance.class.getName(),
                        url,
                        name,
                        String.valueOf(perMinute),
                        String.valueOf(seconds))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> lines(Process process) throws Exception {
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("an instance failed: " + text);
        }
        return text.lines().toList();
    }

    private static void check(String url, long ended) {
        try (var database = Database.open(url, "", "")) {
            var sums =
                    database.jdbi()
                            .withHandle(
                                    handle ->
                                            handle.createQuery(
                                                            """
                                                            select count(*) || ' '
                                                                || count(distinct task_id)
                                                                || ' ' || count(finished_at)
                                                            from attempt
                                                            """)
                                                    .mapTo(String.class)
                                                    .one());
            if (!sums.equals("%d %d %d".formatted(ended, ended, ended))) {
                throw new IllegalStateException(
                        "ended %d, and attempts, tasks, ends: %s".formatted(ended, sums));
            }
            say("%,d attempts of as many tasks: none lost, none twice", ended);
        }
    }

    private static long seconds(long start) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
