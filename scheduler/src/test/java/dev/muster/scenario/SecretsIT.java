package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Await;
import dev.muster.testkit.MusterProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a service that talks with GitHub leaves behind: tokens and keys are nowhere in it.
final class SecretsIT {

    private static final Duration BUSY = Duration.ofMinutes(3);

    /// How tokens of GitHub, tokens of jobs, and keys begin.
    private static final String[] BEGINNINGS = {"ghs_", "gho_", "ghu_", "eyJ", "PRIVATE KEY"};

    /// As much as our own code says.
    private static final String LOUD =
            """
            <configuration>
              <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%level %logger %msg %kvp%n%ex</pattern></encoder>
              </appender>
              <logger name="dev.muster" level="TRACE"/>
              <root level="INFO"><appender-ref ref="STDERR"/></root>
            </configuration>
            """;

    @TempDir private Path folder;

    @Test
    void no_secret_is_in_the_log_or_in_the_database() throws Exception {
        var loud = Files.writeString(folder.resolve("loud.xml"), LOUD);
        var home = folder.resolve("home");
        var options = new ArrayList<>(MusterProcess.AS_LAUNCHED);
        options.add("-Dlogback.configurationFile=" + loud);
        try (var demo = MusterProcess.start(folder, Map.of(), options, arguments(home))) {
            Await.until(
                    BUSY,
                    "a job has told its result",
                    () ->
                            demo.get("/api/v1/repos/harbour/app/grid?commits=50")
                                    .matches("(?s).*\"cells\":\\[[^]]*s.*"));
            assertThat(demo.terminate()).as(demo::output).isZero();

            assertThat(demo.complaints()).contains("DEBUG dev.muster").doesNotContain(BEGINNINGS);
        }
        assertThat(dump(home.resolve("data/muster")))
                .contains("harbour")
                .doesNotContain(BEGINNINGS);
    }

    private static String[] arguments(Path home) {
        return new String[] {
            "demo",
            "--github",
            "--port",
            "0",
            "--no-open",
            "--commits-every",
            "1",
            "--data-dir",
            home.toString()
        };
    }

    /// Everything that a database holds, as statements.
    private static String dump(Path file) {
        try (var database = Database.open(Database.h2(file), "", "")) {
            List<String> lines =
                    database.jdbi()
                            .withHandle(
                                    handle ->
                                            handle.createQuery("script")
                                                    .mapTo(String.class)
                                                    .list());
            return lines.stream().collect(Collectors.joining("\n"));
        }
    }
}
