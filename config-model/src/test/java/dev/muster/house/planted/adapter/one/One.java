package dev.muster.house.planted.adapter.one;

import dev.muster.house.planted.adapter.two.Two;

/// Planted: breaks A5.
public record One(Two two) {}
