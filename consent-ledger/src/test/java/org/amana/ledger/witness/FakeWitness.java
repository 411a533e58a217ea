package org.amana.ledger.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.NoteSigner;
import org.amana.core.note.SignatureType;
import org.amana.core.witness.AddCheckpointRequest;

/** Somebody else's witness, honest or not, on a port of its own. */
final class FakeWitness implements AutoCloseable {
    private final HttpServer server;
    private final NoteSigner key = newKey();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();
    private long lastSize;
    private TreeHash lastRoot = TreeHash.EMPTY;

    /** How it answers. */
    @FunctionalInterface
    interface Manner {
        void answer(FakeWitness self, AddCheckpointRequest request, HttpExchange exchange) throws IOException;
    }

    FakeWitness(Manner manner) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/w/add-checkpoint", exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                manner.answer(this, AddCheckpointRequest.parse(exchange.getRequestBody().readAllBytes()), exchange);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static NoteSigner newKey() {
        return NoteSigner.generate("w.example", SignatureType.COSIGNATURE_V1, new SecureRandom());
    }

    /** Does as the specification says. */
    static FakeWitness honest() {
        return new FakeWitness(FakeWitness::cosignWhatContinues);
    }

    private synchronized void cosignWhatContinues(AddCheckpointRequest request, HttpExchange exchange)
            throws IOException {
        String[] lines = request.note().split("\n", 4);
        long size = Long.parseLong(lines[1]);
        TreeHash root = TreeHash.ofBase64(lines[2]);
        if (request.oldSize() != lastSize) {
            conflicts.incrementAndGet();
            reply(exchange, 409, "text/x.tlog.size", lastSize + "\n");
        } else if (lastSize == 0
                ? !request.path().isEmpty()
                : !new ConsistencyProof(lastSize, size, request.path()).verify(lastRoot, root)) {
            reply(exchange, 422, "text/plain", "no");
        } else {
            lastSize = size;
            lastRoot = root;
            reply(exchange, 200, "text/plain", key.cosign(text(request), TestLog.NOON));
        }
    }

    /** What it is asked to sign. */
    static String text(AddCheckpointRequest request) {
        return request.note().substring(0, request.note().lastIndexOf("\n\n") + 1);
    }

    static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** As after the loss of its database. */
    synchronized void forget() {
        lastSize = 0;
        lastRoot = TreeHash.EMPTY;
    }

    NoteSigner key() {
        return key;
    }

    String cosigner() {
        return Cosignatures.name(key.verifierKey());
    }

    int asked() {
        return asked.get();
    }

    int conflicts() {
        return conflicts.get();
    }

    /** Lines of a policy. */
    String policyLine(String name) {
        return "witness " + name + " " + key.verifierKey().vkey() + " http://localhost:" + server.getAddress().getPort()
                + "/w/\n";
    }

    /** Lines of a policy that needs all of them. */
    static String quorumOf(List<FakeWitness> all) {
        var policy = new StringBuilder();
        var names = new StringBuilder();
        for (FakeWitness witness : all) {
            String name = "w" + witness.server.getAddress().getPort();
            policy.append(witness.policyLine(name));
            names.append(' ').append(name);
        }
        return policy + "group all-of-them all" + names + "\nquorum all-of-them\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
