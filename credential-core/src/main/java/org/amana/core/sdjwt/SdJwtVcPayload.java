package org.amana.core.sdjwt;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.Jwks;
import org.amana.core.json.StrictJson;
import org.amana.core.status.StatusReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an SD-JWT VC is to say, before it is made (SD-JWT VC section 2.2.2). Its claims are copied and checked once; each
 * {@code with} makes another payload over the same ones.
 *
 * <pre>
 * SdJwtVcPayload.of(vct, claims).withIssuer(id).withValidity(iat, exp).withHolderKey(key).withStatus(status)
 * </pre>
 */
public final class SdJwtVcPayload {
    private static final List<String> OWN_MEMBERS = List.of("iss", "vct", "vct#integrity", "iat", "nbf", "exp", "cnf",
            "status");
    private final String vct;
    private final ObjectNode plainClaims;
    private final ObjectNode disclosableClaims;
    private final Members members;

    /** The format's own members; all but the type may be absent. */
    private record Members(Optional<String> issuer, Optional<String> vctIntegrity, Optional<Instant> issuedAt,
                           Optional<Instant> notBefore, Optional<Instant> expiresAt, Optional<ECKey> holderKey,
                           Optional<StatusReference> status) {
        static final Members NONE = new Members(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    private SdJwtVcPayload(String vct, ObjectNode plainClaims, ObjectNode disclosableClaims, Members members) {
        this.vct = vct;
        this.plainClaims = plainClaims;
        this.disclosableClaims = disclosableClaims;
        this.members = members;
    }

    /**
     * A payload of selectively disclosable claims alone.
     *
     * @param disclosableClaims each member becomes one Disclosure, an object as a whole
     * @throws org.amana.core.problem.ProblemException {@link SdJwtProblem.ProtectedClaim}
     */
    public static SdJwtVcPayload of(String vct, ObjectNode disclosableClaims) {
        if (vct.isBlank()) {
            throw new IllegalArgumentException("vct is required");
        }
        ObjectNode disclosable = disclosableClaims.deepCopy();
        requireNoReservedNames(disclosable);
        ProtectedClaims.requireDisclosable(disclosable.propertyNames());
        return new SdJwtVcPayload(vct, StrictJson.object(), disclosable, Members.NONE);
    }

    /** {@code iss}; a URI among the subject alternative names of the signing certificate. */
    public SdJwtVcPayload withIssuer(String id) {
        return with(new Members(Optional.of(id), members.vctIntegrity, members.issuedAt, members.notBefore,
                members.expiresAt, members.holderKey, members.status));
    }

    /** Digest of the type metadata, {@code sha256-...}. */
    public SdJwtVcPayload withVctIntegrity(String integrity) {
        return with(new Members(members.issuer, Optional.of(integrity), members.issuedAt, members.notBefore,
                members.expiresAt, members.holderKey, members.status));
    }

    /** {@code iat} and {@code exp}, rounded by the caller so that copies of a batch cannot be linked by them. */
    public SdJwtVcPayload withValidity(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("exp must be after iat");
        }
        return with(new Members(members.issuer, members.vctIntegrity, Optional.of(from), members.notBefore,
                Optional.of(until), members.holderKey, members.status));
    }

    public SdJwtVcPayload withNotBefore(Instant instant) {
        return with(new Members(members.issuer, members.vctIntegrity, members.issuedAt, Optional.of(instant),
                members.expiresAt, members.holderKey, members.status));
    }

    /** {@code cnf}; without it anybody may show the credential. */
    public SdJwtVcPayload withHolderKey(ECKey publicKey) {
        return with(new Members(members.issuer, members.vctIntegrity, members.issuedAt, members.notBefore,
                members.expiresAt, Optional.of(publicKey), members.status));
    }

    public SdJwtVcPayload withStatus(StatusReference reference) {
        return with(new Members(members.issuer, members.vctIntegrity, members.issuedAt, members.notBefore,
                members.expiresAt, members.holderKey, Optional.of(reference)));
    }

    /** Claims that are always visible. */
    public SdJwtVcPayload withPlainClaims(ObjectNode claims) {
        ObjectNode plain = claims.deepCopy();
        requireNoReservedNames(plain);
        for (String name : plain.propertyNames()) {
            if (OWN_MEMBERS.contains(name) || disclosableClaims.has(name)) {
                throw new IllegalArgumentException("claim " + name + " stands twice");
            }
        }
        return new SdJwtVcPayload(vct, plain, disclosableClaims, members);
    }

    private SdJwtVcPayload with(Members changed) {
        return new SdJwtVcPayload(vct, plainClaims, disclosableClaims, changed);
    }

    /** Everything that stands in the payload as it is, in the order of SD-JWT VC section 2.2.2.2. */
    ObjectNode clearClaims() {
        ObjectNode claims = StrictJson.object();
        members.issuer.ifPresent(issuer -> claims.put("iss", issuer));
        members.issuedAt.ifPresent(instant -> claims.put("iat", instant.getEpochSecond()));
        members.notBefore.ifPresent(instant -> claims.put("nbf", instant.getEpochSecond()));
        members.expiresAt.ifPresent(instant -> claims.put("exp", instant.getEpochSecond()));
        claims.put("vct", vct);
        members.vctIntegrity.ifPresent(integrity -> claims.put("vct#integrity", integrity));
        // kid, use or alg of the wallet's key would tell verifiers more than they need
        members.holderKey.ifPresent(key -> claims.putObject("cnf").set("jwk", Jwks.toMinimalJson(key)));
        members.status.ifPresent(status -> claims.set("status", status.toJson()));
        claims.setAll(plainClaims);
        return claims;
    }

    /** Never to be changed. */
    ObjectNode disclosableClaims() {
        return disclosableClaims;
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
