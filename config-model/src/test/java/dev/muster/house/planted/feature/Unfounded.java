package dev.muster.house.planted.feature;

import dev.muster.house.Exempt;

/// Planted: an exception from a rule that does not exist.
@Exempt(from = "A99", because = "nobody knows")
record Unfounded() {}
