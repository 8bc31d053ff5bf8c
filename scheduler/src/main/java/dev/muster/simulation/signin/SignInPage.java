package dev.muster.simulation.signin;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.pages.Html;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks who someone is, and whether the App may know.
final class SignInPage {

    private SignInPage() {}

    static Answer of(App app, List<Account> people, Map<String, String> query) {
        var links =
                people.stream()
                        .map(
                                it ->
                                        "<div>"
                                                + Html.link(to(query, it.login()), it.login())
                                                + "</div>")
                        .collect(Collectors.joining());
        return Html.page(
                "Authorize " + app.name(),
                """
                <h1>Authorize %s</h1>
                <p>It will know who you are, and nothing else. Here you may be anybody:</p>
                <div class="box">%s</div>
                <p>%s</p>
                """
                        .formatted(
                                Html.escape(app.name()),
                                links,
                                Html.link(to(query, "-"), "Cancel")));
    }

    private static String to(Map<String, String> query, String as) {
        var words =
                query.entrySet().stream()
                        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        return "/login/oauth/authorize?" + words + "&as=" + encoded(as);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
