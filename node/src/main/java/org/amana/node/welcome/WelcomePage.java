package org.amana.node.welcome;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.amana.support.launch.ServiceModule;

/** Serves two fixed pages, English and Arabic, whose links lead to the services; it knows nothing and asks nothing. */
public final class WelcomePage implements AutoCloseable {
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";
    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Content> pages;

    private WelcomePage(HttpServer server, ExecutorService threads, Map<String, Content> pages) {
        this.server = server;
        this.threads = threads;
        this.pages = pages;
    }

    /**
     * Opens the page.
     *
     * @param loopback true: for browsers on this machine alone
     * @param address of each service
     * @param demo true: with the story about the invented people
     */
    public static WelcomePage open(boolean loopback, int port, Function<ServiceModule, URI> address, boolean demo)
            throws IOException {
        InetSocketAddress socket = loopback
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(port);
        Map<String, Content> pages = Map.of("/", page("en", address, demo), "/en", page("en", address, demo), "/ar",
                page("ar", address, demo), "/assets/amana.css",
                new Content("text/css; charset=utf-8", resource("/service-support/static/amana.css")),
                "/assets/amana.svg", new Content("image/svg+xml", resource("/service-support/static/amana.svg")));
        var welcome = new WelcomePage(HttpServer.create(socket, 0), Executors.newVirtualThreadPerTaskExecutor(), pages);
        welcome.server.setExecutor(welcome.threads);
        welcome.server.createContext("/", welcome::answer);
        welcome.server.start();
        return welcome;
    }

    private static Content page(String language, Function<ServiceModule, URI> address, boolean demo)
            throws IOException {
        String html = resource("/node/welcome_" + language + ".html");
        for (ServiceModule service : ServiceModule.values()) {
            html = html.replace("{" + service.schema() + "}", address.apply(service).toString());
        }
        if (!demo) {
            html = html.replaceAll("(?s)<!-- story -->.*?<!-- end of story -->", "");
        }
        return new Content("text/html; charset=utf-8", html);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = WelcomePage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the node lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cache-Control", "no-cache");
            Content content = pages.get(exchange.getRequestURI().getPath());
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = content.body().getBytes(StandardCharsets.UTF_8);
            headers.set("Content-Type", content.type());
            boolean head = "HEAD".equals(exchange.getRequestMethod());
            exchange.sendResponseHeaders(200, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private record Content(String type, String body) {}
}
