package org.amana.node.welcome;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.amana.support.launch.ServiceModule;
import org.amana.support.web.TlsRules;

/** Serves two fixed pages, English and Arabic, whose links lead to the services; it knows nothing and asks nothing. */
public final class WelcomePage implements AutoCloseable {
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";
    private static final String ROOT = "/amana-development-ca.crt";
    private static final Content NO_SUCH_PAGE = new Content("text/html; charset=utf-8",
            "<!doctype html><html lang=\"en\"><title>Amana</title><h1>This page does not exist</h1>"
                    + "<p><a href=\"/\">To the start page</a></p></html>");
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
     * @param tls what the page is served with, and says about phones; none: plain http
     */
    public static WelcomePage open(boolean loopback, int port, Function<ServiceModule, URI> address, boolean demo,
                                   Optional<Tls> tls)
            throws IOException {
        InetSocketAddress socket = loopback
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(port);
        var pages = new HashMap<String, Content>();
        for (String language : new String[]{"en", "ar"}) {
            pages.put("/" + language, page(language, address, demo, tls));
        }
        pages.put("/", page("en", address, demo, tls));
        pages.put("/assets/amana.css",
                new Content("text/css; charset=utf-8", resource("/service-support/static/amana.css")));
        pages.put("/assets/amana.svg", new Content("image/svg+xml", resource("/service-support/static/amana.svg")));
        tls.ifPresent(one -> pages.put(ROOT, new Content("application/x-x509-ca-cert", one.root())));
        HttpServer server = tls.isPresent() ? tls.get().server(socket) : HttpServer.create(socket, 0);
        var welcome = new WelcomePage(server, Executors.newVirtualThreadPerTaskExecutor(), Map.copyOf(pages));
        welcome.server.setExecutor(welcome.threads);
        welcome.server.createContext("/", welcome::answer);
        welcome.server.start();
        return welcome;
    }

    private static Content page(String language, Function<ServiceModule, URI> address, boolean demo,
                                Optional<Tls> tls)
            throws IOException {
        String html = resource("/node/welcome_" + language + ".html");
        for (ServiceModule service : ServiceModule.values()) {
            html = html.replace("{" + service.schema() + "}", address.apply(service).toString());
        }
        if (!demo) {
            html = html.replaceAll("(?s)<!-- story -->.*?<!-- end of story -->", "");
        }
        html = tls.isPresent()
                ? html.replace("{fingerprint}", tls.get().fingerprint()).replace("{root}", ROOT)
                : html.replaceAll("(?s)<!-- phones -->.*?<!-- end of phones -->", "");
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
            Content found = pages.get(exchange.getRequestURI().getPath());
            Content content = found == null ? NO_SUCH_PAGE : found;
            byte[] body = content.body().getBytes(StandardCharsets.UTF_8);
            headers.set("Content-Type", content.type());
            boolean head = "HEAD".equals(exchange.getRequestMethod());
            exchange.sendResponseHeaders(found == null ? 404 : 200, head ? -1 : body.length);
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

    /**
     * How the page speaks TLS.
     *
     * @param context with the server's key
     * @param root PEM of the certificate that a phone is told to trust
     * @param fingerprint SHA-256 of that, as phones show it
     */
    public record Tls(SSLContext context, String root, String fingerprint) {
        private HttpServer server(InetSocketAddress socket) throws IOException {
            HttpsServer server = HttpsServer.create(socket, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters strict = context.getDefaultSSLParameters();
                    strict.setProtocols(TlsRules.VERSIONS.toArray(String[]::new));
                    strict.setCipherSuites(TlsRules.SUITES.toArray(String[]::new));
                    parameters.setSSLParameters(strict);
                }
            });
            return server;
        }
    }

    private record Content(String type, String body) {}
}
