package dev.muster.house.planted.feature;

/// Planted: breaks A11.
record TaskHelper() {}
