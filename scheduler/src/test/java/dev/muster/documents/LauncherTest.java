package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;

/// The launcher in a checkout whose build and whose tools are stand-ins.
final class LauncherTest {

    private static final String BUILD =
            """
            echo "$JAVA_HOME $*" >> builds
            mkdir -p scheduler/target/lib
            : > scheduler/target/lib/other.jar
            : > scheduler/target/muster-scheduler-1.jar
            """;

    private static final String SAYS = "echo \"ran $*\"";
    private static final String OLD = "[ \"$1\" = --version ] && echo v18.19.0";

    @TempDir private Path folder;
    private Path tools;
    private Path jdk;

    @BeforeEach
    void a_checkout() throws IOException {
        Files.copy(Path.of("../muster"), folder.resolve("muster"));
        for (var part : new String[] {"config-model/src/main", "scheduler/src/main", "dashboard"}) {
            Files.createDirectories(folder.resolve(part));
        }
        for (var file : new String[] {"pom.xml", "config-model/pom.xml", "scheduler/pom.xml"}) {
            Files.createFile(folder.resolve(file));
        }
        script(folder.resolve("mvnw"), BUILD);
        tools = Files.createDirectory(folder.resolve("tools"));
        for (var tool :
                "sh sed dirname readlink find head tail grep date mkdir cp rm mv flock"
                        .split(" ")) {
            Files.createSymbolicLink(tools.resolve(tool), onThePath(tool));
        }
        jdk = java("jdk");
        script(jdk.resolve("bin/javac"), SAYS);
    }

    private static Path onThePath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(it -> Path.of(it, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Path java(String name) throws IOException {
        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        script(home.resolve("bin/java"), SAYS);
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String muster(Map<String, String> environment) throws Exception {
        var builder =
                new ProcessBuilder(
                        tools.resolve("sh").toString(),
                        folder.resolve("muster").toString(),
                        "plan");
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools.toString(), "HOME", folder.toString()));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private String muster() throws Exception {
        return muster(Map.of("JAVA_HOME", jdk.toString()));
    }

    private String builds() throws IOException {
        return Files.readString(folder.resolve("builds"));
    }

    @Test
    void it_builds_with_the_jdk_that_it_found_and_then_runs() throws Exception {
        script(tools.resolve("npm"), "");
        script(tools.resolve("node"), "");

        assertThat(muster()).contains("building").contains("ran -XX:").endsWith("Main plan\n");
        assertThat(muster()).startsWith("ran -XX:");
        assertThat(builds()).isEqualTo(jdk + " -B -q -Dquick -DskipTests package\n");
    }

    @Test
    void without_npm_it_builds_without_pages_and_says_so() throws Exception {
        assertThat(muster()).contains("without the dashboard's pages, since npm is not installed");
        assertThat(builds()).contains("-Dskip.npm");
    }

    @Test
    void a_node_that_is_too_old_is_told_and_the_pages_are_built_once_it_is_not() throws Exception {
        script(tools.resolve("npm"), "");
        script(tools.resolve("node"), OLD);
        assertThat(muster()).contains("since Node v18.19.0 is older than 20.19; install");
        assertThat(muster()).startsWith("ran -XX:");

        script(tools.resolve("node"), "");

        assertThat(muster()).contains("building").doesNotContain("without the dashboard's pages");
        assertThat(muster()).startsWith("ran -XX:");
        assertThat(builds().lines()).hasSize(2).last().asString().doesNotContain("skip.npm");
    }

    @Test
    void a_java_without_a_compiler_is_passed_over_where_there_is_something_to_build()
            throws Exception {
        var jre = java("jre");
        Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));

        muster(Map.of("JAVA_HOME", jre.toString()));

        assertThat(builds()).startsWith(jdk + " ");
    }
}
