package dev.muster.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubPlaceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    https://github.com      | https://api.github.com         | https://token.actions.githubusercontent.com
                    https://github.com/     | https://api.github.com         | https://token.actions.githubusercontent.com
                    https://acme.ghe.com    | https://api.acme.ghe.com       | https://token.actions.acme.ghe.com
                    https://git.example.org | https://git.example.org/api/v3 | https://git.example.org/_services/token
                    """)
    void each_github_has_its_api_and_its_issuer(String web, String api, String issuer) {
        var place = GitHubPlace.of(web).orElseThrow();

        assertThat(place.api()).hasToString(api);
        assertThat(place.issuer()).hasToString(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "github.com",
                "http://git.example.org",
                "https://github.com/acme",
                "https://github.com?x",
                "https://",
                "ftp://github.com",
                "https://a b"
            })
    void what_is_no_github_is_none(String text) {
        assertThat(GitHubPlace.of(text)).isEmpty();
    }
}
