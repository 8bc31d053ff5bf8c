package dev.muster.api;

/// Tells whether a request failed because the database does not answer: the world's trouble.
@FunctionalInterface
public interface Outages {

    /// @param failure of a request
    boolean explain(Throwable failure);
}
