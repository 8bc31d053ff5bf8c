package dev.muster.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Steps that the jobs have in common. No text of a configuration is in them: what a script needs
/// of it comes in variables.
final class Steps {

    private static final YamlText.Noted CHECKOUT =
            new YamlText.Noted(
                    "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "v5.0.0");
    private static final YamlText.Noted SETUP_JAVA =
            new YamlText.Noted(
                    "actions/setup-java@dded0888837ed1f317902acf8a20df0ad188d165", "v5.0.0");

    private static final String FETCH =
            """
            set -euo pipefail
            archive="$RUNNER_TEMP/muster.tar.gz"
            curl --fail --silent --show-error --location --retry 5 --retry-connrefused \\
              --connect-timeout 20 --max-time 300 --output "$archive" "$MUSTER_PROGRAM"
            if command -v sha256sum > /dev/null; then
              found=$(sha256sum < "$archive")
            else
              found=$(shasum -a 256 < "$archive")
            fi
            if [ "${found%% *}" != "$MUSTER_SHA256" ]; then
              echo "::error title=Muster::The program at $MUSTER_PROGRAM is not the one this workflow was made for"
              exit 1
            fi
            mkdir -p "$RUNNER_TEMP/muster"
            tar -xzf "$archive" -C "$RUNNER_TEMP/muster" --strip-components 1
            echo "$RUNNER_TEMP/muster" >> "$GITHUB_PATH"
            if [ -n "${JAVA_HOME_25_X64:-${JAVA_HOME_25_ARM64:-}}" ]; then
              echo "java=found" >> "$GITHUB_OUTPUT"
            fi
            """;

    private Steps() {}

    /// One file or all files of a commit.
    static Map<String, Object> checkout(String name, Map<String, Object> with) {
        var step = new LinkedHashMap<String, Object>();
        step.put("name", name);
        step.put("uses", CHECKOUT);
        var all = new LinkedHashMap<>(with);
        all.put("persist-credentials", false);
        step.put("with", all);
        return step;
    }

    /// The program, and a Java for it where the machine has none.
    static List<Map<String, Object>> program(GenerateSettings settings) {
        var fetch = new LinkedHashMap<String, Object>();
        fetch.put("name", "Fetch Muster");
        fetch.put("id", "muster");
        fetch.put(
                "env",
                env("MUSTER_PROGRAM", settings.program(), "MUSTER_SHA256", settings.sha256()));
        fetch.put("run", FETCH);
        var java = new LinkedHashMap<String, Object>();
        java.put("name", "Set up Java for Muster");
        java.put("if", "${{ steps.muster.outputs.java != 'found' }}");
        java.put("uses", SETUP_JAVA);
        java.put("with", env("distribution", "temurin", "java-version", "25"));
        return List.of(fetch, java);
    }

    static Map<String, Object> script(String name, Map<String, Object> env, String script) {
        var step = new LinkedHashMap<String, Object>();
        step.put("name", name);
        if (!env.isEmpty()) {
            step.put("env", env);
        }
        step.put("run", script);
        return step;
    }

    /// Names and values in turn, in this order.
    static LinkedHashMap<String, Object> env(String... pairs) {
        var env = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            env.put(pairs[i], pairs[i + 1]);
        }
        return env;
    }
}
