package org.amana.verifier.testing;

import java.time.Duration;
import java.util.List;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.amana.verifier.request.Token;
import org.amana.verifier.testing.TestWallet.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts an SD-JWT VC together piece by piece, so that a test can spoil exactly one. */
public final class Forger {
    /** Disclosures of everything that is asked. */
    public static final String PERMISSION = SdJwtVcFixture.disclosure("work_permission",
            (JsonNode) TestIssuer.permission());
    public static final String GIVEN_NAME = SdJwtVcFixture.disclosure("given_name", "Tesfay");
    public static final String FAMILY_NAME = SdJwtVcFixture.disclosure("family_name", "Habte");
    public static final String PORTRAIT = SdJwtVcFixture.disclosure("portrait", TestIssuer.PORTRAIT);
    public static final List<String> ALL = List.of(PERMISSION, GIVEN_NAME, FAMILY_NAME, PORTRAIT);
    private final TestWorld world;
    private final TestWallet wallet;

    Forger(TestWorld world, TestWallet wallet) {
        this.world = world;
        this.wallet = wallet;
    }

    /** Metadata claims without anything disclosable. */
    public ObjectNode payload() {
        ObjectNode payload = StrictJson.object()
                .put("iss", world.issuer.id)
                .put("vct", TestIssuer.RIGHT_TO_WORK)
                .put("exp", world.clock.instant().plus(Duration.ofDays(1)).getEpochSecond());
        payload.putObject("cnf").set("jwk", Jwks.toMinimalJson(wallet.holder.publicJwk()));
        return payload;
    }

    /** As {@link #payload()} with the digests of these Disclosures. */
    public ObjectNode payload(List<String> disclosures) {
        ObjectNode payload = payload();
        SdJwtVcFixture.addDigests(payload.putArray("_sd"), disclosures.toArray(String[]::new));
        return payload;
    }

    public ObjectNode header() {
        return JwsSigner.header("dc+sd-jwt", world.issuer.key);
    }

    /** Signed by the issuer whatever it says, with the Disclosures as they are, and a correct KB-JWT. */
    public String present(ObjectNode payload, List<String> disclosures, Request request) {
        return present(header(), payload, disclosures, world.issuer.key, request);
    }

    public String present(ObjectNode header, ObjectNode payload, List<String> disclosures, SigningKey key,
                          Request request) {
        return bind(join(JwsSigner.sign(key, header, payload), disclosures), request);
    }

    public static String join(String jwt, List<String> disclosures) {
        return SdJwtVcFixture.join(jwt, disclosures.toArray(String[]::new));
    }

    /** A correct KB-JWT behind the SD-JWT. */
    public String bind(String sdJwt, Request request) {
        return sdJwt + JwsSigner.sign(wallet.holder, JwsSigner.header("kb+jwt"), keyBinding(sdJwt, request));
    }

    /** Claims of a correct KB-JWT. */
    public ObjectNode keyBinding(String sdJwt, Request request) {
        return StrictJson.object()
                .put("iat", world.clock.instant().getEpochSecond())
                .put("aud", request.text("client_id"))
                .put("nonce", request.text("nonce"))
                .put("sd_hash", Token.hash(sdJwt));
    }

    /** A correct SD-JWT of everything that is asked, without KB-JWT. */
    public String sdJwt() {
        return join(JwsSigner.sign(world.issuer.key, header(), payload(ALL)), ALL);
    }
}
