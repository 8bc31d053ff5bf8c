package dev.muster.simulation.oidc;

/// The three shapes of a token's subject.
public enum Subject {
    /// `repo:owner/name:ref:…`, of repositories made before July 2026.
    CLASSIC,
    /// `repo:owner@id/name@id:ref:…`, of repositories made or renamed since.
    IMMUTABLE,
    /// Claims that the repository chose.
    CUSTOM
}
