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
import java.util.concurrent.Executors;

/** An address in front of a service that goes on answering elsewhere: once shut, nobody who knows it by this is answered. */
public final class Door implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile URI behind = URI.create("http://localhost:1");
    private volatile boolean open = true;

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

    URI address() {
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

    private void pass(HttpExchange call) throws IOException {
        try (call) {
            if (!open) {
                call.sendResponseHeaders(503, -1);
                return;
            }
            HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(URI.create(behind + call.getRequestURI()
                    .toString()))
                    .method(call.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(call.getRequestBody().readAllBytes()))
                    .build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> call.getResponseHeaders().set("Content-Type", type));
            call.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            call.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
