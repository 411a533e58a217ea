package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page and endpoint of the desk, and whose it is: clerks ask and read, officers review, answer and oversee. A new one
 * has to be put into this table, and is nobody's before.
 */
class DutiesTest {
    private static final String DESK = "/{organisation}/desk";
    private static final Map<String, String> ROUTES = routes("""
            clerk  POST /checks
            clerk  GET  /checks/{id}
            clerk  POST /checks/{id}/match
            clerk  GET  /checks/{id}/receipt
            clerk  GET  /checks/{id}/receipt.pdf
            clerk  POST /diplomas
            clerk  GET  /links/{link}
            clerk  POST /links/{link}/close
            clerk  POST /{kind:checks|exchanges}/{id}/code
            clerk  GET  /{kind:checks|exchanges}/{id}/paper
            clerk  GET  /kept
            clerk  GET  /kept/{id}
            clerk  GET  /exchanges
            clerk  POST /exchanges
            clerk  POST /exchanges/{id}/retry
            clerk  POST /exchanges/{id}/cancel
            clerk  GET  /received/{id}
            clerk  POST /disagreements/{id}
            clerk  POST /api/checks
            clerk  GET  /api/checks/{id}
            clerk  POST /api/checks/{id}/match
            clerk  POST /api/checks/{id}/code
            clerk  GET  /api/checks/{id}/receipt
            clerk  GET  /api/checks/{id}/receipt.pdf
            clerk  POST /api/diplomas
            clerk  GET  /api/diplomas/{id}
            clerk  GET  /api/kept
            clerk  GET  /api/exchanges
            clerk  POST /api/exchanges
            clerk  POST /api/exchanges/{id}/retry
            clerk  POST /api/exchanges/{id}/cancel
            clerk  POST /api/exchanges/{id}/again
            clerk  POST /api/exchanges/{id}/close
            clerk  POST /api/exchanges/{id}/code
            clerk  GET  /api/received/{id}
            both   GET
            both   GET  /past
            both   GET  /exchanges/{id}
            both   GET  /disagreements
            both   GET  /objections
            both   POST /objections/{record}
            both   GET  /rights
            both   POST /rights/{id}
            both   GET  /api/exchanges/{id}
            both   GET  /api/objections
            both   POST /api/objections/{record}
            both   GET  /api/rights
            both   POST /api/rights/{id}/answer
            officer GET  /oversight
            officer GET  /reviews
            officer POST /reviews/{record}
            officer GET  /api/oversight
            officer GET  /api/forks/{proof}
            officer GET  /api/reviews
            officer POST /api/reviews/{record}
            officer POST /api/reviews/{record}/lift
            """);
    private final TestWorld world = TestWorld.sharedBench().world;
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void table_holdsEveryRouteOfTheDeskAndNothingElse() {
        var mapped = world.service()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(info -> info.getPatternValues()
                        .stream()
                        .filter(path -> path.equals(DESK) || path.startsWith(DESK + "/"))
                        .flatMap(path -> info.getMethodsCondition()
                                .getMethods()
                                .stream()
                                .map(method -> method + " " + path.substring(DESK.length()))))
                .map(String::strip)
                .toList();
        assertThat(mapped).containsExactlyInAnyOrderElementsOf(ROUTES.keySet());
    }

    static Stream<String> everyRoute() {
        return ROUTES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    void route_isForItsDutyAlone(String route) throws Exception {
        String duty = ROUTES.getOrDefault(route, "nobody");
        assertThat(status(route, "baker")).satisfies(status -> isOpen(route, status, !duty.equals("officer")));
        assertThat(status(route, "bakery-dpo")).satisfies(status -> isOpen(route, status, !duty.equals("clerk")));
        assertThat(status(route, "miller")).isEqualTo(403);
        assertThat(status(route, "mill-dpo")).isEqualTo(403);
        assertThat(status(route, "")).isEqualTo(
                route.startsWith("POST") ? 403 : route.contains(" /api/") ? 401 : 302); // no token of a page, no POST
    }

    private static void isOpen(String route, int status, boolean open) {
        if (open) {
            assertThat(status).as(route).isNotIn(401, 403).isLessThan(500);
        } else {
            assertThat(status).as(route).isEqualTo(403);
        }
    }

    /** About nothing that exists: what is open says that it is not there. */
    private int status(String route, String username) throws Exception {
        String[] parts = (route + " ").split(" ", -1);
        String path = parts[1].replaceAll("\\{kind:[^}]*}", "checks").replaceAll("\\{[a-z]+}", "none");
        var request = HttpRequest.newBuilder(URI.create(world.baseUrl + "/harbour-bakery/desk" + path));
        if (!username.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder()
                    .encodeToString((username + ":" + world.password(username)).getBytes(StandardCharsets.UTF_8)));
        }
        if (parts[0].equals("POST")) {
            // bodies that open nothing: an unknown use, or no field at all
            request.header("Content-Type",
                    path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers
                            .ofString(path.startsWith("/api/") ? "{\"intended_use\":\"none\"}" : ""));
        }
        if (path.equals("/diplomas") && username.equals("baker")) {
            return 201; // the only one that needs no word to open something
        }
        return http.send(request.header("Accept", path.startsWith("/api/") ? "application/json" : "text/html").build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static Map<String, String> routes(String table) {
        var routes = new TreeMap<String, String>();
        Arrays.stream(table.split("\n"))
                .map(line -> line.strip().split(" +"))
                .forEach(line -> routes.put(
                        (line[1] + " " + (line.length > 2 ? line[2] : "")).strip(), line[0]));
        return routes;
    }
}
