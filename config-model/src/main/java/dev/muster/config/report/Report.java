package dev.muster.config.report;

import dev.muster.config.Reading;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.yaml.ConfigText;

import java.util.List;

/// What was found in one or several configuration files.
///
/// @param files the files that were read, in the order asked for
/// @param diagnostics of all files, in order
public record Report(List<CheckedFile> files, List<Diagnostic> diagnostics) {

    public Report {
        files = List.copyOf(files);
        diagnostics = List.copyOf(diagnostics);
    }

    /// One file that was read.
    ///
    /// @param path as it was named to the reader
    /// @param targets how many it declares; 0 where it could not be read
    /// @param platforms how many it declares; 0 where it could not be read
    public record CheckedFile(String path, int targets, int platforms) {

        /// The file with what reading it gave. A file with faults is counted as far as it can be
        /// read.
        public static CheckedFile of(String path, byte[] text, Reading reading) {
            var config =
                    switch (reading) {
                        case Reading.Valid valid -> valid.config();
                        case Reading.Invalid _ -> ConfigText.read(path, text).config();
                    };
            return config == null
                    ? new CheckedFile(path, 0, 0)
                    : new CheckedFile(path, config.targets().size(), config.platforms().size());
        }
    }

    /// Whether every file can be used: there may be warnings, but no error.
    public boolean valid() {
        return diagnostics.stream().noneMatch(Diagnostic::isError);
    }

    /// How many diagnostics weigh this much.
    public long count(Severity severity) {
        return diagnostics.stream().filter(it -> it.severity() == severity).count();
    }
}
