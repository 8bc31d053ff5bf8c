package dev.muster.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SignatureLaws {

    @Provide
    Arbitrary<String> logs() {
        var pieces =
                Arbitraries.of(
                        "error",
                        " ",
                        "\n",
                        "/tmp/x1",
                        "lib/a.dart:3",
                        "12:00:01",
                        "0xff",
                        "<n>",
                        "<",
                        ">",
                        "\u001B[31m",
                        "abcdef0123",
                        "ghp_0123456789abcdefghij9",
                        "https://a/b",
                        "2026-11-21",
                        "failed",
                        "42",
                        "ms",
                        "\u20AC",
                        "-",
                        "[",
                        "C:\\a",
                        ".");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(60).map(it -> String.join("", it)),
                Arbitraries.strings().ofMaxLength(600));
    }

    /// So it does not matter whether a job or the service makes it.
    @Property(tries = 3_000)
    void a_signature_is_its_own_signature(@ForAll("logs") String log) {
        Signature.of(log).ifPresent(it -> assertThat(Signature.of(it.text())).contains(it));
    }
}
