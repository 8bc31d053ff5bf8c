package dev.muster.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.muster.config.diagnostic.Code;
import dev.muster.report.ReportFixture.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

class DiagnosticsSarifTest {

    static List<Report> reports() {
        return List.of(
                ReportFixture.two(),
                ReportFixture.hostile(),
                new Report(List.of(), List.of()),
                new Report(List.of(new DiagnosticsJson.File("/tmp/a b.yaml", 1, 1)), List.of()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_report_passes_the_schema_of_sarif(Report report) throws IOException {
        assertThat(schema().validate(report.sarif(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void the_schema_notices_a_fault() throws IOException {
        var sarif = ReportFixture.two().sarif().replace("\"note\"", "\"info\"");

        assertThat(schema().validate(sarif, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void a_result_points_at_its_rule_and_place() throws IOException {
        var run = run(ReportFixture.two());
        var result = run.at("/results/1");

        var rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").intValue());
        assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
        assertThat(result.get("level").textValue()).isEqualTo("error");
        assertThat(result.at("/locations/0/physicalLocation/region"))
                .hasToString(
                        "{\"startLine\":31,\"startColumn\":5,\"endLine\":31,\"endColumn\":12}");
        assertThat(run.at("/results/0/level").textValue()).isEqualTo("note");
    }

    @Test
    void every_code_is_a_rule_with_a_sentence() throws IOException {
        var rules = run(ReportFixture.two()).at("/tool/driver/rules");

        assertThat(rules).hasSize(Code.values().length);
        assertThat(StreamSupport.stream(rules.spliterator(), false))
                .allSatisfy(
                        rule ->
                                assertThat(rule.at("/shortDescription/text").textValue())
                                        .endsWith("."));
    }

    @Test
    void equal_diagnostics_have_fingerprints_of_their_own_that_lines_do_not_change()
            throws IOException {
        var results = run(ReportFixture.hostile()).get("results");

        var first = results.at("/0/partialFingerprints/musterDiagnostic~1v1").textValue();
        var second = results.at("/1/partialFingerprints/musterDiagnostic~1v1").textValue();
        assertThat(first).endsWith(":1");
        assertThat(second).isEqualTo(first.replace(":1", ":2"));
    }

    @Test
    void hostile_text_is_neither_placeholder_nor_link_and_the_path_is_a_uri() throws IOException {
        var result = run(ReportFixture.hostile()).at("/results/0");

        var uri = result.at("/locations/0/physicalLocation/artifactLocation/uri").textValue();
        assertThat(URI.create(uri).getScheme()).isNull();
        assertThat(result.at("/message/text").textValue())
                .contains("{{0}}")
                .doesNotContain("[x](https");
    }

    private static JsonNode run(Report report) throws IOException {
        return new ObjectMapper().readTree(report.sarif()).at("/runs/0");
    }

    private static Schema schema() throws IOException {
        try (var text =
                Objects.requireNonNull(
                        DiagnosticsSarifTest.class.getResourceAsStream(
                                "/schema/sarif-schema-2.1.0.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON);
        }
    }
}
