package org.amana.system.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.RequiredKeyBinding;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestClock;
import tools.jackson.databind.node.ObjectNode;

/** One issuer, one holder, one credential of twelve claims of which six can be disclosed apart. */
final class CredentialFixture {

    static final String ISSUER = "https://issuer.example/labour-office";
    static final String AUDIENCE = "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk";
    static final String NONCE = "n-0S6_WzA2Mj";

    private CredentialFixture() {}

    static SdJwtVcPayload payload(EphemeralKey holder) {
        ObjectNode claims = StrictJson.object();
        claims.putObject("work_permission")
                .put("may_work", true)
                .put("from", "2026-10-01")
                .put("until", "2027-03-31")
                .put("max_hours_per_week", 20);
        claims.put("given_name", "Amina").put("family_name", "Yusuf").put("document_number", "X1234567");
        claims.put("place", "Rotterdam").put("note", "none");
        return SdJwtVcPayload.of("https://amana.example/vct/benchmark", claims)
                .withIssuer(ISSUER)
                .withValidity(TestClock.NOW.minus(Duration.ofHours(12)), TestClock.NOW.plus(Duration.ofDays(14)))
                .withHolderKey(holder.publicJwk());
    }

    /** Two claims shown, bound to {@link #NONCE} and {@link #AUDIENCE}. */
    static String present(String credential, EphemeralKey holder) {
        UnverifiedSdJwtVc selected = UnverifiedSdJwtVc.parse(credential)
                .select(List.of(ClaimPath.of("work_permission"), ClaimPath.of("given_name")));
        return KeyBindingJwt.present(selected, AUDIENCE, NONCE, TestClock.NOW, holder);
    }

    static Optional<RequiredKeyBinding> requiredKeyBinding() {
        return Optional.of(RequiredKeyBinding.of(NONCE, AUDIENCE));
    }

    static SigningKey issuer(TestCa ca) {
        return ca.issuer(ISSUER);
    }
}
