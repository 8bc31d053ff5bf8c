package dev.muster.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DigestTest {

    /// The examples of FIPS 180-2 and RFC 7636.
    @Test
    void it_is_what_others_say_it_is() {
        assertThat(Digest.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").base64())
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void it_is_cut_to_so_many_digits() {
        assertThat(Digest.of("abc").hex(7)).isEqualTo("ba7816b");
    }

    @Test
    void it_is_equal_where_what_it_stands_for_is() {
        assertThat(Digest.of("é")).isEqualTo(Digest.of(new byte[] {(byte) 0xc3, (byte) 0xa9}));
        assertThat(Digest.of("a")).isNotEqualTo(Digest.of("b")).isNotEqualTo("a");
    }
}
