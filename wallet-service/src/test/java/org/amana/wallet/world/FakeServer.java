package org.amana.wallet.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An HTTP server on a free loopback port that remembers what it was asked. */
public abstract class FakeServer {

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    FakeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** Everything asked since the last {@link #forget}. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Calls of that method whose path begins so. */
    public List<Call> calls(String method, String path) {
        return calls.stream().filter(call -> call.method().equals(method) && call.path().startsWith(path)).toList();
    }

    public void forget() {
        calls.clear();
    }

    abstract Reply answer(Call call);

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT),
                            values.getFirst()));
            Call call = new Call(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(call);
            Reply reply = answer(call);
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** One request as it came. */
    public record Call(String method, String path, Map<String, String> headers, String body) {

        public ObjectNode json() {
            return StrictJson.parseObject(body, 8 << 20);
        }

        /** One field of the form; empty where it has none. */
        public String field(String name) {
            return form().getOrDefault(name, List.of("")).getFirst();
        }

        public Map<String, List<String>> form() {
            Map<String, List<String>> form = new HashMap<>();
            for (String pair : body.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                form.put(parts[0],
                        List.of(URLDecoder.decode(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8)));
            }
            return form;
        }
    }

    /** What is answered. */
    public record Reply(int status, Map<String, String> headers, String body) {

        public static Reply json(int status, JsonNode json) {
            return new Reply(status, Map.of("Content-Type", "application/json"), StrictJson.write(json));
        }

        public static Reply text(String type, String body) {
            return new Reply(200, Map.of("Content-Type", type), body);
        }

        public static Reply status(int status) {
            return new Reply(status, Map.of(), "");
        }
    }
}
