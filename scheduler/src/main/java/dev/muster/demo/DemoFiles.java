package dev.muster.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The files that the sample repository begins with: small shell scripts that do small real work.
final class DemoFiles {

    private static final String SUITE =
            """
            # A tiny test harness: one check a line of the sources, with a result line each.
            set -u
            suite=$1 count=$2 failed=0
            echo "running suite $suite"
            i=1
            while [ "$i" -le "$count" ]; do
                if [ -f "lib/$suite.broken" ] && [ "$i" -eq 3 ]; then
                    printf '\\033[31mFAIL\\033[0m %s case %s: expected %s, got %s\\n' "$suite" "$i" 42 41
                    failed=$((failed + 1))
                else
                    printf '\\033[32mok\\033[0m   %s case %s\\n' "$suite" "$i"
                fi
                sleep 0.12
                i=$((i + 1))
            done
            echo "$count run, $failed failed"
            [ "$failed" -eq 0 ]
            """;

    private static final String FLAKY =
            """
            # Fails now and then on the same sources, as a race would: the first attempt on every fourth commit.
            digit=$(printf '%s' "$MUSTER_COMMIT" | cut -c 1)
            echo "opening 8 connections"
            sleep 1
            case "$MUSTER_ATTEMPT-$digit" in
                1-[048c])
                    printf '\\033[31mFAIL\\033[0m network case 5: connection reset by peer\\n'
                    exit 1 ;;
            esac
            printf '\\033[32mok\\033[0m   network, 8 cases\\n'
            """;

    private static final String SLOW =
            """
            what=$1 seconds=$2
            i=1
            while [ "$i" -le "$seconds" ]; do
                echo "$what: step $i of $seconds"
                sleep 1
                i=$((i + 1))
            done
            printf '\\033[32mpassed\\033[0m\\n'
            """;

    private static final Map<String, String> FILES = files();

    private DemoFiles() {}

    static Map<String, String> all() {
        return FILES;
    }

    private static Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put(".ci.yaml", configuration());
        files.put("README.md", "# Harbour\n\nThe sample application of a demonstration.\n");
        files.put("LICENSE", "Sample text, free for any use.\n");
        files.put("ci/suite.sh", SUITE);
        files.put("ci/flaky.sh", FLAKY);
        files.put("ci/slow.sh", SLOW);
        files.put(
                "ci/analyze.sh",
                "if grep -rnw XXX lib app; then echo 'resolve these first'; exit 1; fi\n"
                        + "echo 'no issues found'\n");
        files.put(
                "ci/format.sh",
                "if grep -rln '\t' lib app; then echo 'tabs found'; exit 1; fi\n"
                        + "echo 'formatted'\n");
        files.put(
                "ci/docs.sh",
                "for f in docs/*.md README.md; do echo \"checked $f, $(wc -w < \"$f\") words\";"
                        + " done\n");
        files.put("ci/licenses.sh", "test -s LICENSE && echo 'license present'\n");
        files.put(
                "ci/build.sh",
                "set -e\n"
                        + "tar -cf \"$TMPDIR/app.tar\" lib app\n"
                        + "gzip -9 \"$TMPDIR/app.tar\"\n"
                        + "ls -l \"$TMPDIR\"\n"
                        + "sleep 2\n"
                        + "sha256sum \"$TMPDIR/app.tar.gz\"\n");
        files.put(
                "ci/benchmark.sh",
                "start=$(date +%s%N)\n"
                    + "i=0\n"
                    + "while [ $i -lt 200 ]; do sha256sum lib/core/engine.txt > /dev/null; i=$((i +"
                    + " 1)); done\n"
                    + "end=$(date +%s%N)\n"
                    + "echo \"200 digests in $(((end - start) / 1000000)) ms\"\n");
        files.put("lib/core/engine.txt", "engine 1\n");
        files.put("lib/storage/disk.txt", "disk 1\n");
        files.put("app/main.txt", "main 1\n");
        files.put("assets/theme.txt", "theme 1\n");
        files.put("docs/guide.md", "# Guide\n\nHow to begin.\n");
        return files;
    }

    private static String configuration() {
        try (var in = Objects.requireNonNull(DemoFiles.class.getResourceAsStream("ci.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
