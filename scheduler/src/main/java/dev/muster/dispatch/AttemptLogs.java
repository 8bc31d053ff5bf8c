package dev.muster.dispatch;

import dev.muster.core.ci.AttemptKey;

import java.util.Optional;

/// Where the logs of attempts can be read.
public interface AttemptLogs {

    /// A part of a log.
    ///
    /// @param offset the first byte wanted; negative: this many before the present end
    /// @param most the most bytes to return
    /// @return nothing where there is no log of the attempt
    Optional<Slice> read(AttemptKey attempt, long offset, int most);

    /// @param bytes may end within a character only where more is to come
    /// @param offset of the first byte
    /// @param complete whether the attempt ended and this is the log's last part
    record Slice(byte[] bytes, long offset, boolean complete) {

        /// The offset of the byte after the last.
        public long next() {
            return offset + bytes.length;
        }
    }
}
