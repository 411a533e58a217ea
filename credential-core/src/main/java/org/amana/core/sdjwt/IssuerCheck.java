package org.amana.core.sdjwt;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.KeyProblem;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusReference;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.SubjectAlternativeNames;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.ValidatedChain;
import org.amana.core.trust.X5c;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 9901 section 7.1 with the rules that SD-JWT VC adds, for one SD-JWT VC at one moment. */
final class IssuerCheck {
    /** Clocks that differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private final UnverifiedSdJwtVc credential;
    private final ObjectNode claims;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<ValidatedChain> chain = Optional.empty();
    private Optional<ECKey> holderKey = Optional.empty();
    private Optional<StatusReference> status = Optional.empty();

    IssuerCheck(UnverifiedSdJwtVc credential, Instant now) {
        this.credential = credential;
        this.claims = credential.claims();
        this.now = now;
    }

    IssuerCheck run(ChainValidator chains, TrustAnchors anchors, TypeMetadataSource types) {
        typ();
        signatureAndIssuer(chains, anchors);
        issuerName();
        // steps 2d to 5
        findings.addAll(credential.disclosureFindings());
        protectedClaims();
        type();
        times();
        typeMetadata(types);
        holderKey();
        status();
        return this;
    }

    List<Finding> findings() {
        return findings;
    }

    Optional<ValidatedChain> chain() {
        return chain;
    }

    Optional<ECKey> confirmedKey() {
        return holderKey;
    }

    Optional<StatusReference> statusReference() {
        return status;
    }

    /** SD-JWT VC section 2.2.1. */
    private void typ() {
        String typ = credential.issuerSignedJwt().typ();
        if (!typ.equals(SdJwtVcIssuer.TYP)) {
            found("wrong_typ", "typ of the Issuer-signed JWT must be dc+sd-jwt");
        }
    }

    /** Steps 2b and 2c; the key is the leaf's, never one that the header offers (RFC 8725 section 3.10). */
    private void signatureAndIssuer(ChainValidator chains, TrustAnchors anchors) {
        UnverifiedJws jwt = credential.issuerSignedJwt();
        Optional<ArrayNode> x5c = jwt.parameters().x5c();
        if (x5c.isEmpty()) {
            found("untrusted_issuer", "the Issuer-signed JWT has no x5c chain");
            return;
        }
        Optional<Finding> untrusted = Optional.empty();
        try {
            chain = Optional.of(chains.validate(x5c.get(), anchors, KeyPurpose.ISSUER, now));
        } catch (ProblemException e) {
            untrusted = Optional.of(Finding.of(e.problem()));
        }
        try {
            // typ was judged above; a wrong one must not hide whether the signature holds
            jwt.verify(chain.isPresent() ? chain.get().leafKey() : leafKey(x5c.get()), jwt.typ());
        } catch (ProblemException e) {
            findings.add(Finding.of(e.problem()));
        }
        untrusted.filter(finding -> !findings.contains(finding)).ifPresent(findings::add);
    }

    private static ECPublicKey leafKey(ArrayNode x5c) {
        if (X5c.parse(x5c).getFirst().getPublicKey() instanceof ECPublicKey key) {
            return key;
        }
        throw new ProblemException(new KeyProblem.BadKey("the leaf's key is not a P-256 key"));
    }

    /**
     * A trusted issuer must not speak in the name of another: {@code iss} is a URI of the leaf. Only where the leaf
     * names no URI, its DNS name stands for the host of an https {@code iss}.
     */
    private void issuerName() {
        JsonNode iss = claims.get("iss");
        if (iss == null || chain.isEmpty()) {
            return;
        }
        boolean matches = iss.isString() && isNamed(iss.stringValue(), chain.get());
        if (!matches) {
            found("issuer_name_mismatch", "iss is not among the names of the issuer's certificate");
        }
    }

    private static boolean isNamed(String iss, ValidatedChain chain) {
        try {
            SubjectAlternativeNames names = X5c.sans(chain.leaf());
            URI uri = new URI(iss);
            // one host may serve several issuers: its DNS name must not let one speak for the others
            return names.uris().isEmpty()
                    ? "https".equals(uri.getScheme()) && uri.getHost() != null && names.coversHost(uri.getHost())
                    : names.uris().stream().anyMatch(name -> name.toString().equals(iss));
        } catch (URISyntaxException | ProblemException _) {
            return false;
        }
    }

    /** SD-JWT VC section 2.2.2.3. */
    private void protectedClaims() {
        boolean disclosed = credential.disclosablePlaces()
                .stream()
                .anyMatch(place -> ProtectedClaims.NEVER_DISCLOSED.contains(place.firstName()));
        if (disclosed) {
            found("protected_claim_disclosed", "iss, nbf, exp, cnf, vct and status must not come in a Disclosure");
        }
    }

    private void type() {
        if (credential.vct().isBlank()) {
            found("missing_vct", "vct is required");
        }
    }

    /** Step 6. */
    private void times() {
        time("nbf").filter(nbf -> now.plus(SKEW).isBefore(nbf))
                .ifPresent(_ -> found("not_yet_valid", "nbf lies in the future"));
        time("exp").filter(exp -> !now.minus(SKEW).isBefore(exp))
                .ifPresent(_ -> found("credential_expired", "exp has passed"));
    }

    private Optional<Instant> time(String claim) {
        JsonNode value = claims.get(claim);
        if (value == null) {
            return Optional.empty();
        }
        // a NumericDate (RFC 7519 section 2); Instant holds far more than any real one
        if (!value.isNumber() || Math.abs(value.doubleValue()) > 1e11) {
            found("malformed_sd_jwt", claim + " must be a number of seconds");
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond((long) value.doubleValue()));
    }

    /** SD-JWT VC section 5; an unknown type leaves nothing to compare. */
    private void typeMetadata(TypeMetadataSource types) {
        JsonNode integrity = claims.get("vct#integrity");
        if (integrity == null) {
            return;
        }
        boolean matches = integrity.isString() && types.document(credential.vct())
                .map(document -> DocumentIntegrity.matches(integrity.stringValue(), document))
                .orElse(true);
        if (!matches) {
            found("integrity_mismatch", "vct#integrity does not match the type metadata");
        }
    }

    /** RFC 7800 section 3.2; only a public P-256 key. */
    private void holderKey() {
        JsonNode cnf = claims.get("cnf");
        if (cnf == null) {
            return;
        }
        try {
            holderKey = Optional.of(Jwks.parsePublicEcKey(cnf.path("jwk")));
        } catch (ProblemException e) {
            found("invalid_cnf", "cnf must hold a public P-256 jwk: " + e.problem().detail());
        }
    }

    /** Token Status List section 6.2: a reference that cannot be read would be a credential nobody can revoke. */
    private void status() {
        JsonNode reference = claims.get("status");
        if (reference == null) {
            return;
        }
        try {
            status = Optional.of(StatusReference.parse(reference));
        } catch (ProblemException e) {
            findings.add(Finding.of(e.problem()));
        }
    }

    private void found(String reason, String detail) {
        findings.add(new Finding(reason, detail));
    }
}
