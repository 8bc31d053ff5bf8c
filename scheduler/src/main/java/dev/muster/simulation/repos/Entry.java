package dev.muster.simulation.repos;

/// An entry of a tree.
///
/// @param path its path from the tree's root
/// @param mode the mode as git writes it, such as `100644`
/// @param type `blob`, `tree` or `commit`
/// @param sha the name of the object
/// @param size the size of a blob, else 0
public record Entry(String path, String mode, String type, String sha, long size) {}
