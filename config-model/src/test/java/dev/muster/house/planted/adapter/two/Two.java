package dev.muster.house.planted.adapter.two;

/// What the other adapter must not know.
public record Two(String name) {}
