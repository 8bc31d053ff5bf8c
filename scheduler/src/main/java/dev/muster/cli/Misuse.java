package dev.muster.cli;

import dev.muster.config.diagnostic.Nearest;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is wrong with a command line, in a sentence, and what was perhaps meant.
///
/// @param sentence what is wrong
/// @param nearest what was perhaps meant; empty where nothing comes near
record Misuse(String sentence, String nearest) {

    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, Integer.class, long.class, Long.class);

    static Misuse of(ParameterException fault) {
        var command = fault.getCommandLine();
        if (fault instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            var written = unmatched.getUnmatched().getFirst();
            return new Misuse(unknown(written, command), nearest(written, command));
        }
        var argument = fault.getArgSpec();
        var value = fault.getValue();
        if (argument != null && value != null) {
            var wanted = wanted(argument);
            if (wanted.isPresent()) {
                return new Misuse(
                        "%s is '%s', and must be %s".formatted(name(argument), value, wanted.get()),
                        Nearest.to(value, words(argument)).orElse(""));
            }
        }
        return new Misuse(uncapitalised(String.valueOf(fault.getMessage())), "");
    }

    private static String unknown(String written, CommandLine command) {
        var name = command.getCommandSpec().qualifiedName();
        if (written.startsWith("-") && written.length() > 1) {
            return "'%s' has no option '%s'".formatted(name, written);
        }
        return command.getSubcommands().isEmpty()
                ? "'%s' does not know what to do with '%s'".formatted(name, written)
                : "there is no command '%s'".formatted(written);
    }

    private static String nearest(String written, CommandLine command) {
        var known = new TreeSet<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(it -> known.addAll(List.of(it.names())));
        return Nearest.to(written, known).orElse("");
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Optional<String> wanted(ArgSpec argument) {
        if (argument.converters().length > 0 && argument.converters()[0] instanceof PortNumber) {
            return Optional.of("a number from 0 to 65535");
        }
        if (type(argument).isEnum()) {
            var words = String.join(", ", words(argument));
            var last = words.lastIndexOf(", ");
            return Optional.of(
                    last < 0
                            ? words
                            : words.substring(0, last) + " or " + words.substring(last + 2));
        }
        if (WHOLE.contains(type(argument))) {
            return Optional.of("a whole number");
        }
        return type(argument) == Double.class ? Optional.of("a number") : Optional.empty();
    }

    private static Class<?> type(ArgSpec argument) {
        return argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
    }

    private static List<String> words(ArgSpec argument) {
        var type = type(argument);
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(it -> it.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toList())
                : List.of();
    }

    private static String uncapitalised(String message) {
        return message.isEmpty()
                ? message
                : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
