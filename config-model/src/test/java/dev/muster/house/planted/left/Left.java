package dev.muster.house.planted.left;

import dev.muster.house.planted.right.Right;

/// Planted: breaks A3 with the other one.
public record Left(Right right) {}
