package dev.muster.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.Span;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class DiagnosticsGitHubTest {

    @Test
    void each_diagnostic_is_a_command_and_errors_come_first() {
        assertThat(DiagnosticsGitHub.of(ReportFixture.two().diagnostics()))
                .isEqualTo(
                        """
                        ::error file=.ci.yaml,line=31,endLine=31,col=5,endColumn=12,title=unknown-key::\
                        'run_iff' is not a key of a target%0Ahint: did you mean 'run_if'?
                        ::notice file=.ci.yaml,line=3,endLine=3,col=1,endColumn=6,title=unused-platform::\
                        no target uses the platform 'linux'
                        """);
    }

    @Test
    void hostile_text_stays_inside_its_command() {
        var lines = DiagnosticsGitHub.of(ReportFixture.hostile().diagnostics()).split("\n", -1);

        assertThat(lines).hasSize(3);
        assertThat(lines[0])
                .startsWith("::error file=a%0D%0A%3A%3Aerror%3A%3Ax%250A%2Cb%3Ac\uFFFD[31m")
                .contains("::a%0D%0A::error::x%250A,b:c")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
        assertThat(lines[2]).isEmpty();
    }

    @Test
    void what_github_will_not_show_is_said_in_the_log() {
        var one = Diagnostic.of(Code.BAD_GLOB, ".ci.yaml", Span.START, "unclosed", null);

        var text = DiagnosticsGitHub.of(Collections.nCopies(11, one));

        assertThat(text.lines()).hasSize(12);
        assertThat(text.lines().toList().getLast())
                .isEqualTo(
                        "11 errors and 0 warnings; GitHub annotates the first 10 of each, the log"
                                + " has all");
    }

    @Test
    void a_report_without_diagnostics_is_empty() {
        assertThat(DiagnosticsGitHub.of(List.of())).isEmpty();
    }
}
