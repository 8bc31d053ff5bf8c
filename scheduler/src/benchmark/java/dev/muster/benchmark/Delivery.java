package dev.muster.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A push as GitHub delivers it: some seven kilobytes of JSON.
///
/// @param id GitHub's name for it
/// @param body as it is sent
record Delivery(String id, String body) {

    static final String SECRET = "benchmark-secret";

    private static final String BODY =
            """
            {"ref":"refs/heads/main","before":"%1$040d","after":"%2$040d","installation":{"id":77},
            "repository":{"id":4711,"name":"sample","full_name":"octo/sample","private":false,
            "owner":{"login":"octo","id":1},%3$s},
            "commits":[%4$s],"head_commit":null,"sender":{"login":"octo","id":1}}
            """
                    .formatted(
                            1,
                            2,
                            IntStream.range(0, 45)
                                    .mapToObj(
                                            i ->
                                                    "\"some_%d_url\":\"https://api.github.com/repos/octo/sample/some/%d{/number}\""
                                                            .formatted(i, i))
                                    .collect(Collectors.joining(",")),
                            IntStream.range(0, 4)
                                    .mapToObj(
                                            i ->
                                                    "{\"id\":\"%040d\",\"message\":\"%s\",\"added\":[],\"removed\":[],\"modified\":[\"lib/src/widgets/framework.dart\"]}"
                                                            .formatted(
                                                                    i,
                                                                    "A line of words. ".repeat(20)))
                                    .collect(Collectors.joining(",")));

    private static final byte[] BYTES = BODY.getBytes(StandardCharsets.UTF_8);

    /// GitHub signs the body only, and all bodies are the same here.
    private static final String SIGNATURE = signature(BYTES);

    static Delivery fresh() {
        return new Delivery(UUID.randomUUID().toString(), BODY);
    }

    /// The request that brings it.
    byte[] request(int port) {
        var head =
                """
                POST /github/webhook HTTP/1.1\r
                Host: localhost:%d\r
                Content-Type: application/json\r
                Content-Length: %d\r
                X-GitHub-Event: push\r
                X-GitHub-Delivery: %s\r
                X-Hub-Signature-256: sha256=%s\r
                \r
                """
                        .formatted(port, BYTES.length, id, SIGNATURE);
        var start = head.getBytes(StandardCharsets.US_ASCII);
        var request = Arrays.copyOf(start, start.length + BYTES.length);
        System.arraycopy(BYTES, 0, request, start.length, BYTES.length);
        return request;
    }

    private static String signature(byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
        }
    }
}
