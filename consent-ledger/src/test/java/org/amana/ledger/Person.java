package org.amana.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.Notice;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.register.IntendedUse;
import tools.jackson.databind.node.ObjectNode;

/** A person with a pairwise key, who keeps track of one relation as a wallet does. */
public final class Person {
    private final EphemeralKey key = EphemeralKey.generate();
    private ChainPosition next = ChainPosition.first();

    public EphemeralKey key() {
        return key;
    }

    /** An answer to a fresh request under the registered terms. */
    public ConsentEvent answer(EventKind kind) {
        IntendedUse use = use("keep-diploma-on-file");
        return new ConsentEvent(kind, new RecordId(fresh()), key.publicJwk(), next, Instant.now(), // the service's clock runs
                ConsentTerms.of(use, use.credentials(), "en", Optional.empty()), Notice.of("May we …?", "en"),
                RequestHash.of(fresh()));
    }

    /** The withdrawal of what was given. */
    public ConsentEvent withdrawal(ConsentEvent given) {
        return given.withdrawn(next, Instant.now()); // as above
    }

    /** The same consent for so many days more. */
    public ConsentEvent renewal(ConsentEvent given, int days) {
        Instant end = given.terms().validUntil().orElseThrow().plus(java.time.Duration.ofDays(days));
        return given.renewed(next, Instant.now(), end, Notice.of("May we go on …?", "en")); // as above
    }

    /** Another answer to the request of this one, under the same record. */
    public ConsentEvent instead(ConsentEvent asked, EventKind kind) {
        return new ConsentEvent(kind, asked.record(), key.publicJwk(), next, Instant.now(), asked.terms(), // as above
                asked.notice(), asked.requestHash());
    }

    public SignedConsentEvent sign(ConsentEvent event) {
        return EventSignature.sign(event, key);
    }

    /** What the ledger appended: the next event continues from here. */
    public void appended(ConsentReceipt receipt) {
        next = next.next(receipt.commitment());
    }

    /** The ledger has erased the relation: its chain begins anew. */
    public void forgotten() {
        next = ChainPosition.first();
    }

    /** The registered use of that id, as the fixture has it. */
    public static IntendedUse use(String id) {
        for (var use : Fixtures.register("http://localhost").path("intended_uses")) {
            if (use.path("id").asString().equals(id)) {
                return IntendedUse.parse(use);
            }
        }
        throw new IllegalArgumentException(id);
    }

    /** The body that carries an event. */
    public static ObjectNode body(SignedConsentEvent event) {
        return StrictJson.object().put("event", Base64Url.encode(event.bytes()));
    }

    /** A value nobody used before. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    /** The same event with other terms. */
    public static ConsentEvent with(ConsentEvent event, ConsentTerms terms) {
        return new ConsentEvent(event.kind(), event.record(), event.actor(), event.position(), event.time(), terms,
                event.notice(), event.requestHash());
    }

    /** Terms with categories of another request. */
    public static ConsentTerms asking(ConsentTerms terms, String claim) {
        return new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                terms.controller(), terms.source(),
                List.of(new org.amana.core.register.CredentialCategory(Fixtures.QUALIFICATION,
                        List.of(List.of(claim)))),
                terms.validUntil(), terms.retention(), terms.withdrawal(), terms.refusalConsequence());
    }
}
