package org.amana.ledger.witness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.amana.core.note.LogFiles;

/** A log of another node on the web, which may show another story from one moment to the next. */
final class PublishedTestLog implements AutoCloseable {
    private final HttpServer server;
    private final AtomicReference<LogFiles> files = new AtomicReference<>((path, maxBytes) -> Optional.empty());
    private final AtomicInteger asked = new AtomicInteger();

    PublishedTestLog() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/tlog/", exchange -> {
            asked.incrementAndGet();
            Optional<byte[]> file = files.get()
                    .read(exchange.getRequestURI().getPath().substring("/tlog/".length()),
                            Integer.MAX_VALUE);
            try (exchange) {
                exchange.sendResponseHeaders(file.isPresent() ? 200 : 404, file.isPresent() ? file.get().length : -1);
                exchange.getResponseBody().write(file.orElseGet(() -> new byte[0]));
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    void show(LogFiles story) {
        files.set(story);
    }

    int asked() {
        return asked.get();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/tlog/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
