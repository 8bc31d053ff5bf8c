package dev.muster.cli.app;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The files of an App: its key, its two secrets, and the settings that name them. Nobody but their
/// owner reads them, from the moment they are made.
public final class AppFiles {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");

    private final Path key;
    private final Path secret;
    private final Path clientSecret;
    private final Path settings;

    /// @param folder where they are, or will be
    public AppFiles(Path folder) {
        var here = folder.toAbsolutePath().normalize();
        this.key = here.resolve("app.private-key.pem");
        this.secret = here.resolve("webhook-secret");
        this.clientSecret = here.resolve("client-secret");
        this.settings = here.resolve("app.env");
    }

    /// The file of the settings.
    public Path settings() {
        return settings;
    }

    /// All of them.
    public List<Path> all() {
        return List.of(key, secret, clientSecret, settings);
    }

    /// One that is there already.
    public Optional<Path> present() {
        return all().stream().filter(Files::exists).findFirst();
    }

    /// Whether they could be written, before anything is asked of GitHub.
    public void prepare() throws IOException {
        Files.createDirectories(settings.getParent());
        Files.delete(create(settings.resolveSibling(".trial")));
    }

    /// Writes them; fails where one is there and is not to be replaced.
    public void write(Registration app, URI service, GitHubPlace github, boolean replace)
            throws IOException {
        if (replace) {
            for (var file : all()) {
                Files.deleteIfExists(file);
            }
        }
        Files.createDirectories(settings.getParent());
        put(key, app.key());
        put(secret, app.webhookSecret());
        if (!app.client().secret().isEmpty()) {
            put(clientSecret, app.client().secret());
        }
        put(settings, text(app, service, github));
    }

    private String text(Registration app, URI service, GitHubPlace github) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("MUSTER_URL", service.toString());
        variables.put("MUSTER_GITHUB_APP_ID", Long.toString(app.id()));
        variables.put("MUSTER_GITHUB_PRIVATE_KEY_FILE", key.toString());
        variables.put("MUSTER_GITHUB_WEBHOOK_SECRET_FILE", secret.toString());
        if (!app.client().secret().isEmpty()) {
            variables.put("MUSTER_GITHUB_CLIENT_ID", app.client().id());
            variables.put("MUSTER_GITHUB_CLIENT_SECRET_FILE", clientSecret.toString());
        }
        if (!github.isPublic()) {
            variables.put("MUSTER_GITHUB_API_URL", github.api().toString());
            variables.put("MUSTER_GITHUB_OIDC_ISSUER", github.issuer().toString());
        }
        var text = new StringBuilder("# %s, made by 'muster github setup'\n".formatted(app.page()));
        variables.forEach((name, value) -> text.append(name + "=" + quoted(value) + "\n"));
        return text.toString();
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /// The variables of a file of settings, as a shell would read what [#write] writes.
    public static Map<String, String> read(String text) {
        var variables = new LinkedHashMap<String, String>();
        for (var line : text.lines().map(String::strip).toList()) {
            var equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
            }
        }
        return variables;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
                ? value.substring(1, value.length() - 1).replace("'\\''", "'")
                : value;
    }

    private static void put(Path file, String text) throws IOException {
        Files.write(create(file), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    }

    /// Its rights are set when it is made: there is no moment at which others can open it.
    private static Path create(Path file) throws IOException {
        var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return Files.createFile(
                file,
                posix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                        : new FileAttribute<?>[0]);
    }
}
