package dev.muster.house.planted.config.model;

import com.fasterxml.jackson.core.JsonParser;

/// Planted: breaks A2 and A8.
record Bound(JsonParser parser) {}
