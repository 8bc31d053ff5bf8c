package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;
import dev.muster.plan.Decision;
import dev.muster.plan.Gating;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Keeps the columns of a branch's grid. A column's place in the rows never changes; its place on
/// screen follows the newest configuration.
final class GridColumns {

    static final int SCHEDULER_LENGTH = 500;
    private static final int OWNER_LENGTH = 1000;

    private final Handle handle;
    private final BranchKey branch;
    private final Set<String> changed = new TreeSet<>();

    GridColumns(Handle handle, BranchKey branch) {
        this.handle = handle;
        this.branch = branch;
    }

    /// Whether a red result of the target closes the tree.
    static boolean blocks(Target target) {
        return Gating.of(target) == Gating.REQUIRED;
    }

    /// Adds the columns that are missing, and describes all of them by the configuration unless a
    /// newer commit did. The caller holds the lock on the branch.
    ///
    /// @return the place of each column in the rows
    Map<String, Integer> update(long position, List<Decision> decisions, List<CiConfig> configs) {
        var known = known();
        var ordinals = new HashMap<String, Integer>();
        known.forEach((target, column) -> ordinals.put(target, column.ordinal()));
        var newest = isNewest(position);
        if (newest) {
            forgetOrder();
        }
        var targets = new LinkedHashMap<String, Decision>();
        decisions.forEach(
                decision -> targets.putIfAbsent(decision.target().name().value(), decision));
        var added = new LinkedHashMap<Integer, Decision>();
        for (var target : targets.entrySet()) {
            if (!ordinals.containsKey(target.getKey())) {
                added.put(ordinals.size(), target.getValue());
                ordinals.put(target.getKey(), ordinals.size());
            }
        }
        if (!added.isEmpty()) {
            insert(added);
        }
        if (newest) {
            describe(targets.values(), configs, known);
        }
        return ordinals;
    }

    /// The targets of which [#update] found that the configuration has them judged otherwise than
    /// the one before, in the order of their names.
    Set<String> changed() {
        return changed;
    }

    /// What is stored of a column.
    ///
    /// @param ordinal its place in the rows
    /// @param judged how its target is judged
    private record Known(int ordinal, Judged judged) {}

    /// What the configuration says of how a target is judged.
    private record Judged(
            boolean bringup, @Nullable Double flakeRate, boolean ignored, String thresholds) {}

    private Map<String, Known> known() {
        var found = new HashMap<String, Known>();
        branch.bind(
                        handle.createQuery(
                                """
                                select target, ordinal, bringup, flakiness_threshold,
                                    ignore_flakiness, thresholds
                                from grid_column
                                where repository_id = :repository and branch = :branch
                                """))
                .map((row, _) -> Map.entry(row.getString("target"), known(row)))
                .forEach(column -> found.put(column.getKey(), column.getValue()));
        return found;
    }

    private static Known known(ResultSet row) throws SQLException {
        var rate = row.getDouble("flakiness_threshold");
        var said = !row.wasNull();
        return new Known(
                row.getInt("ordinal"),
                new Judged(
                        row.getBoolean("bringup"),
                        said ? (Double) rate : null,
                        row.getBoolean("ignore_flakiness"),
                        row.getString("thresholds")));
    }

    private boolean isNewest(long position) {
        return branch.bind(
                                handle.createQuery(
                                        """
                                        select count(*) from landed_commit
                                        where repository_id = :repository and branch = :branch
                                            and position > :position and plan_id is not null
                                        """))
                        .bind("position", position)
                        .mapTo(Long.class)
                        .one()
                == 0;
    }

    private void forgetOrder() {
        branch.bind(
                        handle.createUpdate(
                                """
                                update grid_column set current_order = null
                                where repository_id = :repository and branch = :branch
                                """))
                .execute();
    }

    /// @param added by their places
    private void insert(Map<Integer, Decision> added) {
        var batch =
                handle.prepareBatch(
                        """
                        insert into grid_column (repository_id, branch, ordinal, target, platform,
                            bringup, blocking, scheduler, owner, tags)
                        values (:repository, :branch, :ordinal, :target, :platform, :bringup,
                            false, :scheduler, :owner, :tags)
                        """);
        added.forEach(
                (ordinal, decision) -> {
                    var target = decision.target();
                    branch.bind(batch)
                            .bind("ordinal", ordinal)
                            .bind("target", target.name().value())
                            .bind("platform", target.platform())
                            .bind("bringup", target.enablement().bringup())
                            .bind("scheduler", Texts.fit(target.scheduler(), SCHEDULER_LENGTH))
                            .bind("owner", owner(target))
                            .bind("tags", tags(target))
                            .add();
                });
        batch.execute();
    }

    private void describe(
            Collection<Decision> inOrder, List<CiConfig> configs, Map<String, Known> known) {
        var batch =
                handle.prepareBatch(
                        """
                        update grid_column set platform = :platform, bringup = :bringup,
                            blocking = :blocking, scheduler = :scheduler, owner = :owner,
                            tags = :tags, current_order = :order,
                            flakiness_threshold = :threshold, ignore_flakiness = :ignore,
                            thresholds = :thresholds
                        where repository_id = :repository and branch = :branch
                            and target = :target
                        """);
        var order = 0;
        for (var decision : inOrder) {
            var target = decision.target();
            var own = OwnThresholds.of(configs, decision);
            compare(target, own, known.get(target.name().value()));
            batch.bind("repository", branch.repository())
                    .bind("branch", branch.name())
                    .bind("platform", target.platform())
                    .bind("bringup", target.enablement().bringup())
                    .bind("blocking", blocks(target) && !(decision instanceof Decision.Skip))
                    .bind("scheduler", Texts.fit(target.scheduler(), SCHEDULER_LENGTH))
                    .bind("owner", owner(target))
                    .bind("tags", tags(target))
                    .bind("order", order++)
                    .bindByType("threshold", own.flakeRate(), Double.class)
                    .bind("ignore", own.ignored())
                    .bind("thresholds", own.others().text())
                    .bind("target", target.name().value())
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private void compare(Target target, OwnThresholds own, @Nullable Known known) {
        var judged =
                new Judged(
                        target.enablement().bringup(),
                        own.flakeRate(),
                        own.ignored(),
                        own.others().text());
        if (known != null && !known.judged().equals(judged)) {
            changed.add(target.name().value());
        }
    }

    private static @Nullable String owner(Target target) {
        return target.owner() == null ? null : Texts.fit(target.owner(), OWNER_LENGTH);
    }

    /// The `tags` property, a list written as JSON.
    private static String tags(Target target) {
        return Json.texts(
                target.work().properties().stream()
                        .filter(property -> property.name().equals("tags"))
                        .map(Property::value)
                        .flatMap(
                                value ->
                                        value instanceof PropertyValue.Items(var items)
                                                ? items.stream()
                                                : Stream.of(value))
                        .flatMap(
                                value ->
                                        value instanceof PropertyValue.Text(var text)
                                                ? Stream.of(text)
                                                : Stream.<String>empty())
                        .toList());
    }
}
