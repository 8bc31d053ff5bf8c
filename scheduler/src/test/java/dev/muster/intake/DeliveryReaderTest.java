package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// What is taken of the bodies of deliveries, and kept.
final class DeliveryReaderTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_body_is_kept_to_the_letter() {
        var body = "{ \"ref\" : \"caf\u00e9 \\ud800 \\u0000\", \"n\": 1.50 }";

        var text = DeliveryReader.text(bytes(body)).orElseThrow();

        assertThat(DeliveryReader.stored("push", text))
                .isEqualTo("{\"event\":\"push\",\"body\":" + body + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "7",
                "null",
                "{",
                "{}}",
                "{} {}",
                "{\"a\":}",
                "{\"a\":\"\u0000\"}",
                "{}, \"event\": {}"
            })
    void what_is_not_one_object_is_refused(String body) {
        assertThat(DeliveryReader.text(bytes(body))).isEmpty();
    }

    @Test
    void nesting_without_end_is_refused() {
        assertThat(DeliveryReader.text(bytes("{\"a\":".repeat(100_000)))).isEmpty();
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        assertThat(DeliveryReader.text(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void another_encoding_is_refused(String encoding) {
        assertThat(DeliveryReader.text("{\"a\": 1}".getBytes(Charset.forName(encoding)))).isEmpty();
    }

    @Test
    void the_sign_for_what_could_not_be_read_is_a_letter_like_others() {
        var body = "{\"title\": \"\uFFFD\"}";

        assertThat(DeliveryReader.text(bytes(body))).contains(body);
    }

    @Test
    void of_a_body_that_is_too_long_the_beginnings_of_its_texts_are_kept() {
        var body = "{\"head_commit\":{\"message\":\"%s\"}}".formatted("m".repeat(21_000_000));

        var text = DeliveryReader.text(bytes(body)).orElseThrow();

        assertThat(
                        DeliveryReader.document(DeliveryReader.stored("push", text))
                                .at("/body/head_commit/message")
                                .asText())
                .isEqualTo("m".repeat(65_536));
    }

    @Test
    void of_a_body_that_is_too_long_the_beginnings_of_its_lists_are_kept() {
        var body = "{\"commits\":[%s0],\"after\":\"x\"}".formatted("12345678,".repeat(200_000));

        var kept = DeliveryReader.document(DeliveryReader.stored("push", body)).path("body");

        assertThat(kept.path("commits")).hasSize(20);
        assertThat(kept.path("after").asText()).isEqualTo("x");
    }
}
