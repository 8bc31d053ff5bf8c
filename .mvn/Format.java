import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Checks or writes the layout of all Java files below some folders: `java Format.java check|write FOLDER…`.
/// Run by the build (pom.xml, exec-maven-plugin) with google-java-format on the class path.
final class Format {

    private Format() {}

    public static void main(String[] args) throws Exception {
        boolean write = args[0].equals("write");
        List<String> command = new ArrayList<>(List.of("--aosp"));
        command.addAll(
                write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        int options = command.size();
        for (int i = 1; i < args.length; i++) {
            addJavaFiles(Path.of(args[i]), command);
        }
        if (command.size() == options) {
            return;
        }
        var out = new PrintWriter(System.out, true);
        var err = new PrintWriter(System.err, true);
        int status = new Main(out, err, System.in).format(command.toArray(String[]::new));
        out.flush();
        err.flush();
        if (status != 0 && !write) {
            System.err.println(
                    "The files above are not laid out as google-java-format would. To do it:"
                            + " ./mvnw -N -Pformat process-sources");
        }
        System.exit(status);
    }

    private static void addJavaFiles(Path folder, List<String> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var found = Files.walk(folder)) {
            found.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(files::add);
        }
    }
}
