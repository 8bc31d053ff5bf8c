package dev.muster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.testkit.Databases;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import java.net.http.HttpResponse;

/// Cases that ask one service on a simulated world, started once for all of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiTestCase {

    static final String REPO = "/api/v1/repos/local/sample";

    static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                properties: {os: Linux}
            targets:
              - name: Linux analyze
                run: ./analyze
                timeout: 5
              - name: Linux test
                run: ./test
                timeout: 5
                bringup: true
            """;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    RunningApi api;
    World world;

    @BeforeAll
    void start() {
        world = World.on(Databases.h2());
        api = serve(world);
        prepare();
    }

    RunningApi serve(World fresh) {
        return RunningApi.local(fresh);
    }

    void prepare() {
        world.land(1, CONFIG);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError("not JSON: " + answer.body(), broken);
        }
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
