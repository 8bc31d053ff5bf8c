package dev.muster.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Standard output, which remembers why something did not arrive there: a print stream says nothing
/// of it, and half a document would pass for a whole one.
final class Outlet extends FilterOutputStream {

    /// How systems say that the reader has read enough, as `head` does.
    private static final String ENOUGH = "Broken pipe";

    private String fault = "";

    Outlet(OutputStream to) {
        super(to);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            if (fault.isEmpty()) {
                fault = String.valueOf(e.getMessage());
            }
            throw e;
        }
    }

    /// Why what was written did not arrive; nothing where it did, or nobody wanted more.
    Optional<String> fault() {
        return fault.isEmpty() || fault.contains(ENOUGH) ? Optional.empty() : Optional.of(fault);
    }
}
