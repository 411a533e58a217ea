package org.amana.issuer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.amana.core.http.HttpAnswer;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.issuer.Municipality.Card;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who holds a card wrong: each request is right until a test changes one thing. */
final class Complainant {
    private static final Random RANDOM = new Random();
    String authority;
    UnverifiedSdJwtVc card;
    EphemeralKey key;
    List<List<String>> claims = List.of(List.of("family_name"), List.of("qualification", "title"));
    String words = "My name is Haddadi.";
    Instant time;
    private final String base;

    Complainant(Card card, String base, String office, Instant time) {
        this.card = UnverifiedSdJwtVc.parse(card.compact());
        this.key = card.key();
        this.base = base + "/" + office + "/rectifications";
        this.authority = base + "/" + office;
        this.time = time;
    }

    String signed() {
        return signed(RectificationRequest.signingInput(authority, card, claims, words, time, RANDOM));
    }

    /** The same with one member of the message changed before it is signed. */
    String signedWith(String member, String json) {
        String input = RectificationRequest.signingInput(authority, card, claims, words, time, RANDOM);
        ObjectNode message = StrictJson.parseObject(
                java.util.Base64.getUrlDecoder().decode(input.substring(input.indexOf('.') + 1)), 100_000);
        message.set(member, StrictJson.parse(json.getBytes(StandardCharsets.UTF_8), 100_000));
        return signed(JwsSigner.signingInput(JwsSigner.header(RectificationRequest.TYP), message));
    }

    String signed(String input) {
        return JwsSigner.assemble(input, key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    HttpAnswer ask() {
        return bring(signed());
    }

    HttpAnswer bring(String request) {
        return post(base, request);
    }

    HttpAnswer look(String request) {
        return post(base + "/answers", request);
    }

    private static HttpAnswer post(String address, String request) {
        return new Http().post(URI.create(address), List.of(), "application/jwt",
                request.getBytes(StandardCharsets.US_ASCII));
    }
}
