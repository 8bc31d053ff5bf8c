package dev.muster.config.check;

import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Property;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A rule over each property, wherever in a configuration one can be written.
interface PropertyRule extends Rule {

    /// Reports the breach of one property, if there is one.
    void check(CiConfig config, Property property, Consumer<Diagnostic> report);

    @Override
    default void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        Stream.concat(
                        config.platforms().values().stream().map(it -> it.properties()),
                        config.targets().stream()
                                .map(it -> it.work())
                                .flatMap(
                                        it ->
                                                Stream.of(
                                                        it.properties(),
                                                        it.postsubmitProperties())))
                .flatMap(List::stream)
                .forEach(it -> check(config, it, report));
    }
}
