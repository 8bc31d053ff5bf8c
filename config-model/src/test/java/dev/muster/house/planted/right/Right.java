package dev.muster.house.planted.right;

import dev.muster.house.planted.left.Left;

/// Planted: breaks A3 with the other one.
public record Right(Left left) {}
