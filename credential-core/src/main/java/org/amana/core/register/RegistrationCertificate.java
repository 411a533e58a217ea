package org.amana.core.register;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.jose.VerifiedJws;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusReference;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A registrar's word that this party registered this intended use, put into {@code verifier_info}
 * of a request (ETSI TS 119 475 V1.2.1 clause 5.2; members of ours beside it are named after the
 * register).
 *
 * <pre>
 * {"typ":"rc-wrp+jwt","alg":"ES256","iat":1795345200,"x5c":[…]}
 * {"sub":"LEIXG-000000AMANADEMO00042","sub_ln":"Harbour Bakery","country":"PT",
 *  "intended_use_id":"keep-diploma-on-file","purpose":[{"lang":"en","value":"…"}],
 *  "credentials":[{"format":"dc+sd-jwt","meta":{"vct_values":["…"]},"claim":[{"path":["qualification"]}]}],…}
 * </pre>
 *
 * Only {@link #verify} makes one.
 */
public final class RegistrationCertificate {
    public static final String TYP = "rc-wrp+jwt";
    /** Longest certificate. */
    public static final int MAX_BYTES = 65_536;
    private final String compact;
    private final RegistrationClaims claims;

    private RegistrationCertificate(String compact, RegistrationClaims claims) {
        this.compact = compact;
        this.claims = claims;
    }

    /**
     * Writes a certificate.
     *
     * @param registrar key with the registrar's chain
     */
    public static String sign(SigningKey registrar, Party party, IntendedUse use, CertificateIssue issue) {
        ObjectNode header = JwsSigner.header(TYP, registrar);
        header.put("iat", issue.issued().getEpochSecond()); // claimed signing time of JAdES B-B (GEN-5.2.1-04)
        return JwsSigner.sign(registrar, header, RegistrationClaims.write(party, use, issue));
    }

    /**
     * Reads a certificate and checks signature, chain and time; {@link #status()} is for the caller to ask.
     *
     * @param registrars anchors of registrars in the trust list
     * @throws ProblemException {@link RegisterProblem.BadRegistrationCertificate},
     *         {@link org.amana.core.trust.TrustProblem} for its chain, {@link org.amana.core.jose.JoseProblem}
     */
    public static RegistrationCertificate verify(String compact, ChainValidator validator, TrustAnchors registrars,
                                                 Instant now) {
        UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
        var chain = validator.validate(jws.header().path("x5c"), registrars, KeyPurpose.REGISTRAR, now);
        VerifiedJws verified = jws.verify(chain.leafKey(), TYP);
        RegistrationClaims claims;
        try {
            claims = RegistrationClaims.read(verified.claims());
        } catch (ProblemException e) {
            throw new ProblemException(new RegisterProblem.BadRegistrationCertificate(
                    "a registration certificate lacks what it must say: " + e.problem().detail()), e);
        }
        CertificateIssue.requireLife(claims.issued(), claims.expires(), claims.status().isPresent());
        // fetched on demand: it may be signed a moment after the caller looked at the clock
        if (now.plusSeconds(60).isBefore(claims.issued()) || !now.isBefore(claims.expires())) {
            throw RegisterProblem.badCertificate("the registration certificate is not valid now");
        }
        return new RegistrationCertificate(compact, claims);
    }

    /**
     * Where it is said whether the certificate was ended before its time; whoever relies on it asks there. Without one
     * it lives a day at most.
     */
    public Optional<StatusReference> status() {
        return claims.status();
    }

    /** Official identifier; must be the one in the access certificate (GEN-5.1.1-04). */
    public String identifier() {
        return claims.identifier();
    }

    public LocalizedText name() {
        return claims.name();
    }

    public String country() {
        return claims.country();
    }

    /** The whole intended use; its {@link IntendedUse#party()} is the party's id in the register. */
    public IntendedUse intendedUse() {
        return claims.use();
    }

    /** Where a person asks for erasure: web address or e-mail. */
    public Optional<String> erasureContact() {
        return claims.erasureContact();
    }

    public Optional<SupervisoryAuthority> supervisor() {
        return claims.supervisor();
    }

    public Instant expires() {
        return claims.expires();
    }

    /** The JWT that was verified. */
    public String compact() {
        return compact;
    }
}
