package org.amana.verifier.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.Opening;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RelationId;
import org.amana.core.exchange.Release;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.exchange.Requester;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogSigner;
import org.amana.core.note.TlogProof;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.verifier.request.Token;
import tools.jackson.databind.node.ObjectNode;

/** An authority that answers release requests, rightly or as wrongly as a test wants. */
public final class TestSource implements AutoCloseable {
    public final TestIssuer office;
    /** Requests that held, in the order they came. */
    public final List<ReleaseRequest> seen = new CopyOnWriteArrayList<>();
    /** Requests that did not hold, as the source would say it. */
    public final List<String> refused = new CopyOnWriteArrayList<>();
    /** Permits its ledger gave. */
    public final AtomicInteger permits = new AtomicInteger(17);
    public volatile Answering answering;
    private final HttpServer server;
    private final Clock clock;
    private final TestLedger ledger;
    private final Requester.Trust trust;
    private final RandomGenerator random = TestRandom.seeded();

    /** Answers one request. */
    @FunctionalInterface
    public interface Answering {
        Reply to(ReleaseRequest request) throws Exception;
    }

    /** An HTTP answer. */
    public record Reply(int status, String type, String body, Map<String, String> headers) {
        public static Reply jose(String body) {
            return new Reply(200, "application/jose", body, Map.of());
        }

        public static Reply problem(int status, String reason) {
            return new Reply(status, "application/problem+json",
                    StrictJson.write(StrictJson.object().put("title", "no").put("reason", reason).put("entry", 3)),
                    Map.of());
        }
    }

    TestSource(URI statusUri, TestLedger ledger, TrustAnchors requesters, TrustAnchors registrars, Clock clock) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.office = new TestIssuer("http://localhost:" + server.getAddress().getPort() + "/recognition-office",
                statusUri, clock);
        this.ledger = ledger;
        this.clock = clock;
        this.trust = new Requester.Trust(new ChainValidator(), requesters, registrars);
        this.answering = this::released;
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            Reply reply = answer(body);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** What it says to a request, whichever way it came. */
    public Reply answer(String compact) {
        try {
            ReleaseRequest request = ReleaseRequest.verify(compact, trust, office.id, clock.instant());
            seen.add(request);
            return answering.to(request);
        } catch (Exception e) {
            refused.add(String.valueOf(e.getMessage()));
            return Reply.problem(400, "bad_release_request");
        }
    }

    /** The right answer. */
    public Reply released(ReleaseRequest request) {
        return Reply.jose(release(request, permit(request), diploma()));
    }

    /** What the register says of the person, no more than is asked for. */
    public static List<Release.Data> diploma() {
        ObjectNode claims = StrictJson.object().put("given_name", "Tesfay").put("family_name", "Habte");
        claims.putObject("qualification").put("title", "Bachelor of Nursing").put("eqf_level", 6);
        return List.of(new Release.Data(TestIssuer.QUALIFICATION, claims));
    }

    public String release(ReleaseRequest request, ConsentReceipt permit, List<Release.Data> data) {
        return release(request, permit, data, office.key);
    }

    public String release(ReleaseRequest request, ConsentReceipt permit, List<Release.Data> data, SigningKey key) {
        return new Release(office.id, request.requester().party(), request.id(), clock.instant(), permit, data).seal(
                key,
                request.replyKey());
    }

    /** The order for a permit to answer that request. */
    public String order(ReleaseRequest request) {
        return order(request, request.requester().party(), request.requester().registration().intendedUse().id(),
                request.categories());
    }

    public String order(ReleaseRequest request, String requester, String purpose,
                        List<CredentialCategory> categories) {
        return PermitOrder.sign(office.key, office.id, Token.fresh(random), clock.instant(), request.record(),
                request.ground().requestHash(), requester, purpose, categories, Optional.empty(), age(request));
    }

    /** What this office knows of the person's age: as they were asked. */
    private Optional<PersonsAge> age(ReleaseRequest request) {
        if (!(request.ground() instanceof ReleaseRequest.Agreed agreed) || !agreed.answered().terms().isWithGuardian())
            return Optional.empty();
        return Optional.of(new PersonsAge.UnderAge(agreed.guardian()
                .map(found -> new PersonsAge.Guardian(found.record(), found.answered().hash(),
                        clock.instant().plus(Duration.ofDays(365))))));
    }

    /** The receipt of a fresh PERMIT for it, at the next place of the ledger's log. */
    public ConsentReceipt permit(ReleaseRequest request) {
        return permit(order(request), permits.getAndIncrement(), clock.instant(), ledger.log);
    }

    public ConsentReceipt permit(String order, int index, Instant at, LogSigner log) {
        var event = ExchangeEvent.of(PermitOrder.verify(order),
                new RelationId(EphemeralKey.generate().kid()), at, Optional.empty());
        return receipt(event, index, log);
    }

    /** The receipt of an event as the last of {@code index + 1} entries. */
    public ConsentReceipt receipt(org.amana.core.consent.SignedEvent event, int index, LogSigner log) {
        Opening opening = Opening.make(event, random);
        List<TreeHash> leaves = new ArrayList<>();
        for (int other = 0; other < index; other++)
            leaves.add(TreeHash.ofLeaf(("entry " + other).getBytes(StandardCharsets.US_ASCII)));
        leaves.add(opening.commitment().leafHash());
        List<TreeHash> path = new ArrayList<>();
        TreeHash root = lastPath(leaves, path);
        String checkpoint = log.sign(new Checkpoint(log.origin(), index + 1L, root), Instant.EPOCH.plusSeconds(1));
        return ConsentReceipt.of(opening, new TlogProof(index, path, checkpoint));
    }

    /** Root, and the audit path of the last leaf (RFC 6962 section 2.1). */
    private static TreeHash lastPath(List<TreeHash> leaves, List<TreeHash> path) {
        if (leaves.size() == 1)
            return leaves.getFirst();
        int left = Integer.highestOneBit(leaves.size() - 1);
        TreeHash right = lastPath(leaves.subList(left, leaves.size()), path);
        TreeHash leftRoot = lastPath(leaves.subList(0, left), new ArrayList<>());
        path.add(leftRoot);
        return TreeHash.ofNode(leftRoot, right);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
