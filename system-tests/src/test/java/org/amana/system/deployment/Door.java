package org.amana.system.deployment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * An address in front of a service that goes on answering elsewhere, as a reverse proxy is: once shut, nobody who knows it
 * by this is answered, and whoever keeps it sees what passes.
 */
public final class Door implements AutoCloseable {
    /** Each connection has its own of these, and the client sets them. */
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "expect", "host",
            "upgrade", "http2-settings", "transfer-encoding", "date", ":status");
    private static final Keeper NOBODY = (call, onward) -> onward.pass(call);
    private final HttpServer server;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile URI behind = URI.create("http://localhost:1");
    private volatile boolean open = true;
    private volatile Keeper keeper = NOBODY;

    /**
     * What comes in.
     *
     * @param target path and query
     * @param body a character for each byte
     */
    public record Call(String method, String target, Map<String, List<String>> headers, String body) {}

    /**
     * What goes back.
     *
     * @param body a character for each byte
     */
    public record Answer(int status, Map<String, List<String>> headers, String body) {}

    /** The way to the service. */
    public interface Onward {
        Answer pass(Call call) throws IOException, InterruptedException;
    }

    /** Decides what becomes of a call. */
    public interface Keeper {
        Answer meet(Call call, Onward onward) throws IOException, InterruptedException;
    }

    /** Opens one on a free port; what is behind it is told later. */
    public Door() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void leadsTo(URI service) {
        behind = service;
    }

    public void shut() {
        open = false;
    }

    public void open() {
        open = true;
    }

    /** From now on. */
    public void keptBy(Keeper one) {
        keeper = one;
    }

    /** Everything passes again. */
    public void keptByNobody() {
        keeper = NOBODY;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!open) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            Answer answer = keeper.meet(new Call(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(), text(exchange.getRequestBody().readAllBytes())), this::onward);
            answer.headers().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            byte[] body = bytes(answer.body());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer onward(Call call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + call.target()))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(bytes(call.body())));
        call.headers().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.headers().map(), text(answer.body()));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
