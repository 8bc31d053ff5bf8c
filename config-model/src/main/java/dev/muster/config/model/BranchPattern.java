package dev.muster.config.model;

/// One entry of `enabled_branches`: a regular expression that must match the whole branch name.
///
/// @param regex the expression as written
/// @param at where the entry stands
public record BranchPattern(String regex, Span at) {}
