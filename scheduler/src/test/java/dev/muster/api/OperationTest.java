package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What operators look at.
final class OperationTest extends ApiTestCase {

    private static final Path PAGE = Path.of("../docs/reference/metrics.md");

    @Override
    void prepare() {
        world.land(1, CONFIG).run(1, "Linux test", Ending.PASSED);
        world.land(2, CONFIG);
    }

    @Test
    void metrics_count_what_waits_and_what_is_done() {
        assertThat(api.get("/prometheus").body().lines())
                .contains("muster_tasks_queued 2.0", "muster_tasks_dispatched 1.0")
                .contains("muster_tasks_passed 1.0", "muster_tasks_failed 0.0")
                .contains("muster_commits_unplanned 0.0");
    }

    @Test
    void the_page_on_metrics_names_those_that_there_are() throws IOException {
        var served =
                Pattern.compile("(?m)^muster_[a-z_]+")
                        .matcher(api.get("/prometheus").body())
                        .results()
                        .map(it -> it.group())
                        .collect(Collectors.toSet());
        var described =
                Pattern.compile("(?m)^\\| `(muster_[a-z_]+)`")
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map(it -> it.group(1))
                        .collect(Collectors.toSet());

        assertThat(described).isEqualTo(served).isNotEmpty();
    }

    @Test
    void health_says_whether_the_database_answers() {
        var health = json(api.get("/health/readiness"));

        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.path("details").path("database").path("status").asText()).isEqualTo("UP");
    }

    @Test
    void a_database_that_does_not_answer_makes_the_service_unready_and_not_dead() {
        world.database.jdbi().useHandle(it -> it.execute("alter table event_log rename to gone"));
        try {
            assertThat(api.get("/health/readiness").statusCode()).isEqualTo(503);
            assertThat(api.get("/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            world.database
                    .jdbi()
                    .useHandle(it -> it.execute("alter table gone rename to event_log"));
        }
    }
}
