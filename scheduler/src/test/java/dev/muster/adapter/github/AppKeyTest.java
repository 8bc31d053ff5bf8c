package dev.muster.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testkit.SharedKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

/// The App's key, as GitHub hands it out and as tools convert it.
final class AppKeyTest {

    /// An RSA key of 2048 bits in PKCS#8 has so many bytes before those of PKCS#1.
    private static final int WRAPPING = 26;

    private final PrivateKey key = SharedKeys.of("an App").getPrivate();

    @Test
    void a_key_in_pkcs8_is_read() throws Exception {
        assertThat(AppKey.read(pem("PRIVATE KEY", key.getEncoded())).key()).isEqualTo(key);
    }

    @Test
    void a_key_in_pkcs1_as_github_hands_it_out_is_read() throws Exception {
        var all = key.getEncoded();
        var pkcs1 = Arrays.copyOfRange(all, WRAPPING, all.length);

        assertThat(AppKey.read(pem("RSA PRIVATE KEY", pkcs1)).key()).isEqualTo(key);
    }

    @Test
    void what_stands_around_it_and_how_lines_end_does_not_matter() throws Exception {
        var text = "# the App's key\r\n" + pem("PRIVATE KEY", key.getEncoded()) + "\r\n\r\n";

        assertThat(AppKey.read(text.replace("\n", "\r\n")).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-rsa AAAA",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA",
                "-----BEGIN PRIVATE KEY-----\nSecretWords\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nSecretWords\n-----END RSA PRIVATE KEY-----"
            })
    void what_is_none_is_told_without_a_part_of_it(String text) {
        assertThatThrownBy(() -> AppKey.read(text))
                .isInstanceOf(AppKey.Unreadable.class)
                .hasMessageContaining("GitHub")
                .hasMessageNotContaining("SecretWords")
                .hasNoCause();
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        kind,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
                        kind);
    }
}
