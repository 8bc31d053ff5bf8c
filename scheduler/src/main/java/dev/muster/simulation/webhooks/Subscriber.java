package dev.muster.simulation.webhooks;

import java.net.URI;

/// Someone to tell of a happening.
///
/// @param app the App
/// @param installation its installation that the happening belongs to
/// @param target where its webhook is posted to
/// @param secret what its deliveries are signed with
public record Subscriber(long app, long installation, URI target, String secret) {}
