package org.amana.core.consent.example;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.Notice;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.RepeatableKey;
import tools.jackson.databind.node.ObjectNode;

/** Somebody invented who signs events, with a key that anybody can make. */
record Actor(RepeatableKey key) {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final RecordId RECORD = new RecordId("AAAAAAAAAAAAAAAAAAAAAA");
    static final RequestHash REQUEST = RequestHash.of("request of the bakery");
    static final String QUALIFICATION = "https://amana.example/vct/qualification";
    private static final Notice NOTICE = Notice.of("May Harbour Bakery keep your diploma for six months?", "en");

    static Actor named(String name) {
        return new Actor(RepeatableKey.of(name));
    }

    /** What the bakery asks consent to. */
    static ConsentTerms keepDiploma() {
        return new ConsentTerms("keep-diploma-on-file", RequestHash.of("Keep your diploma on file").value(),
                List.of("eu-gdpr:A6-1-a"), Optional.empty(), "harbour-bakery", Optional.empty(),
                List.of(new CredentialCategory(QUALIFICATION,
                        List.of(List.of("qualification"), List.of("given_name"), List.of("family_name")))),
                Optional.of(Instant.parse("2027-05-23T12:00:00Z")), Period.ofMonths(6), Optional.of("wallet"),
                "Nothing changes for your job.");
    }

    /** What the law has the bakery check. */
    static ConsentTerms checkRightToWork() {
        return new ConsentTerms("check-right-to-work", RequestHash.of("Check that you may do this job").value(),
                List.of("eu-gdpr:A6-1-c"), Optional.of("http://data.europa.eu/eli/dir/2009/52/oj"), "harbour-bakery",
                Optional.empty(),
                List.of(new CredentialCategory("https://amana.example/vct/right-to-work",
                        List.of(List.of("work_permission")))),
                Optional.empty(), Period.ZERO, Optional.empty(), "The employer may not employ you.");
    }

    /** The first event of this key. */
    ConsentEvent event(EventKind kind, ConsentTerms terms) {
        return new ConsentEvent(kind, RECORD, key.publicJwk(), ChainPosition.first(), NOON, terms, NOTICE, REQUEST);
    }

    SignedConsentEvent sign(ConsentEvent event) {
        return EventSignature.sign(event, key);
    }

    /** Signs whatever the members say. */
    byte[] sign(ObjectNode event) {
        event.remove("signature");
        String input = JwsSigner.signingInput(JwsSigner.header(EventSignature.TYP), StrictJson.canonical(event));
        String compact = JwsSigner.assemble(input, key.sign(input.getBytes(StandardCharsets.US_ASCII)));
        event.put("signature", compact.substring(0, compact.indexOf('.') + 1) + compact.substring(
                compact.lastIndexOf('.')));
        return StrictJson.canonical(event);
    }

    /** The place after an event of the same key. */
    static ChainPosition after(ConsentEvent before, SignedConsentEvent signed) {
        return before.position().next(opening(signed.bytes()).commitment());
    }

    /** Event and a salt that follows from it. */
    static Opening opening(byte[] event) {
        var seed = new java.util.Random(java.util.Arrays.hashCode(event));
        byte[] salt = new byte[Opening.SALT_BYTES];
        seed.nextBytes(salt);
        return Opening.of(event, salt);
    }
}
