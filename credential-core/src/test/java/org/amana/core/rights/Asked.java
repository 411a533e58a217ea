package org.amana.core.rights;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.testing.TestCa;
import tools.jackson.databind.node.ObjectNode;

/** A request about a card, and the authority that is asked; each is right until a test changes one thing. */
final class Asked {
    static final String OFFICE = "https://issuer.example/labour-office";
    static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");
    static final List<List<String>> CLAIMS = List.of(List.of("family_name"), List.of("employment", "until"));
    static final EphemeralKey HOLDER = EphemeralKey.generate();
    static final SigningKey AUTHORITY = TestCa.root("Issuers").issuer(OFFICE);

    private Asked() {}

    static UnverifiedSdJwtVc card() {
        ObjectNode claims = StrictJson.object().put("vct", "https://amana.example/vct/right-to-work");
        claims.putObject("cnf").set("jwk", Jwks.toMinimalJson(HOLDER.publicJwk()));
        return UnverifiedSdJwtVc
                .parse(JwsSigner.sign(AUTHORITY, JwsSigner.header("dc+sd-jwt", AUTHORITY), claims) + "~");
    }

    static RectificationRequest request() {
        return RectificationRequest.verify(signed(
                RectificationRequest.signingInput(OFFICE, card(), CLAIMS, "It is until May.", THEN, new Random(1))));
    }

    static String signed(String input) {
        return JwsSigner.assemble(input, HOLDER.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }
}
