package dev.muster.benchmark;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What reading and checking a real configuration costs beside the bare parse of the same bytes by
/// the same YAML library, which builds no tree. Wanted: at most 1.6 times.
///
/// Times are sampled, so that the median says what a busy machine does to the mean.
///
/// The file is `-Dbenchmark.config=…`, or the largest of the corpus beside the repository.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 6, time = 2)
@Fork(1)
public class ReadBenchmark {

    private static final String REAL = "../../shared/corpus/ci-yaml/flutter__flutter.ci.yaml";

    private byte[] bytes = {};

    @Setup
    public void load() throws IOException {
        bytes = Files.readAllBytes(Path.of(System.getProperty("benchmark.config", REAL)));
    }

    /// The library's events to the end.
    @Benchmark
    public int bareParse() {
        var options = new LoaderOptions();
        options.setProcessComments(false);
        var text = new UnicodeReader(new ByteArrayInputStream(bytes));
        var parser = new ParserImpl(new StreamReader(text), options);
        var events = 0;
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            parser.getEvent();
            events++;
        }
        return events;
    }

    /// Bytes to a checked configuration.
    @Benchmark
    public Reading parseAndValidate() {
        return CiConfigReader.read(".ci.yaml", bytes);
    }
}
