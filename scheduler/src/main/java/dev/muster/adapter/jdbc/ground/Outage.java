package dev.muster.adapter.jdbc.ground;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;

/// Tells whether a database could not be reached, or went away: the world's trouble, not a fault.
public final class Outage {

    /// The class of states in which there is no connection.
    private static final String NO_CONNECTION = "08";

    /// PostgreSQL is ended, has crashed, or is only starting; H2 was closed.
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "90098", "90121");

    private Outage() {}

    /// Whether it was that.
    public static boolean in(Throwable trouble) {
        return Stream.<Throwable>iterate(trouble, it -> it != null, Throwable::getCause)
                .limit(20)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .anyMatch(Outage::says);
    }

    private static boolean says(SQLException trouble) {
        var state = String.valueOf(trouble.getSQLState());
        return trouble instanceof SQLTransientConnectionException
                || trouble instanceof SQLNonTransientConnectionException
                || trouble instanceof SQLRecoverableException
                || state.startsWith(NO_CONNECTION)
                || GONE.contains(state);
    }
}
