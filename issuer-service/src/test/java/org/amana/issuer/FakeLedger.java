package org.amana.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.Opening;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedEvent;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.InclusionProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogSigner;
import org.amana.core.note.TlogProof;
import org.amana.core.register.TrustedLedger;
import tools.jackson.databind.node.ObjectNode;

/** A ledger with a real tree, that permits what it is asked until a test makes it lie, refuse or be away. */
final class FakeLedger {
    private static final String ORIGIN = "ledger.test/log";
    private static final LogSigner STRANGER = LogSigner.generate(ORIGIN, new Random(5));
    private final LogSigner signer = LogSigner.generate(ORIGIN, new Random(3));
    private final EphemeralKey noticeKey = EphemeralKey.generate();
    private final RelationId relation = RelationId.of(EphemeralKey.generate().publicJwk());
    private final HttpServer server;
    private final List<TreeHash> leaves = new ArrayList<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final List<PermitOrder> orders = new CopyOnWriteArrayList<>();
    private final List<ExchangeOutcome> outcomes = new CopyOnWriteArrayList<>();
    private volatile Clock clock = Clock.systemUTC();
    private volatile boolean down;
    private volatile boolean forging;
    private volatile int status;
    private volatile boolean delivered;
    private volatile Optional<DenyReason> denial = Optional.empty();
    private volatile String standing = "GIVEN";
    private final Map<String, String> standings = new ConcurrentHashMap<>();
    private volatile Function<PermitOrder, Optional<DenyReason>> rule = _ -> Optional.empty();
    private volatile UnaryOperator<String> entered = UnaryOperator.identity();
    private volatile Runnable beforeAnswer = () -> {};
    private volatile boolean losing;
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    FakeLedger() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Honest again, and has forgotten what it was asked. */
    void calm(Clock now) {
        clock = now;
        down = false;
        forging = false;
        status = 0;
        delivered = false;
        denial = Optional.empty();
        standing = "GIVEN";
        standings.clear();
        rule = _ -> Optional.empty();
        entered = UnaryOperator.identity();
        beforeAnswer = () -> {};
        losing = false;
        answers.clear();
        orders.clear();
        outcomes.clear();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    TrustedLedger trusted() {
        return new TrustedLedger(url(), signer.identity(), noticeKey.publicJwk(), List.of());
    }

    EphemeralKey noticeKey() {
        return noticeKey;
    }

    LogSigner log() {
        return signer;
    }

    void serve(String path, String document) {
        documents.put(path, document);
    }

    void goDown() {
        down = true;
    }

    void answerWith(int code) {
        status = code;
    }

    /** Enters what it is asked, and nobody hears what it says. */
    void loseAnswers() {
        losing = true;
    }

    /** What it says is heard again. */
    void findAnswers() {
        losing = false;
    }

    /** The requester has told it that everything arrived. */
    void hasDelivered() {
        delivered = true;
    }

    void deny(DenyReason reason) {
        denial = Optional.of(reason);
    }

    /** Signs with keys that no trust list knows. */
    void forge() {
        forging = true;
    }

    /** Enters and proves another order than the one that came. */
    void enterInstead(UnaryOperator<String> other) {
        entered = other;
    }

    /** How the last look finds the consent. */
    void stand(String state) {
        standing = state;
    }

    /** How the last look finds that record alone. */
    void stand(RecordId record, String state) {
        standings.put(record.value(), state);
    }

    /** Decides by this. */
    void judge(Function<PermitOrder, Optional<DenyReason>> by) {
        rule = by;
    }

    void beforeAnswer(Runnable something) {
        beforeAnswer = something;
    }

    List<PermitOrder> orders() {
        return List.copyOf(orders);
    }

    List<ExchangeOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String document = documents.get(path);
            if (document != null) {
                reply(exchange, 200, document);
            } else if (down) {
                reply(exchange, 503, "{}");
            } else if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("Bearer ")) {
                reply(exchange, 401, "{}");
            } else if (path.endsWith("/check")) {
                String record = path.split("/", -1)[3];
                String stands = standings.getOrDefault(record, standing);
                var check = StrictJson.object()
                        .put("record", record)
                        .put("state", stands)
                        .put("in_force", stands.equals("GIVEN"));
                if (!stands.equals("GIVEN")) {
                    check.put("reason", switch (stands) {
                        case "WITHDRAWN" -> "withdrawn";
                        case "EXPIRED" -> "expired";
                        case "UNKNOWN" -> "in_doubt";
                        case "OBJECTED", "UPHELD" -> "objected";
                        default -> "not_given";
                    });
                }
                reply(exchange, 200, StrictJson.write(check));
            } else if (status != 0) {
                reply(exchange, status, "{\"reason\":\"unknown_record\",\"detail\":\"nothing is known of it\"}");
            } else if (delivered && path.endsWith("/outcomes")) {
                reply(exchange, 409, "{\"reason\":\"already_decided\",\"detail\":\"it arrived\"}");
            } else {
                Optional<String> answer = answer(path, StrictJson.parseObject(body, 1 << 20));
                if (answer.isEmpty()) {
                    reply(exchange, 400, "{\"reason\":\"wrong_time\",\"detail\":\"the order is an old one\"}");
                } else if (losing) {
                    reply(exchange, 503, "{}");
                } else {
                    reply(exchange, 201, answer.get());
                }
            }
        }
    }

    /** To the same order the same answer; empty to one that it never saw and that is too old to be new. */
    private synchronized Optional<String> answer(String path, ObjectNode body) {
        if (!path.equals("/v1/permits")) {
            return Optional.of(StrictJson.write(enter(path, body)));
        }
        PermitOrder order = PermitOrder.verify(body.path("order").stringValue());
        if (!answers.containsKey(order.id())) {
            if (Duration.between(order.time(), clock.instant()).compareTo(Duration.ofMinutes(1)) > 0) {
                return Optional.empty();
            }
            answers.put(order.id(), StrictJson.write(enter(path, body)));
        }
        return Optional.of(answers.get(order.id()));
    }

    private synchronized ObjectNode enter(String path, ObjectNode body) {
        if (path.equals("/v1/permits")) {
            orders.add(PermitOrder.verify(body.path("order").stringValue()));
            PermitOrder order = PermitOrder.verify(entered.apply(body.path("order").stringValue()));
            Optional<DenyReason> denied = denial.or(() -> rule.apply(order));
            ObjectNode answer = append(ExchangeEvent.of(order, relation, clock.instant(), denied));
            beforeAnswer.run();
            denied.ifPresent(reason -> answer.put("reason", reason.code()));
            return answer.put("kind", denied.isPresent() ? "DENY" : "PERMIT");
        }
        ExchangeOutcome outcome = ExchangeOutcome.verify(body.path("outcome").stringValue());
        outcomes.add(outcome);
        return append(ExchangeEvent.of(outcome, relation, clock.instant()));
    }

    private ObjectNode append(SignedEvent event) {
        Opening opening = Opening.make(event, new Random());
        leaves.add(opening.commitment().leafHash());
        long index = leaves.size() - 1L;
        var tree = new CompactTree();
        leaves.forEach(tree::append);
        String checkpoint = (forging ? STRANGER : signer)
                .sign(new Checkpoint(ORIGIN, leaves.size(), tree.root()), Instant.EPOCH.plusSeconds(1));
        var proof = new TlogProof(index, InclusionProof.make(index, leaves.size(), this::node).path(), checkpoint);
        ObjectNode answer = StrictJson.object().put("record", event.record().value()).put("index", index);
        answer.set("receipt", ConsentReceipt.of(opening, proof).toJson());
        return answer;
    }

    private TreeHash node(int height, long index) {
        int begin = (int) (index << height);
        var tree = new CompactTree();
        leaves.subList(begin, begin + (1 << height)).forEach(tree::append);
        return tree.root();
    }

    private static void reply(HttpExchange exchange, int code, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }
}
