package org.amana.core.sdjwt;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.Jwks;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;

/**
 * Says whether an SD-JWT VC holds, and if not, everything that is wrong with it in the order of RFC 9901 section 7.
 * The wallet uses it for a credential received, the verifier for a presentation. It opens no connection: the status
 * is a step of its own, after this one.
 */
public final class SdJwtVcVerifier {
    private final ChainValidator chains;
    private final TypeMetadataSource types;
    private final Clock clock;

    public SdJwtVcVerifier(ChainValidator chains, TypeMetadataSource types, Clock clock) {
        this.chains = chains;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Wallet side: a credential as an issuer returned it (RFC 9901 section 7.2).
     *
     * @param proofKeys the keys of the proofs sent; {@code cnf} must hold one of them
     * @param anchors of the issuers trusted for this type
     */
    public SdJwtVcVerdict verifyCredential(String compact, Collection<ECKey> proofKeys, TrustAnchors anchors) {
        UnverifiedSdJwtVc credential;
        try {
            credential = UnverifiedSdJwtVc.parse(compact);
        } catch (ProblemException e) {
            return new SdJwtVcVerdict.Rejected(List.of(Finding.of(e.problem())));
        }
        var findings = new ArrayList<Finding>();
        if (credential.keyBindingJwt().isPresent()) {
            findings.add(new Finding("unexpected_key_binding", "an issuer returns an SD-JWT without KB-JWT"));
        }
        IssuerCheck issuer = new IssuerCheck(credential, clock.instant()).run(chains, anchors, types);
        findings.addAll(issuer.findings());
        boolean bound = issuer.confirmedKey()
                .filter(confirmed -> proofKeys.stream().anyMatch(key -> isSame(key, confirmed)))
                .isPresent();
        if (!bound) {
            findings.add(new Finding("holder_key_mismatch", "cnf is not the key of a proof that was sent"));
        }
        return verdict(credential, issuer, findings, false);
    }

    /**
     * Verifier side: a presentation (RFC 9901 section 7.3).
     *
     * @param keyBinding what the KB-JWT must say; empty only if the Verifier's own policy asks for no holder binding,
     *        never because none came
     * @param anchors of the issuers trusted for this type
     */
    public SdJwtVcVerdict verifyPresentation(String compact, Optional<RequiredKeyBinding> keyBinding,
                                             TrustAnchors anchors) {
        try {
            return verifyPresentation(UnverifiedSdJwtVc.parse(compact), keyBinding, anchors);
        } catch (ProblemException e) {
            return new SdJwtVcVerdict.Rejected(List.of(Finding.of(e.problem())));
        }
    }

    /** As {@link #verifyPresentation(String, Optional, TrustAnchors)}, already parsed. */
    public SdJwtVcVerdict verifyPresentation(UnverifiedSdJwtVc presentation, Optional<RequiredKeyBinding> keyBinding,
                                             TrustAnchors anchors) {
        Instant now = clock.instant();
        var findings = new ArrayList<Finding>();
        if (keyBinding.isPresent() && presentation.keyBindingJwt().isEmpty()) {
            findings.add(new Finding("missing_holder_binding", "a Key Binding JWT is required and none came"));
        }
        IssuerCheck issuer = new IssuerCheck(presentation, now).run(chains, anchors, types);
        findings.addAll(issuer.findings());
        if (keyBinding.isPresent() && presentation.keyBindingJwt().isPresent()) {
            findings.addAll(new KeyBindingCheck(presentation, keyBinding.get(), now)
                    .run(presentation.keyBindingJwt().get(), issuer.confirmedKey()));
        }
        return verdict(presentation, issuer, findings, keyBinding.isPresent());
    }

    private static SdJwtVcVerdict verdict(UnverifiedSdJwtVc source, IssuerCheck issuer, List<Finding> findings,
                                          boolean holderBound) {
        if (!findings.isEmpty() || issuer.chain().isEmpty()) {
            return new SdJwtVcVerdict.Rejected(findings);
        }
        return new SdJwtVcVerdict.Verified(new VerifiedSdJwtVc(source, issuer.chain().get(), issuer.confirmedKey(),
                issuer.statusReference(), holderBound));
    }

    private static boolean isSame(ECKey one, ECKey other) {
        return Jwks.thumbprint(one).equals(Jwks.thumbprint(other));
    }
}
