package dev.muster.api;

import org.jspecify.annotations.Nullable;

/// @param version of this program
/// @param local whether the service listens for this machine only
/// @param publicRead whether reading needs no token
/// @param adminToken the token of the administrator; null where there is none
public record ApiSettings(
        String version, boolean local, boolean publicRead, @Nullable String adminToken) {}
