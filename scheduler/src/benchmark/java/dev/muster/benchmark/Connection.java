package dev.muster.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// A connection that is kept open, with as little work around it as can be.
final class Connection {

    private final int port;
    private final OutputStream out;
    private final InputStream in;

    Connection(int port) throws IOException {
        this.port = port;
        var socket = new Socket("localhost", port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// Sends a delivery and waits until it is taken.
    void deliver(Delivery delivery) throws IOException {
        out.write(delivery.request(port));
        out.flush();
        var status = line();
        var length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        if (!status.startsWith("HTTP/1.1 202")) {
            throw new IOException("the delivery was answered with " + status);
        }
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the service hung up");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }
}
