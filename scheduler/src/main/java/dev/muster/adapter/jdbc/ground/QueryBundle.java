package dev.muster.adapter.jdbc.ground;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Queries that go to the database together: one way there and back where the database can, one for
/// each where it cannot. They are carried out, and lock, in the order in which they were added, and
/// each sees what was committed when its turn came.
///
/// All have the same names bound.
public final class QueryBundle {

    private final List<Read<?>> waiting = new ArrayList<>();

    /// What makes a row a value.
    public interface Mapper<T> {

        T map(ResultSet row) throws SQLException;
    }

    /// A query, and then its answer.
    public static final class Read<T> {

        private final String sql;
        private final Mapper<T> mapper;
        private final List<T> found = new ArrayList<>();

        private Read(String sql, Mapper<T> mapper) {
            this.sql = sql;
            this.mapper = mapper;
        }

        private void take(ResultSet rows) throws SQLException {
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
        }

        /// The rows that were found.
        public List<T> all() {
            return found;
        }

        /// The one row that there can be.
        public Optional<T> one() {
            return found.stream().findFirst();
        }
    }

    /// Adds a query, one of a few constant ones.
    public <T> Read<T> add(String sql, Mapper<T> mapper) {
        var read = new Read<>(sql, mapper);
        waiting.add(read);
        return read;
    }

    /// Carries out what was added.
    ///
    /// @param values by name
    public void execute(Handle handle, Map<String, Object> values) {
        if (handle.queryMetadata(DatabaseMetaData::supportsMultipleResultSets)) {
            together(handle, waiting, values);
        } else {
            waiting.forEach(it -> together(handle, List.of(it), values));
        }
        waiting.clear();
    }

    private static void together(Handle handle, List<Read<?>> reads, Map<String, Object> values) {
        var sql = reads.stream().map(it -> it.sql).collect(Collectors.joining(";\n"));
        try (var query = handle.createQuery(sql)) {
            query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
            values.forEach(query::bind);
            query.execute(
                    (answered, _) -> {
                        var statement = answered.get();
                        for (var read : reads) {
                            try (var rows = statement.getResultSet()) {
                                read.take(rows);
                            }
                            statement.getMoreResults();
                        }
                        return reads.size();
                    });
        }
    }
}
