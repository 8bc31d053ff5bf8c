package dev.muster.simulation.repos;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Paths of files inside addresses.
public final class Paths {

    private Paths() {}

    /// The path with what addresses do not take written as they do.
    public static String encode(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
