package org.amana.core.sdjwt;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.status.StatusReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an SD-JWT VC is to say, before it is made (SD-JWT VC section 2.2.2).
 *
 * <pre>
 * SdJwtVcPayload.of(vct, claims).withIssuer(id).withValidity(iat, exp).withHolderKey(key).withStatus(status)
 * </pre>
 *
 * @param issuer {@code iss}; a URI among the subject alternative names of the signing certificate
 * @param vctIntegrity digest of the type metadata, {@code sha256-...}
 * @param holderKey {@code cnf}; absent for a credential that anybody may show
 * @param plainClaims always visible
 * @param disclosableClaims each member becomes one Disclosure, an object as a whole
 */
public record SdJwtVcPayload(Optional<String> issuer, String vct, Optional<String> vctIntegrity,
                             Optional<Instant> issuedAt, Optional<Instant> notBefore, Optional<Instant> expiresAt,
                             Optional<ECKey> holderKey, Optional<StatusReference> status, ObjectNode plainClaims,
                             ObjectNode disclosableClaims) {
    private static final List<String> OWN_MEMBERS = List.of("iss", "vct", "vct#integrity", "iat", "nbf", "exp", "cnf",
            "status");

    public SdJwtVcPayload {
        if (vct.isBlank()) {
            throw new IllegalArgumentException("vct is required");
        }
        plainClaims = plainClaims.deepCopy();
        disclosableClaims = disclosableClaims.deepCopy();
        requireNoReservedNames(plainClaims);
        requireNoReservedNames(disclosableClaims);
        ProtectedClaims.requireDisclosable(disclosableClaims.propertyNames());
        for (String name : plainClaims.propertyNames()) {
            if (OWN_MEMBERS.contains(name) || disclosableClaims.has(name)) {
                throw new IllegalArgumentException("claim " + name + " stands twice");
            }
        }
    }

    /** A payload of selectively disclosable claims alone. */
    public static SdJwtVcPayload of(String vct, ObjectNode disclosableClaims) {
        return new SdJwtVcPayload(Optional.empty(), vct, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), StrictJson.object(), disclosableClaims);
    }

    public SdJwtVcPayload withIssuer(String id) {
        return new SdJwtVcPayload(Optional.of(id), vct, vctIntegrity, issuedAt, notBefore, expiresAt, holderKey, status,
                plainClaims, disclosableClaims);
    }

    public SdJwtVcPayload withVctIntegrity(String integrity) {
        return new SdJwtVcPayload(issuer, vct, Optional.of(integrity), issuedAt, notBefore, expiresAt, holderKey,
                status, plainClaims, disclosableClaims);
    }

    /** {@code iat} and {@code exp}, rounded by the caller so that copies of a batch cannot be linked by them. */
    public SdJwtVcPayload withValidity(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("exp must be after iat");
        }
        return new SdJwtVcPayload(issuer, vct, vctIntegrity, Optional.of(from), notBefore, Optional.of(until),
                holderKey,
                status, plainClaims, disclosableClaims);
    }

    public SdJwtVcPayload withNotBefore(Instant instant) {
        return new SdJwtVcPayload(issuer, vct, vctIntegrity, issuedAt, Optional.of(instant), expiresAt, holderKey,
                status, plainClaims, disclosableClaims);
    }

    public SdJwtVcPayload withHolderKey(ECKey publicKey) {
        return new SdJwtVcPayload(issuer, vct, vctIntegrity, issuedAt, notBefore, expiresAt, Optional.of(publicKey),
                status, plainClaims, disclosableClaims);
    }

    public SdJwtVcPayload withStatus(StatusReference reference) {
        return new SdJwtVcPayload(issuer, vct, vctIntegrity, issuedAt, notBefore, expiresAt, holderKey,
                Optional.of(reference), plainClaims, disclosableClaims);
    }

    public SdJwtVcPayload withPlainClaims(ObjectNode claims) {
        return new SdJwtVcPayload(issuer, vct, vctIntegrity, issuedAt, notBefore, expiresAt, holderKey, status, claims,
                disclosableClaims);
    }

    /** A data source that delivers such a name could forge digests in a payload we sign (RFC 9901 section 4.2.1). */
    private static void requireNoReservedNames(JsonNode node) {
        node.properties().forEach(member -> {
            if (ProtectedClaims.RESERVED.contains(member.getKey())) {
                throw new IllegalArgumentException("claims must not contain the name " + member.getKey());
            }
        });
        node.forEach(SdJwtVcPayload::requireNoReservedNames);
    }
}
