package dev.muster.cli;

import java.io.IOException;
import java.util.List;

/// The browser of whoever sits at this machine.
final class Browser {

    private Browser() {}

    /// Opens a page where there is a screen; elsewhere nothing happens, the address is printed
    /// anyway.
    static void open(String url) {
        if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
            return;
        }
        for (var program : List.of("xdg-open", "open")) {
            try {
                new ProcessBuilder(program, url)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return;
            } catch (IOException e) {
                // not on this machine
            }
        }
    }
}
