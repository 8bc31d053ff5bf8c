package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Repositories and their branches as documents.
public final class RepoRows {

    public Optional<String> defaultBranch(Handle handle, RepoSlug repo) {
        return handle.createQuery(
                        "select default_branch from repository where owner = :owner and name ="
                                + " :name")
                .bind("owner", repo.owner())
                .bind("name", repo.name())
                .mapTo(String.class)
                .findOne();
    }

    public ObjectNode all(Handle handle) {
        var list = Json.array();
        handle.createQuery("select * from repository order by owner, name")
                .map((row, _) -> repository(handle, row))
                .forEach(list::add);
        var document = Json.object();
        document.set("repos", list);
        return document;
    }

    public Optional<ObjectNode> find(Handle handle, RepoSlug repo) {
        return handle.createQuery("select * from repository where owner = :owner and name = :name")
                .bind("owner", repo.owner())
                .bind("name", repo.name())
                .map((row, _) -> repository(handle, row))
                .findOne();
    }

    private static ObjectNode repository(Handle handle, ResultSet row) throws SQLException {
        var owner = row.getString("owner");
        var name = row.getString("name");
        var document =
                Json.object()
                        .put("name", owner + "/" + name)
                        .put("owner", owner)
                        .put("repo", name)
                        .put("kind", row.getString("kind"))
                        .put("defaultBranch", row.getString("default_branch"));
        document.set("branches", branches(handle, row.getLong("id")));
        return document;
    }

    private static ArrayNode branches(Handle handle, long repository) {
        var list = Json.array();
        handle.createQuery(
                        """
                        select b.name, b.head_sha, c.config_state, c.diagnostics, t.status
                        from branch b
                        left join landed_commit c on c.repository_id = b.repository_id
                            and c.branch = b.name and c.position = b.newest_position
                        left join tree_state t on t.repository_id = b.repository_id and t.branch = b.name
                        where b.repository_id = :repository and b.name not like '%:%'
                        order by b.name
                        """)
                .bind("repository", repository)
                .map((row, _) -> branch(row))
                .forEach(list::add);
        return list;
    }

    private static ObjectNode branch(ResultSet row) throws SQLException {
        var diagnostics = row.getString("diagnostics");
        var status = row.getString("status");
        var document =
                Json.object()
                        .put("name", row.getString("name"))
                        .put("head", row.getString("head_sha"))
                        .put("config", row.getString("config_state"))
                        .put("tree", status == null ? "open" : status);
        document.set("diagnostics", diagnostics == null ? Json.array() : Json.read(diagnostics));
        return document;
    }
}
