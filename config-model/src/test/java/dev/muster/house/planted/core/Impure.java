package dev.muster.house.planted.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Planted: breaks A1 (reads files) and A13 (an Optional component).
record Impure(Optional<String> name) {

    static boolean there() {
        return Files.exists(Path.of("x"));
    }
}
