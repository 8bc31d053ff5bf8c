package dev.muster.testkit;

import dev.muster.simulation.ground.RsaKeys;

import java.security.KeyPair;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Keys that are made once for all tests of this process, as making one takes most of a second.
public final class SharedKeys {

    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private SharedKeys() {}

    /// A row of keys, another one with each call; every row has the same.
    public static Supplier<KeyPair> row() {
        var next = new AtomicInteger();
        return () -> made("row " + next.getAndIncrement());
    }

    /// A key that stands in no row; of one name it is always the same.
    public static KeyPair of(String name) {
        return made("of " + name);
    }

    private static KeyPair made(String name) {
        return MADE.computeIfAbsent(name, _ -> RsaKeys.fresh());
    }
}
