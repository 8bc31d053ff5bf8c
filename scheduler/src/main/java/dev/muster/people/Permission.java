package dev.muster.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What GitHub lets somebody do in a repository; each includes those before it.
public enum Permission {
    /// not even see it
    NONE,
    /// see it
    READ,
    /// look after issues
    TRIAGE,
    /// push
    WRITE,
    /// push, and look after its settings
    MAINTAIN,
    /// everything
    ADMIN;

    /// The permission of GitHub's word for it.
    public static Optional<Permission> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /// GitHub's word for it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is that one, or more.
    public boolean reaches(Permission other) {
        return compareTo(other) >= 0;
    }
}
