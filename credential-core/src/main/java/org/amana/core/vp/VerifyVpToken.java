package org.amana.core.vp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlCheck;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.RequiredKeyBinding;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.trust.TrustAnchors;

/** Verifier side: a {@code vp_token} against the request it answers (OID4VP 1.0 section 8.6), all but the status. */
public final class VerifyVpToken {
    private final SdJwtVcVerifier verifier;
    private final Function<String, TrustAnchors> issuersOf;

    /**
     * A verifier of presentations.
     *
     * @param issuersOf the anchors of the issuers trusted for a {@code vct}
     */
    public VerifyVpToken(SdJwtVcVerifier verifier, Function<String, TrustAnchors> issuersOf) {
        this.verifier = verifier;
        this.issuersOf = issuersOf;
    }

    /**
     * Validates all presentations and the set of them.
     *
     * @param keyBinding nonce and audience of the request
     */
    public VpTokenVerdict verify(VpToken vpToken, DcqlQuery query, RequiredKeyBinding keyBinding) {
        List<Finding> shape = DcqlCheck.shape(query, vpToken.presentations());
        if (!shape.isEmpty()) {
            return new VpTokenVerdict.Rejected(shape);
        }
        var findings = new ArrayList<Finding>();
        Map<String, List<VerifiedSdJwtVc>> verified = new LinkedHashMap<>();
        vpToken.presentations().forEach((id, presentations) -> query.credential(id).ifPresent(asked -> {
            var list = new ArrayList<VerifiedSdJwtVc>();
            for (String presentation : presentations) {
                switch (verify(presentation, asked, keyBinding)) {
                    case SdJwtVcVerdict.Verified(VerifiedSdJwtVc credential) -> list.add(credential);
                    case SdJwtVcVerdict.Rejected(List<Finding> reasons) -> findings.addAll(reasons);
                }
            }
            verified.put(id, list);
        }));
        if (!findings.isEmpty()) {
            return new VpTokenVerdict.Rejected(findings);
        }
        List<Finding> unmet = DcqlCheck.check(query, verified);
        return unmet.isEmpty() ? new VpTokenVerdict.Accepted(verified) : new VpTokenVerdict.Rejected(unmet);
    }

    private SdJwtVcVerdict verify(String presentation, CredentialQuery asked, RequiredKeyBinding keyBinding) {
        try {
            UnverifiedSdJwtVc parsed = UnverifiedSdJwtVc.parse(presentation);
            return verifier.verifyPresentation(parsed,
                    asked.requireCryptographicHolderBinding() ? Optional.of(keyBinding) : Optional.empty(),
                    issuersOf.apply(parsed.vct()));
        } catch (ProblemException e) {
            return new SdJwtVcVerdict.Rejected(List.of(Finding.of(e.problem())));
        }
    }
}
