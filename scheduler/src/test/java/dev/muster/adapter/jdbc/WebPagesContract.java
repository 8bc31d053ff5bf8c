package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.backfill.Waiting;
import dev.muster.testkit.Proposals;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.function.Function;

/// Where GitHub shows what the service knows of; nowhere, for a repository that it does not have.
abstract class WebPagesContract extends WorldContract {

    private static final String SITE = "https://ghe.acme.test";
    private static final String SHA = SimulatedCommits.sha(1).value();

    private JdbcReads there;

    @BeforeEach
    void look() {
        world.land(1, TWO_TARGETS);
        there = new JdbcReads(database, Waiting.SILENT, SITE, world.clock);
    }

    /// A document of a repository of GitHub, after it has no address as one of this machine.
    private JsonNode onGitHub(String key, Function<JdbcReads, ObjectNode> read) {
        assertThat(read.apply(there).path(key).isNull()).isTrue();
        database.jdbi().useHandle(it -> it.execute("update repository set kind = 'github'"));
        var without = new JdbcReads(database, world.clock);
        assertThat(read.apply(without).path(key).isNull()).isTrue();
        return read.apply(there);
    }

    @Test
    void a_target_is_shown_at_its_lines() {
        var target =
                onGitHub("source", it -> it.target(World.REPO, null, "Linux test").orElseThrow());

        var first = target.path("line").asInt();
        var last = target.path("lastLine").asInt();
        assertThat(last).isGreaterThan(first);
        assertThat(target.path("source").asText())
                .isEqualTo(
                        SITE
                                + "/local/sample/blob/%s/.ci.yaml#L%d-L%d"
                                        .formatted(SHA, first, last));
    }

    @Test
    void a_commit_is_shown() {
        var commit = onGitHub("url", it -> it.commit(World.REPO, null, SHA).orElseThrow());

        assertThat(commit.path("url").asText()).isEqualTo(SITE + "/local/sample/commit/" + SHA);
    }

    @Test
    void a_pull_request_is_shown() {
        var proposals = new Proposals(world);
        proposals.see(proposals.opened(7, 70), TWO_TARGETS, true);
        var pull = onGitHub("url", it -> it.pull(World.REPO, 7, null).orElseThrow());

        assertThat(pull.path("url").asText()).isEqualTo(SITE + "/local/sample/pull/7");
    }
}
