package dev.muster.simulation.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Lists by pages of at most 100, with the links that lead on.
public final class Pages {

    private final Ground ground;

    /// Pages with absolute links.
    public Pages(Ground ground) {
        this.ground = ground;
    }

    /// A page of a bare array.
    public <T> Answer list(
            Request request, List<T> all, Function<? super T, ? extends JsonNode> shape) {
        return list(request, all, Integer.MAX_VALUE, shape);
    }

    /// A page of a bare array that ends at some number whatever there is.
    public <T> Answer list(
            Request request,
            List<T> all,
            int limit,
            Function<? super T, ? extends JsonNode> shape) {
        var reachable = all.size() > limit ? all.subList(0, limit) : all;
        return Answer.ok(shapes(slice(request, reachable), shape))
                .with(links(request, reachable.size()));
    }

    /// A page of an object with the total and the array under a key.
    public <T> Answer counted(
            Request request,
            String key,
            List<T> all,
            int limit,
            Function<? super T, ? extends JsonNode> shape) {
        var reachable = all.size() > limit ? all.subList(0, limit) : all;
        var body = Json.object().put("total_count", all.size());
        body.set(key, shapes(slice(request, reachable), shape));
        return Answer.ok(body).with(links(request, reachable.size()));
    }

    /// The values on the page that is asked for.
    public static <T> List<T> slice(Request request, List<T> all) {
        var size = size(request);
        var from = (long) (page(request) - 1) * size;
        if (from >= all.size()) {
            return List.of();
        }
        return all.subList((int) from, (int) Math.min(all.size(), from + size));
    }

    /// How many values a page holds.
    public static int size(Request request) {
        return Math.clamp(number(request.query("per_page"), 30), 1, 100);
    }

    /// Which page is asked for, from 1.
    public static int page(Request request) {
        return Math.max(1, number(request.query("page"), 1));
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static <T> ArrayNode shapes(
            List<T> values, Function<? super T, ? extends JsonNode> shape) {
        return Json.array(values, shape);
    }

    /// The header with the links to other pages.
    public Map<String, String> links(Request request, int total) {
        var size = size(request);
        var page = page(request);
        var last = Math.max(1, (total + size - 1) / size);
        var links = new ArrayList<String>();
        if (page > 1) {
            links.add(link(request, page - 1, "prev"));
        }
        if (page < last) {
            links.add(link(request, page + 1, "next"));
            links.add(link(request, last, "last"));
        }
        if (page > 1) {
            links.add(link(request, 1, "first"));
        }
        return links.isEmpty() ? Map.of() : Map.of("Link", String.join(", ", links));
    }

    private String link(Request request, int page, String relation) {
        var query = new StringBuilder();
        request.query()
                .forEach(
                        (name, value) -> {
                            if (!name.equals("page")) {
                                query.append(name).append('=').append(encode(value)).append('&');
                            }
                        });
        return "<%s?%spage=%d>; rel=\"%s\""
                .formatted(ground.api(request.path()), query, page, relation);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
