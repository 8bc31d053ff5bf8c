package dev.muster.adapter.jdbc.dispatch;

import dev.muster.config.model.PropertyValue;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.dispatch.Held;
import dev.muster.report.RunParameters;

import org.jdbi.v3.core.Handle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The parameters that attempts run with.
public final class AttemptParameters {

    private AttemptParameters() {}

    /// Of those that have any.
    static Map<AttemptKey, Map<String, PropertyValue>> of(Handle handle, List<Held> held) {
        return handle.createQuery(
                        """
                        select task_id, number, parameters from attempt
                        where task_id in (<tasks>) and parameters is not null
                        """)
                .bindList("tasks", held.stream().map(it -> it.key().task().value()).toList())
                .map(
                        (row, _) ->
                                Map.entry(
                                        new AttemptKey(
                                                new TaskId(row.getString("task_id")),
                                                row.getInt("number")),
                                        read(row.getString("parameters"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Of one attempt, as a JSON object.
    public static String text(Handle handle, AttemptKey key) {
        return handle.createQuery(
                        """
                        select coalesce(parameters, '{}') from attempt
                        where task_id = :task and number = :number
                        """)
                .bind("task", key.task().value())
                .bind("number", key.number())
                .mapTo(String.class)
                .findOne()
                .orElse("{}");
    }

    private static Map<String, PropertyValue> read(String stored) {
        try {
            return RunParameters.read(stored);
        } catch (IOException written) {
            throw new UncheckedIOException(written); // we wrote it
        }
    }
}
