package dev.muster.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A disk of its own, in memory and so small that it is soon full.
public final class SmallDisk implements AutoCloseable {

    private static final int CHUNK = 4096;

    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /// Mounts a disk at a folder. Where that is not allowed the test is skipped, and says so.
    public static SmallDisk at(Path folder, String size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
        if (!mounted) {
            System.err.println("SKIPPED: this user may not mount a small disk to be filled");
        }
        assumeTrue(mounted, "this user may mount a small disk");
        return new SmallDisk(folder);
    }

    public Path root() {
        return root;
    }

    /// Leaves no room at all.
    public Path fill() throws IOException {
        var filler = root.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[CHUNK]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", root.toString());
    }

    private static boolean run(String... words) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(List.of(words))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
