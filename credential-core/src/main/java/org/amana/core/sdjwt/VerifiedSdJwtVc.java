package org.amana.core.sdjwt;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.status.StatusReference;
import org.amana.core.trust.ValidatedChain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An SD-JWT VC that passed every check but its status: signature, issuer, Disclosures, times, and where asked for the
 * holder binding. Made by {@link SdJwtVcVerifier} alone. Whoever relies on it looks up {@link #status()} first.
 */
public final class VerifiedSdJwtVc {
    private final UnverifiedSdJwtVc source;
    private final ObjectNode claims;
    private final ValidatedChain issuerChain;
    private final Optional<ECKey> holderKey;
    private final Optional<StatusReference> status;
    private final boolean holderBound;

    VerifiedSdJwtVc(UnverifiedSdJwtVc source, ValidatedChain issuerChain, Optional<ECKey> holderKey,
            Optional<StatusReference> status, boolean holderBound) {
        this.source = source;
        this.claims = source.claims();
        this.issuerChain = issuerChain;
        this.holderKey = holderKey;
        this.status = status;
        this.holderBound = holderBound;
    }

    /** The processed payload; a copy. */
    public ObjectNode claims() {
        return claims.deepCopy();
    }

    public String vct() {
        return source.vct();
    }

    /** {@code vct} and {@code aka_vcts}. */
    public Set<String> types() {
        return source.types();
    }

    /** {@code iss}; where absent, the issuer is the subject of {@link #issuerChain()}. */
    public Optional<String> issuer() {
        return Optional.of(claims.path("iss").asString("")).filter(issuer -> !issuer.isEmpty());
    }

    public ValidatedChain issuerChain() {
        return issuerChain;
    }

    /** Key identifiers of the issuing authorities in the chain, base64url. */
    public Set<String> authorityKeyIdentifiers() {
        return source.authorityKeyIdentifiers();
    }

    /** {@code cnf.jwk}. */
    public Optional<ECKey> holderKey() {
        return holderKey;
    }

    /** Whether a KB-JWT by {@link #holderKey()} was asked for and checked. */
    public boolean isHolderBound() {
        return holderBound;
    }

    /** Where the issuer publishes whether the credential still holds. Present for ours always. */
    public Optional<StatusReference> status() {
        return status;
    }

    public Optional<Instant> issuedAt() {
        return time("iat");
    }

    public Optional<Instant> expiresAt() {
        return time("exp");
    }

    /** Places of the claims that came in Disclosures. */
    public Set<ClaimPath> disclosedPlaces() {
        return source.disclosablePlaces();
    }

    /**
     * The claims a query's path points to, each under its place in {@link #claims()}. An index counts the elements as
     * signed: the holder who showed only the second nationality answers {@code ["nationalities", 1]}.
     */
    public Map<ClaimPath, JsonNode> claimsAt(ClaimPath path) {
        return source.claimsAt(path);
    }

    /** The SD-JWT without KB-JWT, as a wallet stores it. */
    public String compact() {
        return source.compact();
    }

    private Optional<Instant> time(String claim) {
        return claims.path(claim).isNumber()
                ? Optional.of(Instant.ofEpochSecond(claims.path(claim).asLong()))
                : Optional.empty();
    }

    /** Values of people do not belong in logs. */
    @Override
    public String toString() {
        return "verified " + source;
    }
}
