package dev.muster.simulation.ground;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

/// Something of which GitHub tells by a webhook.
///
/// @param event the name of the event, such as `pull_request`
/// @param action what became of it, if the event knows actions
/// @param account the account whose installations hear of it
/// @param repository the repository, absent for events of installations
/// @param onlyApp the one App that hears of it, absent where all do
/// @param body the body, yet without the installation
public record Happening(
        String event,
        @Nullable String action,
        long account,
        @Nullable Long repository,
        @Nullable Long onlyApp,
        ObjectNode body) {}
