package dev.muster.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class DiagnosticsJsonTest {

    @Test
    void a_report_is_one_document_in_a_fixed_order() {
        assertThat(of(ReportFixture.two()))
                .isEqualTo(
                        """
                        {
                          "valid" : false,
                          "files" : [ {
                            "path" : ".ci.yaml",
                            "targets" : 466,
                            "platforms" : 14
                          } ],
                          "diagnostics" : [ {
                            "severity" : "info",
                            "code" : "unused-platform",
                            "path" : ".ci.yaml",
                            "line" : 3,
                            "column" : 1,
                            "endLine" : 3,
                            "endColumn" : 6,
                            "message" : "no target uses the platform 'linux'"
                          }, {
                            "severity" : "error",
                            "code" : "unknown-key",
                            "path" : ".ci.yaml",
                            "line" : 31,
                            "column" : 5,
                            "endLine" : 31,
                            "endColumn" : 12,
                            "message" : "'run_iff' is not a key of a target",
                            "hint" : "did you mean 'run_if'?"
                          } ]
                        }
                        """);
    }

    @Test
    void a_report_without_errors_is_valid() throws IOException {
        var document = new ObjectMapper().readTree(DiagnosticsJson.of(List.of(), List.of()));

        assertThat(document.get("valid").booleanValue()).isTrue();
        assertThat(document.get("diagnostics")).isEmpty();
    }

    @Test
    void hostile_text_comes_back_as_it_was_and_shows_no_controls() throws IOException {
        var json = of(ReportFixture.hostile());

        assertThat(new ObjectMapper().readTree(json).at("/diagnostics/0/message").textValue())
                .isEqualTo(ReportFixture.HOSTILE);
        assertThat(json)
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]")
                .contains("é🚀");
    }

    private static String of(ReportFixture.Report report) {
        return DiagnosticsJson.of(report.files(), report.diagnostics());
    }
}
