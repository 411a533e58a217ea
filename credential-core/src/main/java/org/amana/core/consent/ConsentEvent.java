package org.amana.core.consent;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.amana.core.jose.Jwks;
import org.amana.core.json.StrictJson;

/**
 * One decision of a person (or one observation of a verifier), before it is signed.
 *
 * <pre>
 * {"actor":{"jwk":{…}},"categories":[{"claims":[["qualification"]],"vct":"…"}],
 *  "controller":"harbour-bakery","kind":"GIVEN","legal_basis":["eu-gdpr:A6-1-a"],
 *  "notice":{"hash":"…","language":"ar"},"profile":"https://amana.example/consent/event/v1",
 *  "purpose":{"id":"keep-diploma-on-file","text_hash":"…"},"record":"…","refusal_consequence":"…",
 *  "relation":"…","request_hash":"…","retention":"P6M","seq":1,"time":"2026-11-22T10:00:00Z",
 *  "withdrawal":"wallet"}
 * </pre>
 *
 * @param kind a decision of a person: {@link EventKind#ERASED} and what offices exchange have forms of their own
 * @param actor public half of the key that signs: pairwise for a consent, one-time for an approval
 * @param time whole seconds
 */
public record ConsentEvent(EventKind kind, RecordId record, ECKey actor, ChainPosition position, Instant time,
                           ConsentTerms terms, Notice notice, RequestHash requestHash) {
    /** Names this form of event. */
    public static final String PROFILE = "https://amana.example/consent/event/v1";

    public ConsentEvent {
        if (kind == EventKind.ERASED || kind.isExchange()) {
            throw ConsentProblem.malformedEvent("this kind of event is an office's, not decided by a person");
        }
        if (terms.representation().filter(found -> !found.fits(kind)).isPresent()) {
            throw ConsentProblem.malformedEvent("the views of a person under age are those of the decision");
        }
        if (actor.isPrivate()) {
            throw new IllegalArgumentException("an event carries the public key alone");
        }
        actor = Jwks.parsePublicEcKey(Jwks.toMinimalJson(actor)); // kid and use are no part of the event
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Thumbprint of {@link #actor()}: what links the events of one relation. */
    public RelationId relation() {
        return RelationId.of(actor);
    }

    /** The withdrawal of this consent. */
    public ConsentEvent withdrawn(ChainPosition next, Instant at) {
        return new ConsentEvent(EventKind.WITHDRAWN, record, actor, next, at, terms, notice, requestHash);
    }

    /**
     * The renewal of this consent; nothing else of it changes.
     *
     * @param until new end of validity
     * @param shown what the person was told now
     */
    public ConsentEvent renewed(ChainPosition next, Instant at, Instant until, Notice shown) {
        return new ConsentEvent(EventKind.RENEWED, record, actor, next, at, terms.until(until), shown, requestHash);
    }

    /** The renewal by which a person who has come of age makes it their own; parameters as above. */
    public ConsentEvent reaffirmed(ChainPosition next, Instant at, Notice shown) {
        return new ConsentEvent(EventKind.RENEWED, record, actor, next, at, terms.represented(Optional.empty()), shown,
                requestHash);
    }

    /** Canonical bytes (RFC 8785) without signature: what the actor signs. */
    public byte[] canonicalBytes() {
        return StrictJson.canonical(EventJson.write(this));
    }
}
