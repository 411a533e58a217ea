package org.amana.support.ledger;

import static org.amana.support.ledger.LedgerAnswers.accepted;
import static org.amana.support.ledger.LedgerAnswers.consentEntry;
import static org.amana.support.ledger.LedgerAnswers.index;
import static org.amana.support.ledger.LedgerAnswers.json;
import static org.amana.support.ledger.LedgerAnswers.problem;
import static org.amana.support.ledger.LedgerAnswers.text;
import static org.amana.support.ledger.LedgerAnswers.understood;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.register.TrustList;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.core.witness.ForkProof;
import org.amana.support.peer.ServiceTokenSigner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the consent ledger over HTTP. Every failure is a {@link ProblemException} with a {@link LedgerProblem}; a caller
 * that gets one releases nothing. Each call is one attempt; repeat a write with the same {@link IdempotencyKey}.
 */
public final class LedgerClient {
    private static final int MAX_ANSWER_BYTES = 2 * 1024 * 1024;
    private static final int MAX_CHECKPOINT_BYTES = 64 * 1024;
    private final HttpPeer http;
    private final ServiceTokenSigner signer;
    private final URI ledger;

    /**
     * A client of one ledger.
     *
     * @param ledger base address without trailing slash
     */
    public LedgerClient(HttpPeer http, ServiceTokenSigner signer, URI ledger) {
        this.http = http;
        this.signer = signer;
        this.ledger = ledger;
    }

    /** Base address of the ledger. */
    public URI ledger() {
        return ledger;
    }

    /** Appends a commitment; returns when it is durable and in a signed checkpoint. */
    public BlindReceipt appendBlind(IdempotencyKey key, Commitment commitment) {
        JsonNode answer = json(write("/v1/entries", key,
                StrictJson.object().put("commitment", commitment.toBase64Url())));
        return understood(() -> new BlindReceipt(index(answer), TlogProof.parse(answer.path("proof").asString(""))));
    }

    /**
     * Appends a person's GIVEN or REFUSED.
     *
     * @param event canonical bytes of the signed event
     */
    public ConsentEntry postConsent(IdempotencyKey key, byte[] event) {
        return consentEntry(write("/v1/consents", key, event(event)));
    }

    /**
     * Appends a person's WITHDRAWN; the ledger tells the recipient.
     *
     * @param event canonical bytes of the signed event
     */
    public ConsentEntry withdraw(IdempotencyKey key, RecordId record, byte[] event) {
        return consentEntry(write("/v1/consents/" + record.value() + "/withdraw", key, event(event)));
    }

    /**
     * Appends a person's RENEWED; the ledger tells the recipient.
     *
     * @param event canonical bytes of the signed event
     */
    public ConsentEntry renew(IdempotencyKey key, RecordId record, byte[] event) {
        return consentEntry(write("/v1/consents/" + record.value() + "/renew", key, event(event)));
    }

    /** The consent that covers a request, for its recipient; empty when there is none. */
    public Optional<ConsentState> consentFor(RequestHash request) {
        HttpAnswer answer = send(HttpQuestion.get(uri("/v1/consents?request_hash=" + request.value())), true);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        JsonNode state = json(accepted(answer));
        return Optional.of(understood(() -> new ConsentState(new RecordId(state.path("record").asString("")),
                ConsentState.Standing.valueOf(state.path("state").asString("")),
                ConsentReceipt.parse(state.path("receipt")))));
    }

    /**
     * Tells that what was kept under a record is erased.
     *
     * @param confirmation JWT of {@link org.amana.core.consent.ErasureConfirmation}
     */
    public ConsentEntry confirmErasure(IdempotencyKey key, RecordId record, RequestHash request, Instant erasedAt,
                                       String confirmation) {
        return consentEntry(write("/v1/erasures", key, StrictJson.object()
                .put("record", record.value())
                .put("request_hash", request.value())
                .put("erased_at", erasedAt.getEpochSecond())
                .put("confirmation", confirmation)));
    }

    /**
     * Why nothing is permitted under a record at this moment; empty while something is. A quick look without proof: it
     * can hold back what a permit allows, and allows nothing itself.
     */
    public Optional<DenyReason> denialNow(RecordId record) {
        HttpAnswer answer = send(HttpQuestion.get(uri("/v1/consents/" + record.value() + "/check")), true);
        if (answer.status() == 404) {
            return Optional.of(DenyReason.NOT_GIVEN);
        }
        JsonNode check = json(accepted(answer));
        if (!check.path("in_force").isBoolean() || !check.path("record").asString("").equals(record.value())) {
            throw problem(new LedgerProblem.UnexpectedAnswer("whether the record is in force expected"), null);
        }
        return check.path("in_force").booleanValue()
                ? Optional.empty()
                : Optional.of(understood(() -> DenyReason.of(check.path("reason").asString(""))));
    }

    /**
     * Asks for leave to release data once.
     *
     * @param order JWT of {@link org.amana.core.consent.PermitOrder}
     */
    public PermitAnswer permit(IdempotencyKey key, String order) {
        return permit(key, order, Optional.empty());
    }

    /**
     * The same; of an access by law the ledger first enters what the requester signed.
     *
     * @param law JWT of {@link org.amana.core.consent.LawfulAccess}
     */
    public PermitAnswer permit(IdempotencyKey key, String order, Optional<String> law) {
        ObjectNode body = StrictJson.object().put("order", order);
        law.ifPresent(access -> body.put("law", access));
        JsonNode answer = json(write("/v1/permits", key, body));
        return understood(() -> {
            ConsentReceipt receipt = ConsentReceipt.parse(answer.path("receipt"));
            return switch (answer.path("kind").asString("")) {
                case "PERMIT" -> new PermitAnswer.Permitted(index(answer), receipt);
                case "DENY" -> new PermitAnswer.Denied(DenyReason.of(answer.path("reason").asString("")),
                        index(answer), receipt);
                default -> throw problem(new LedgerProblem.UnexpectedAnswer("PERMIT or DENY expected"), null);
            };
        });
    }

    /**
     * Tells what became of a permit.
     *
     * @param permit index of its entry
     * @param outcome JWT of {@link org.amana.core.consent.ExchangeOutcome}
     */
    public ConsentEntry settle(IdempotencyKey key, long permit, String outcome) {
        return consentEntry(
                write("/v1/permits/" + permit + "/outcomes", key, StrictJson.object().put("outcome", outcome)));
    }

    /**
     * Enters what a person asks of a party. The same request with the same opening again gets the first answer.
     *
     * @param opening of the request
     */
    public RightsEntry askRight(RightsRequest request, Opening opening) {
        JsonNode answer = json(accepted(send(HttpQuestion.postJson(uri("/v1/rights/requests"), StrictJson.object()
                .put("request", request.compact())
                .put("salt", Base64Url.encode(opening.salt()))), true)));
        String to = answer.path("deliver_to").asString("");
        return understood(() -> new RightsEntry(RightsReceipt.parse(answer.path("receipt")),
                to.isEmpty() ? Optional.empty() : Optional.of(URI.create(to)),
                answer.path("supervisor") instanceof ObjectNode supervisor
                        ? Optional.of(supervisor)
                        : Optional.empty()));
    }

    /** Enters the one answer of a party; as above. */
    public RightsReceipt answerRight(RightsAnswer given, Opening opening) {
        JsonNode answer = json(accepted(send(HttpQuestion.postJson(uri("/v1/rights/answers"), StrictJson.object()
                .put("answer", given.compact())
                .put("salt", Base64Url.encode(opening.salt()))), true)));
        return understood(() -> RightsReceipt.parse(answer.path("receipt")));
    }

    /**
     * Objects to an access by law.
     *
     * @param objection JWT of {@link org.amana.core.consent.Objection}
     */
    public ConsentEntry object(IdempotencyKey key, String objection) {
        return consentEntry(write("/v1/objections", key, StrictJson.object().put("objection", objection)));
    }

    /**
     * Answers an objection.
     *
     * @param answer JWT of {@link org.amana.core.consent.ObjectionAnswer}
     */
    public ConsentEntry answerObjection(IdempotencyKey key, String answer) {
        return consentEntry(write("/v1/objections/answers", key, StrictJson.object().put("answer", answer)));
    }

    /**
     * Answers for an access in an emergency.
     *
     * @param review JWT of {@link org.amana.core.consent.AccessReview}
     */
    public ConsentEntry review(IdempotencyKey key, String review) {
        return consentEntry(write("/v1/reviews", key, StrictJson.object().put("review", review)));
    }

    /**
     * A person's entries in one relation.
     *
     * @param signedRequest JWT of {@link org.amana.core.consent.SubjectRequest}
     * @return the ledger's answer as it stands
     */
    public ObjectNode subjectRecords(String signedRequest) {
        byte[] body = signedRequest.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return json(accepted(send(HttpQuestion.post(uri("/v1/subject/records"), "application/jwt", body), false)));
    }

    /**
     * Has the ledger forget a person's entries in one relation.
     *
     * @param signedRequest JWT of {@link org.amana.core.consent.SubjectRequest}
     * @return its proof that it did, which is given once and is not checked yet
     */
    public ErasureReceipt eraseSubject(String signedRequest) {
        byte[] body = signedRequest.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        JsonNode answer = json(
                accepted(send(HttpQuestion.post(uri("/v1/subject/erasure"), "application/jwt", body), false)));
        return understood(() -> ErasureReceipt.parse(answer.path("receipt")));
    }

    /**
     * Gives a ledger the openings back that it lost.
     *
     * @param signedRequest JWT of {@link org.amana.core.consent.OpeningsRequest}
     */
    public void returnOpenings(String signedRequest) {
        byte[] body = signedRequest.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        accepted(send(HttpQuestion.post(uri("/v1/subject/openings"), "application/jwt", body), false));
    }

    /** The ledger's newest checkpoint, a signed note that the caller verifies. */
    public String checkpoint() {
        HttpAnswer answer = accepted(send(HttpQuestion.get(uri("/tlog/checkpoint"))
                .withMaxAnswerBytes(MAX_CHECKPOINT_BYTES), false));
        return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /**
     * The ledger's proof that its tree of {@code newSize} leaves continues the one of {@code oldSize}, which the caller
     * verifies.
     */
    public ConsistencyProof consistency(long oldSize, long newSize) {
        JsonNode answer = json(accepted(send(HttpQuestion.postJson(uri("/v1/proofs/consistency"),
                StrictJson.object().put("old_size", oldSize).put("new_size", newSize)), false)));
        return understood(() -> new ConsistencyProof(oldSize, newSize, answer.path("path")
                .valueStream()
                .map(hash -> TreeHash.ofBase64(hash.asString("")))
                .toList()));
    }

    /**
     * Shows the ledger a checkpoint of another log, which it compares with what it was shown before.
     *
     * @param note signed by that log
     * @throws ProblemException {@link LedgerProblem.Refused} {@code not_signed_by_the_log}, {@link LedgerProblem}
     */
    public CheckpointObservation showCheckpoint(String origin, String note) {
        JsonNode answer = json(accepted(send(HttpQuestion.postJson(uri("/v1/checkpoints"),
                StrictJson.object().put("origin", origin).put("checkpoint", note)), true)));
        return understood(() -> CheckpointObservation.valueOf(
                answer.path("observation").asString("").toUpperCase(java.util.Locale.ROOT)));
    }

    /**
     * What this ledger holds against another log, which the caller verifies; empty when it holds nothing.
     *
     * @param origin of the other log
     */
    public Optional<ForkProof> forkProof(String origin) {
        HttpAnswer answer = send(HttpQuestion.get(uri("/v1/forks/" + LogIdentity.originHash(origin)))
                .withMaxAnswerBytes(ForkProof.MAX_BYTES), false);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(understood(() -> ForkProof.parse(accepted(answer).body())));
    }

    /** A registered purpose; empty for an id that is not registered. */
    public Optional<IntendedUse> intendedUse(String id) {
        HttpAnswer answer = send(HttpQuestion.get(uri("/v1/register/intended-uses/" + path(id))), false);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(understood(() -> IntendedUse.parse(json(accepted(answer)))));
    }

    /** The registrar's certificate of an intended use, a JWT that the caller verifies. */
    public Optional<String> registrationCertificate(String id) {
        HttpAnswer answer = send(HttpQuestion.get(uri("/v1/register/intended-uses/" + path(id) + "/certificate"))
                .withMaxAnswerBytes(RegistrationCertificate.MAX_BYTES), false);
        return answer.status() == 404 ? Optional.empty() : Optional.of(text(accepted(answer)));
    }

    /** The signed trust list, a JWT that the caller verifies. */
    public String trustList() {
        return text(accepted(send(HttpQuestion.get(uri("/v1/trust-list")).withMaxAnswerBytes(TrustList.MAX_BYTES),
                false)));
    }

    private HttpAnswer write(String path, IdempotencyKey key, ObjectNode body) {
        return accepted(send(HttpQuestion.postJson(uri(path), body).withHeader("Idempotency-Key", key.value()), true));
    }

    private HttpAnswer send(HttpQuestion question, boolean asService) {
        try {
            HttpQuestion sized = question.maxAnswerBytes() == HttpQuestion.DEFAULT_MAX_ANSWER_BYTES
                    ? question.withMaxAnswerBytes(MAX_ANSWER_BYTES)
                    : question;
            HttpAnswer answer = http.exchange(asService ? signer.authorize(sized, ledger) : sized);
            if (answer.status() >= 500) {
                throw problem(new LedgerProblem.Unavailable("the ledger answered " + answer.status()), null);
            }
            return answer;
        } catch (ProblemException e) {
            if (e.problem() instanceof PeerProblem peer) {
                throw problem(new LedgerProblem.Unavailable(peer.detail()), e);
            }
            throw e;
        }
    }

    private static ObjectNode event(byte[] event) {
        return StrictJson.object().put("event", Base64Url.encode(event));
    }

    /** Ids are our own words; anything else would change the path. */
    private static String path(String id) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("an intended use has an id of small letters, digits and hyphens");
        }
        return id;
    }

    private URI uri(String path) {
        return URI.create(ledger + path);
    }
}
