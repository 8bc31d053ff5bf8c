package dev.muster.benchmark;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.MusterProcess;
import dev.muster.testkit.TestHttp;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// How many of GitHub's deliveries `muster serve` takes in a second, each stored before it is
/// answered, against bare inserts of one row with the same text into the same database.
final class WebhookBenchmark {

    private static final int SENDERS = 16;

    /// Seconds before anything is counted, for what is to be told is what can be kept up: after ten
    /// seconds, some 40 % of the processor still went to compiling the service that had just begun.
    private static final int WARM_UP = 45;

    private final int seconds;
    private final Path folder;

    private WebhookBenchmark(int seconds, Path folder) {
        this.seconds = seconds;
        this.folder = folder;
    }

    /// Argument: for how many seconds each (20).
    public static void main(String[] arguments) throws Exception {
        var seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        var benchmark =
                new WebhookBenchmark(seconds, Files.createTempDirectory("webhook-benchmark"));
        benchmark.compare("H2", Database.h2(benchmark.folder.resolve("bare")), "");
        try (var server = new DurablePostgres()) {
            benchmark.compare("PostgreSQL", server.url(), server.url());
        }
        benchmark.tidyUp();
        System.exit(0);
    }

    /// What was stored is some gigabytes.
    private void tidyUp() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        }
    }

    /// @param bare where bare rows are inserted
    /// @param served the service's database; empty: H2 in its folder
    private void compare(String name, String bare, String served) throws Exception {
        var inserts = inserts(bare);
        var deliveries = deliveries(served);
        System.out.printf(
                Locale.ROOT,
                "%s: bare inserts %,d a second (%s)%n  deliveries %,d a second (%s): ratio %.2f%n",
                name,
                inserts.count() / seconds,
                inserts.told(),
                deliveries.count() / seconds,
                deliveries.told(),
                (double) deliveries.count() / inserts.count());
    }

    private Latencies inserts(String url) throws Exception {
        try (var database = Database.open(url, "", "")) {
            database.jdbi()
                    .useHandle(
                            handle ->
                                    handle.execute(
                                            "create table bare (delivery varchar(700) primary key,"
                                                    + " payload varchar not null)"));
            return repeatedly(
                    sender ->
                            () -> {
                                var delivery = Delivery.fresh();
                                database.jdbi()
                                        .useHandle(
                                                handle ->
                                                        handle.execute(
                                                                "insert into bare values (?, ?)",
                                                                delivery.id(),
                                                                delivery.body()));
                            });
        }
    }

    private Latencies deliveries(String url) throws Exception {
        try (var github = new TestHttp();
                var service = serve(url, github)) {
            github.always(200, "[]");
            var address = URI.create(service.address());
            return repeatedly(
                    sender -> {
                        var connection = new Connection(address.getPort());
                        return () -> connection.deliver(Delivery.fresh());
                    });
        }
    }

    private MusterProcess serve(String url, TestHttp github) throws Exception {
        var environment =
                new HashMap<>(
                        Map.of(
                                "MUSTER_GITHUB_APP_ID",
                                "1",
                                "MUSTER_GITHUB_PRIVATE_KEY_FILE",
                                key().toString(),
                                "MUSTER_GITHUB_WEBHOOK_SECRET",
                                Delivery.SECRET,
                                "MUSTER_GITHUB_API_URL",
                                github.address()));
        if (!url.isEmpty()) {
            environment.put("MUSTER_DATABASE_URL", url);
        }
        var data = Files.createTempDirectory(folder, "data");
        return MusterProcess.start(
                folder,
                environment,
                MusterProcess.AS_LAUNCHED,
                "serve",
                "--port",
                "0",
                "--data-dir",
                data.toString());
    }

    private Path key() throws IOException, NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var bytes = generator.generateKeyPair().getPrivate().getEncoded();
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                Files.createTempFile(folder, "key", ".pem"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(text));
    }

    private interface Step {
        void go() throws Exception;
    }

    private interface Steps {
        Step of(int sender) throws Exception;
    }

    /// Lets all senders do their step again and again: for a while unmeasured, then measured.
    private Latencies repeatedly(Steps steps) throws Exception {
        var latencies = new Latencies();
        var warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP);
        var until = warm + TimeUnit.SECONDS.toNanos(seconds);
        var senders = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < SENDERS; i++) {
            var step = steps.of(i);
            senders.add(
                    () -> {
                        for (var now = System.nanoTime(); now < until; ) {
                            step.go();
                            var after = System.nanoTime();
                            if (now >= warm) {
                                latencies.add(TimeUnit.NANOSECONDS.toMicros(after - now));
                            }
                            now = after;
                        }
                        return true;
                    });
        }
        try (var threads = Executors.newFixedThreadPool(SENDERS)) {
            for (var sender : threads.invokeAll(senders)) {
                sender.get();
            }
        }
        return latencies;
    }
}
