package dev.muster.adapter.jdbc.planning;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.model.CiConfig;
import dev.muster.digest.Digest;

import org.jdbi.v3.core.Handle;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configuration texts of the commits, each content stored once, and read once while it is in
/// use.
public final class StoredConfigs {

    private static final int KEPT = 32;

    private final Map<String, CiConfig> kept =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CiConfig> eldest) {
                    return size() > KEPT;
                }
            };

    static void store(Handle handle, long repository, String sha, Map<String, byte[]> texts) {
        var ordinal = 0;
        for (var file : texts.entrySet()) {
            var digest = Digest.of(file.getValue()).hex();
            handle.createUpdate(
                            """
                            insert into config_text (digest, text) values (:digest, :text)
                            on conflict do nothing
                            """)
                    .bind("digest", digest)
                    .bind("text", new String(file.getValue(), StandardCharsets.UTF_8))
                    .execute();
            handle.createUpdate(
                            """
                            insert into config_file (repository_id, sha, ordinal, path, digest)
                            values (:repository, :sha, :ordinal, :path, :digest)
                            on conflict do nothing
                            """)
                    .bind("repository", repository)
                    .bind("sha", sha)
                    .bind("ordinal", ordinal++)
                    .bind("path", file.getKey())
                    .bind("digest", digest)
                    .execute();
        }
    }

    /// The valid configurations of a commit, in order.
    public List<CiConfig> of(Handle handle, long repository, String sha) {
        return handle
                .createQuery(
                        """
                        select path, digest from config_file
                        where repository_id = :repository and sha = :sha order by ordinal
                        """)
                .bind("repository", repository)
                .bind("sha", sha)
                .map((row, _) -> Map.entry(row.getString("path"), row.getString("digest")))
                .list()
                .stream()
                .flatMap(file -> read(handle, file.getKey(), file.getValue()).stream())
                .toList();
    }

    /// The text of a file of a commit.
    public Optional<String> text(Handle handle, long repository, String sha, String path) {
        return handle.createQuery(
                        """
                        select t.text from config_file f
                        join config_text t on t.digest = f.digest
                        where f.repository_id = :repository and f.sha = :sha and f.path = :path
                        """)
                .bind("repository", repository)
                .bind("sha", sha)
                .bind("path", path)
                .mapTo(String.class)
                .findOne();
    }

    /// The texts of the newest commit of a branch whose configuration is valid.
    public static Optional<ObjectNode> newest(Handle handle, BranchKey branch) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select sha from landed_commit where repository_id = :repository
                                    and branch = :branch and config_state in ('valid', 'warnings')
                                order by position desc limit 1
                                """))
                .mapTo(String.class)
                .findOne()
                .map(sha -> texts(handle, branch, sha));
    }

    private static ObjectNode texts(Handle handle, BranchKey branch, String sha) {
        var document = Json.object().put("branch", branch.name()).put("sha", sha);
        var files = document.putArray("files");
        handle.createQuery(
                        """
                        select f.path, t.text from config_file f
                        join config_text t on t.digest = f.digest
                        where f.repository_id = :repository and f.sha = :sha order by f.ordinal
                        """)
                .bind("repository", branch.repository())
                .bind("sha", sha)
                .map(
                        (row, _) ->
                                Json.object()
                                        .put("path", row.getString("path"))
                                        .put("text", row.getString("text")))
                .forEach(files::add);
        return document;
    }

    private Optional<CiConfig> read(Handle handle, String path, String digest) {
        var key = digest + " " + path;
        synchronized (kept) {
            var known = kept.get(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        var text =
                handle.createQuery("select text from config_text where digest = :digest")
                        .bind("digest", digest)
                        .mapTo(String.class)
                        .one();
        return switch (CiConfigReader.read(path, text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid valid -> {
                synchronized (kept) {
                    kept.put(key, valid.config());
                }
                yield Optional.of(valid.config());
            }
            case Reading.Invalid _ -> Optional.empty();
        };
    }
}
