package dev.muster.adapter.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The environment of a command: little, and the same whoever started the service. None of the
/// service's own variables, which may hold secrets.
final class LocalEnvironment {

    private static final List<String> KEPT =
            List.of("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "JAVA_HOME");

    private LocalEnvironment() {}

    static void fill(Map<String, String> environment, Path run, Map<String, String> ours) {
        environment.keySet().retainAll(KEPT);
        environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.putIfAbsent("LANG", "C.UTF-8");
        environment.put("HOME", run.resolve("home").toString());
        environment.put("TMPDIR", run.resolve("tmp").toString());
        environment.put("CI", "true");
        ours.forEach((name, value) -> environment.put(name, value.replace("\0", "")));
    }
}
