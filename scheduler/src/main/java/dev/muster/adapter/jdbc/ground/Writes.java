package dev.muster.adapter.jdbc.ground;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Statements that go to the database together: one way there and back instead of one for each.
/// They are carried out, and lock, in the order in which they were added.
public final class Writes {

    private static final Pattern NAME = Pattern.compile("(?<![:\\w]):([a-zA-Z]\\w*)");
    private static final Map<Numbered, String> RENAMED = new ConcurrentHashMap<>();

    private final List<Write> waiting = new ArrayList<>();

    /// The statement at a place.
    private record Numbered(String sql, int place) {

        /// With names that no other place has.
        String renamed() {
            return NAME.matcher(sql).replaceAll(":" + prefix(place) + "$1");
        }
    }

    /// What stands for a name.
    private record Value(@Nullable Object value, Class<?> type) {}

    /// A statement and what its names stand for.
    public static final class Write {

        private final String sql;
        private final Map<String, Value> values = new LinkedHashMap<>();

        private Write(String sql) {
            this.sql = sql;
        }

        public Write bind(String name, Object value) {
            return bind(name, value, value.getClass());
        }

        /// @param type of what may be absent
        public Write bind(String name, @Nullable Object value, Class<?> type) {
            values.put(name, new Value(value, type));
            return this;
        }
    }

    /// Adds a statement, one of a few constant ones.
    public Write add(String sql) {
        var write = new Write(sql);
        waiting.add(write);
        return write;
    }

    /// Carries out what was added since the last time.
    public void execute(Handle handle) {
        if (waiting.isEmpty()) {
            return;
        }
        var sql = new ArrayList<String>();
        for (var place = 0; place < waiting.size(); place++) {
            sql.add(
                    RENAMED.computeIfAbsent(
                            new Numbered(waiting.get(place).sql, place), Numbered::renamed));
        }
        try (var update = handle.createUpdate(String.join(";\n", sql))) {
            for (var place = 0; place < waiting.size(); place++) {
                var prefix = prefix(place);
                waiting.get(place)
                        .values
                        .forEach(
                                (name, it) ->
                                        update.bindByType(prefix + name, it.value(), it.type()));
            }
            update.execute();
        }
        waiting.clear();
    }

    private static String prefix(int place) {
        return "s" + place + "_";
    }
}
