package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/// GitHub's published example, and what is not quite it.
final class SignatureOfDeliveriesTest {

    private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    private static final String MAC =
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private final Signature signature = new Signature("It's a Secret to Everybody");

    @Test
    void githubs_published_example_fits() {
        assertThat(signature.fits(BODY, "sha256=" + MAC)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                MAC,
                "sha1=" + MAC,
                "sha256=" + MAC + "00",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
                "sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17"
            })
    void anything_else_does_not(String header) {
        assertThat(signature.fits(BODY, header)).isFalse();
    }

    @Test
    void a_changed_body_does_not_fit() {
        var changed = "Hello, World?".getBytes(StandardCharsets.UTF_8);

        assertThat(signature.fits(changed, "sha256=" + MAC)).isFalse();
    }
}
