package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service for this machine only: who sits at it is a gardener, pages of other sites are not.
final class AccessTest extends ApiTestCase {

    private static final String CLOSE = "{\"status\":\"closed\",\"reason\":\"a look\"}";
    private static final String TREE = REPO + "/tree";

    @Test
    void somebody_at_this_machine_is_a_gardener() {
        assertThat(json(api.get("/api/v1/session")).path("role").asText()).isEqualTo("gardener");
    }

    @Test
    void the_dashboard_itself_may_write() {
        var answer = api.send("PUT", TREE, CLOSE, "Origin", "http://localhost:" + api.port());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("status").asText()).isEqualTo("closed");
    }

    @Test
    void a_write_is_in_the_audit_log() {
        api.send("PUT", TREE, CLOSE.replace("a look", "audit me"));

        assertThat(
                        world.list(
                                "select who || ' ' || action from audit_log where reason = 'audit"
                                        + " me'"))
                .singleElement()
                .asString()
                .startsWith("local ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:1", "null"})
    void a_page_of_another_site_may_not_write(String origin) {
        assertThat(api.send("PUT", TREE, CLOSE, "Origin", origin).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "@", ""})
    void a_foreign_name_that_points_here_reads_nothing(String host) {
        assertThat(api.raw("GET /api/v1/repos HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .matches("HTTP/1.1 4(21|00).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via"})
    void who_comes_through_a_proxy_is_no_gardener(String header) {
        assertThat(api.send("PUT", TREE, CLOSE, header, "for=203.0.113.7").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_wrong_token_takes_the_role_away() {
        assertThat(api.send("PUT", TREE, CLOSE, "Authorization", "Bearer guess").statusCode())
                .isEqualTo(403);
    }

    @Test
    void browsers_are_told_to_keep_to_this_service() {
        var headers = api.get("/api/v1/session").headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .contains("frame-ancestors 'none'")
                                        .doesNotContain("unsafe"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }
}
