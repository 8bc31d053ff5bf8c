package dev.muster.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a port, so that one that cannot be is told before anything is begun.
final class PortNumber implements ITypeConverter<Integer> {

    private static final int GREATEST = 65_535;

    @Override
    public Integer convert(String text) {
        if (text.matches("[0-9]{1,5}")) {
            var port = Integer.parseInt(text);
            if (port <= GREATEST) {
                return port;
            }
        }
        throw new TypeConversionException("must be a number from 0 to 65535");
    }
}
