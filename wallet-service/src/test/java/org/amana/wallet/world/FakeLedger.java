package org.amana.wallet.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.OpenedEntry;
import org.amana.core.consent.Opening;
import org.amana.core.consent.OpeningsRequest;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.consent.Tombstone;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.InclusionProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.note.TlogProof;
import org.amana.core.register.TrustedLedger;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.core.rights.RightsStatement;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A ledger with a real tree and signed checkpoints, kept in memory. */
public final class FakeLedger extends FakeServer {

    private final LogSigner signer;
    private final EphemeralKey noticeKey = EphemeralKey.generate();
    private final List<TreeHash> leaves = new ArrayList<>();
    private final Map<String, ObjectNode> answers = new HashMap<>();
    private final List<SignedEvent> events = new ArrayList<>();
    private final List<ConsentReceipt> receipts = new ArrayList<>();
    private final Set<RecordId> doubtful = new HashSet<>();
    private final Map<RecordId, Consumer<ObjectNode>> beside = new HashMap<>();
    private final Supplier<String> trustList;
    private volatile Mood mood = Mood.HONEST;

    /** How it behaves. */
    public enum Mood {
        HONEST, DOWN,
        /** Takes no readable entry. */
        REFUSES,
        /** A law demands that it keeps what it has. */
        HOLDS,
        /** Takes the entry, then fails before the answer. */
        BREAKS_AFTER_COMMIT,
        /** The same of a renewal alone. */
        RENEWS_UNHEARD,
        /** Answers with the proof of another entry. */
        LIES,
        /** Shows a log from which the first entry was taken out. */
        FORKS
    }

    /** @param origin name of its log, ending in {@code log} */
    FakeLedger(String origin, Supplier<String> trustList) {
        signer = LogSigner.generate(origin, new Random(origin.hashCode()));
        this.trustList = trustList;
    }

    public void be(Mood next) {
        mood = next;
    }

    public int size() {
        return leaves.size();
    }

    public LogIdentity log() {
        return signer.identity();
    }

    public List<SignedEvent> events() {
        return List.copyOf(events);
    }

    TrustedLedger trusted(String... keeps) {
        return new TrustedLedger(url("").toString(), signer.identity(), noticeKey.publicJwk(), List.of(keeps));
    }

    /** The recipient of a record confirms its erasure. */
    public synchronized void erase(SignedConsentEvent withdrawn, SigningKey recipient, String party) {
        String confirmation = ErasureConfirmation.sign(recipient, party, withdrawn.record(), withdrawn.requestHash(),
                World.now());
        append(ErasureEvent.of(ErasureConfirmation.verify(confirmation), withdrawn.event().relation(), World.now()));
    }

    /** An office asks for leave to send, and is answered; the index of the entry. */
    public synchronized long permit(PermitOrder order, RelationId relation, Optional<DenyReason> denied) {
        return append(ExchangeEvent.of(order, relation, World.now(), denied)).proof().index();
    }

    /** An office says what became of a permit. */
    public synchronized void settle(ExchangeOutcome outcome, RelationId relation) {
        append(ExchangeEvent.of(outcome, relation, World.now()));
    }

    /** Anything else that an office says. */
    public synchronized void say(ExchangeEvent event) {
        append(event);
    }

    @Override
    Reply answer(Call call) {
        if (call.path().equals("/v1/trust-list")) {
            return Reply.text("application/jwt", TakesCodes.named(trustList.get()));
        }
        if (mood == Mood.DOWN) {
            return Reply.status(503);
        }
        Reply reply = entry(call);
        boolean isLost = mood == Mood.BREAKS_AFTER_COMMIT
                || (mood == Mood.RENEWS_UNHEARD && call.path().endsWith("/renew"));
        return isLost ? Reply.status(502) : reply;
    }

    private synchronized Reply entry(Call call) {
        if (call.path().equals("/v1/subject/records")) {
            SubjectRequest request = SubjectRequest.verify(SubjectRequest.Wish.RECORDS, call.body(), url("").toString(),
                    World.now());
            return Reply.json(200, records(request.relation()));
        }
        if (call.path().equals("/v1/subject/openings")) {
            return takeBack(OpeningsRequest.verify(call.body(), url("").toString(), World.now()));
        }
        if (call.path().equals("/v1/rights/requests")) {
            return asked(call);
        }
        if (call.path().equals("/tlog/checkpoint")) {
            return Reply.text("text/plain", checkpoint(shownLeaves()));
        }
        if (call.path().equals("/v1/proofs/consistency")) {
            return consistency(call);
        }
        if (call.path().equals("/v1/subject/erasure")) {
            return forget(SubjectRequest.verify(SubjectRequest.Wish.ERASURE, call.body(), url("").toString(),
                    World.now()).relation());
        }
        if (mood == Mood.REFUSES && call.path().startsWith("/v1/consents")) {
            return new Reply(422, Map.of("Content-Type", "application/problem+json"),
                    "{\"reason\":\"wrong_time\",\"detail\":\"too old\"}");
        }
        String key = call.headers().getOrDefault("idempotency-key", "");
        if (!call.headers().getOrDefault("authorization", "").startsWith("Bearer ") || key.isEmpty()) {
            return Reply.status(401);
        }
        ObjectNode answer = answers.get(key);
        if (answer == null && call.path().startsWith("/v1/consents") && !isInPlace(call)) {
            return refused(409, "wrong_position");
        }
        if (answer == null) {
            answer = call.path().equals("/v1/entries") ? blind(call) : readable(call);
            answers.put(key, answer);
        }
        return Reply.json(201, answer);
    }

    /** Comes back from a backup that is older than all readable entries: the leaves are there, what they say is not. */
    public synchronized void loseContent() {
        receipts.clear();
    }

    /** From now on it cannot know whether this consent stands. */
    public synchronized void doubt(RecordId record) {
        doubtful.add(record);
    }

    private ObjectNode records(RelationId relation) {
        List<ConsentReceipt> known = about(relation);
        ObjectNode answer = StrictJson.object();
        ObjectNode next = answer.putObject("next");
        ChainPosition position = next(relation);
        next.put("seq", position.seq());
        position.previous().ifPresent(previous -> next.put("prev", previous.toBase64Url()));
        ArrayNode records = answer.putArray("records");
        known.stream().map(receipt -> event(receipt).record()).distinct().forEach(id -> {
            ObjectNode record = records.addObject().put("record", id.value()).put("state", state(known, id));
            if (doubtful.contains(id)) {
                record.put("in_doubt", true);
            }
            ArrayNode entries = record.putArray("entries");
            known.stream()
                    .filter(receipt -> event(receipt).record().equals(id))
                    .forEach(receipt -> entries.addObject()
                            .put("index", receipt.proof().index())
                            .put("kind", event(receipt).kind().name())
                            .set("receipt", receipt.toJson()));
            beside.getOrDefault(id, _ -> {}).accept(record);
        });
        return answer;
    }

    private static String state(List<ConsentReceipt> known, RecordId id) {
        return known.stream()
                .map(FakeLedger::event)
                .filter(event -> event.record().equals(id) && event instanceof SignedConsentEvent)
                .map(event -> event.kind() == EventKind.RENEWED ? "GIVEN" : event.kind().name())
                .reduce((_, later) -> later)
                .orElse("UNKNOWN");
    }

    /** What it says of a record beside that record itself: of a guardian, or of whom a guardian decides for. */
    public synchronized void besides(RecordId record, Consumer<ObjectNode> said) {
        beside.put(record, said);
    }

    /** Receipts of what was permitted, denied and delivered under a record, as its guardian gets them. */
    public synchronized void putExchanges(ArrayNode list, RecordId record) {
        receipts.stream()
                .filter(receipt -> event(receipt) instanceof ExchangeEvent about && about.record().equals(record))
                .forEach(receipt -> list.addObject()
                        .put("index", receipt.proof().index())
                        .put("kind", event(receipt).kind().name())
                        .set("receipt", receipt.toJson()));
    }

    private Reply takeBack(OpeningsRequest request) {
        List<ConsentReceipt> taken = new ArrayList<>();
        ChainPosition next = next(request.request().relation());
        for (OpenedEntry opened : request.openings()) {
            Opening opening = opened.opening();
            if (opened.index() >= leaves.size()
                    || !leaves.get((int) opened.index()).equals(opening.commitment().leafHash())) {
                return refused(422, "opens_nothing");
            }
            if (!(UnverifiedEvent.parse(opening.event()).verify() instanceof SignedConsentEvent own)
                    || !own.event().relation().equals(request.request().relation())) {
                return refused(403, "not_own");
            }
            if (!own.event().position().equals(next)) {
                return refused(409, "wrong_position");
            }
            next = next.next(opening.commitment());
            taken.add(ConsentReceipt.of(opening, proof(opened.index())));
        }
        receipts.addAll(taken);
        return Reply.json(200, StrictJson.object().put("relation", request.request().relation().thumbprint()));
    }

    private ChainPosition next(RelationId relation) {
        ChainPosition next = ChainPosition.first();
        for (ConsentReceipt receipt : about(relation)) {
            if (event(receipt) instanceof SignedConsentEvent) {
                next = next.next(receipt.commitment());
            }
        }
        return next;
    }

    private List<ConsentReceipt> about(RelationId relation) {
        return receipts.stream()
                .filter(receipt -> relation(receipt).equals(relation))
                .sorted(Comparator.comparingLong(receipt -> receipt.proof().index()))
                .toList();
    }

    private static SignedEvent event(ConsentReceipt receipt) {
        return UnverifiedEvent.parse(receipt.opening().event()).verify();
    }

    private static Reply refused(int status, String reason) {
        return new Reply(status, Map.of("Content-Type", "application/problem+json"),
                "{\"reason\":\"" + reason + "\",\"detail\":\"\"}");
    }

    private Reply forget(RelationId relation) {
        if (mood == Mood.HOLDS) {
            return new Reply(409, Map.of("Content-Type", "application/problem+json"),
                    "{\"reason\":\"on_hold\",\"detail\":\"a law demands that this be kept for now\"}");
        }
        List<ConsentReceipt> about = receipts.stream().filter(receipt -> relation(receipt).equals(relation)).toList();
        if (about.isEmpty()) {
            return new Reply(404, Map.of("Content-Type", "application/problem+json"),
                    "{\"reason\":\"unknown_record\",\"detail\":\"nothing is kept\"}");
        }
        receipts.removeAll(about);
        var tombstone = new Tombstone(about.stream().map(receipt -> receipt.proof().index()).toList());
        leaves.add(TreeHash.ofLeaf(tombstone.entry()));
        long index = leaves.size() - 1L;
        ObjectNode answer = StrictJson.object().put("index", index);
        answer.set("receipt", new ErasureReceipt(tombstone, proof(index)).toJson());
        return Reply.json(200, answer);
    }

    private boolean isInPlace(Call call) {
        return UnverifiedEvent.parse(Base64Url.decode(call.json().path("event").stringValue()))
                .verify() instanceof SignedConsentEvent own
                && own.event().position().equals(next(own.event().relation()));
    }

    private Reply asked(Call call) {
        if (mood == Mood.REFUSES) {
            return refused(422, "wrong_time");
        }
        var request = RightsRequest.verify(call.json().path("request").stringValue());
        ObjectNode answer = StrictJson.object()
                .put("index", leaves.size())
                .put("deliver_to", World.VERIFIER.url("/rights").toString());
        answer.putObject("supervisor").put("uri", "https://dpa.example").putObject("name").put("en", "The Authority");
        answer.set("receipt", enter(request, Base64Url.decode(call.json().path("salt").stringValue())).toJson());
        return Reply.json(201, answer);
    }

    /** Enters what was said about a right. */
    public synchronized RightsReceipt enter(RightsStatement statement, byte[] salt) {
        Opening opening = Opening.of(statement.bytes(), salt);
        long index = leaves.indexOf(opening.commitment().leafHash());
        return new RightsReceipt(statement, opening, proof(index < 0 ? add(opening.commitment()) : index));
    }

    private ObjectNode blind(Call call) {
        long index = add(Commitment.parse(call.json().path("commitment").stringValue()));
        return StrictJson.object().put("index", index).put("proof", proof(index).text());
    }

    private ObjectNode readable(Call call) {
        SignedEvent event = UnverifiedEvent.parse(Base64Url.decode(call.json().path("event").stringValue())).verify();
        ConsentReceipt receipt = append(event);
        ObjectNode answer = StrictJson.object()
                .put("record", event.record().value())
                .put("index",
                        receipt.proof().index());
        answer.set("receipt", receipt.toJson());
        return answer;
    }

    private ConsentReceipt append(SignedEvent event) {
        Opening opening = Opening.make(event, new Random());
        ConsentReceipt receipt = ConsentReceipt.of(opening, proof(add(opening.commitment())));
        events.add(event);
        receipts.add(receipt);
        return receipt;
    }

    private long add(Commitment commitment) {
        leaves.add(commitment.leafHash());
        return leaves.size() - 1L;
    }

    private TlogProof proof(long index) {
        long shown = mood == Mood.LIES ? 0 : index;
        var made = InclusionProof.make(shown, leaves.size(), this::node);
        String checkpoint = checkpoint(leaves);
        return new TlogProof(index, made.path(),
                mood == Mood.LIES ? checkpoint.replace("log\n", "other\n") : checkpoint);
    }

    private TreeHash node(int height, long index) {
        return node(leaves, height, index);
    }

    private static TreeHash node(List<TreeHash> of, int height, long index) {
        int begin = (int) (index << height);
        return root(of.subList(begin, begin + (1 << height)));
    }

    private List<TreeHash> shownLeaves() {
        List<TreeHash> shown = new ArrayList<>(leaves);
        if (mood == Mood.FORKS) {
            shown.set(0, TreeHash.ofLeaf(new byte[]{7}));
        }
        return shown;
    }

    private String checkpoint(List<TreeHash> of) {
        return signer.sign(new Checkpoint(signer.origin(), of.size(), root(of)), Instant.EPOCH.plusSeconds(1));
    }

    private Reply consistency(Call call) {
        List<TreeHash> shown = shownLeaves();
        var made = ConsistencyProof.make(call.json().path("old_size").longValue(),
                call.json().path("new_size").longValue(), (height, index) -> node(shown, height, index));
        ObjectNode answer = StrictJson.object();
        ArrayNode path = answer.putArray("path");
        made.path().forEach(hash -> path.add(hash.toBase64()));
        return Reply.json(200, answer);
    }

    private static RelationId relation(ConsentReceipt receipt) {
        return switch (UnverifiedEvent.parse(receipt.opening().event()).verify()) {
            case SignedConsentEvent event -> event.event().relation();
            case ErasureEvent event -> event.relation();
            case ExchangeEvent event -> event.relation();
        };
    }

    private static TreeHash root(List<TreeHash> of) {
        CompactTree tree = new CompactTree();
        of.forEach(tree::append);
        return tree.root();
    }

    public RecordId lastRecord() {
        return events.getLast().record();
    }
}
