package dev.muster.simulation.http;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Every route there is. Of those that fit a path, the one with the most fixed parts has it.
public final class Routes {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(\\*?)}");

    private final List<Route> routes = new ArrayList<>();

    /// Adds a route.
    ///
    /// @param operation method and path such as `GET /repos/{owner}/{repo}`; `{path*}` takes
    ///   slashes
    public void add(String operation, Access access, Handler handler) {
        var space = operation.indexOf(' ');
        var template = operation.substring(space + 1);
        var names = new ArrayList<String>();
        var expression = new StringBuilder();
        var matcher = VARIABLE.matcher(template);
        var from = 0;
        while (matcher.find()) {
            expression.append(Pattern.quote(template.substring(from, matcher.start())));
            expression.append(matcher.group(2).isEmpty() ? "([^/]+)" : "(.+)");
            names.add(matcher.group(1));
            from = matcher.end();
        }
        expression.append(Pattern.quote(template.substring(from)));
        routes.add(
                new Route(
                        operation.substring(0, space),
                        template.replace("*}", "}"),
                        Pattern.compile(expression.toString()),
                        List.copyOf(names),
                        access,
                        handler));
    }

    /// The route that a request takes, absent where there is none.
    public @Nullable Found find(Request request) {
        Found best = null;
        for (var route : routes) {
            if (route.method.equals(request.method())) {
                var matcher = route.path.matcher(request.path());
                if (matcher.matches() && (best == null || route.fixed() > best.fixed)) {
                    var places = new LinkedHashMap<String, String>();
                    for (var index = 0; index < route.names.size(); index++) {
                        places.put(route.names.get(index), decode(matcher.group(index + 1)));
                    }
                    best = new Found(route, route.fixed(), places);
                }
            }
        }
        return best;
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// A route.
    ///
    /// @param method the method
    /// @param template the path with its variables
    /// @param path the path as an expression
    /// @param names the variables in their order
    /// @param access what it asks of callers
    /// @param handler what it does
    public record Route(
            String method,
            String template,
            Pattern path,
            List<String> names,
            Access access,
            Handler handler) {

        /// Its name in counts: method and path with variables.
        public String operation() {
            return method + " " + template;
        }

        private int fixed() {
            return template.replaceAll("\\{\\w+}", "").length();
        }
    }

    /// A route found.
    ///
    /// @param route the route
    /// @param fixed how much of the path it fixes
    /// @param places what stands at its variables
    public record Found(Route route, int fixed, Map<String, String> places) {}
}
