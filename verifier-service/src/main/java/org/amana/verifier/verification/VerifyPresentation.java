package org.amana.verifier.verification;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlCheck;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.RequiredKeyBinding;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.trust.X5c;
import org.amana.core.vp.VerifyVpToken;
import org.amana.core.vp.VpToken;
import org.amana.core.vp.VpTokenVerdict;
import org.springframework.stereotype.Component;

/**
 * Checks a VP Token against its query, and then, only for credentials that hold, their status: the address of a
 * status list is believed no sooner than the signature above it (draft-ietf-oauth-status-list-20 section 8.3).
 */
@Component
public final class VerifyPresentation {
    private final VerifyVpToken verifier;
    private final IssuerTrust trust;
    private final StatusLists statusLists;

    public VerifyPresentation(SdJwtVcVerifier verifier, IssuerTrust trust, StatusLists statusLists) {
        this.verifier = new VerifyVpToken(verifier, trust::issuersOf);
        this.trust = trust;
        this.statusLists = statusLists;
    }

    /**
     * Judges.
     *
     * @param keyBinding nonce and audience of the request that was answered
     */
    public PresentationVerdict verify(VpToken vpToken, DcqlQuery query, RequiredKeyBinding keyBinding) {
        return switch (verifier.verify(vpToken, query, keyBinding)) {
            case VpTokenVerdict.Rejected(var findings) -> new PresentationVerdict.Rejected(findings, false);
            case VpTokenVerdict.Accepted(var presentations) -> {
                List<Finding> status = presentations.values()
                        .stream()
                        .flatMap(List::stream)
                        .flatMap(credential -> status(credential).stream())
                        .toList();
                yield status.isEmpty()
                        ? new PresentationVerdict.Verified(first(presentations), overDisclosed(query, presentations))
                        : new PresentationVerdict.Rejected(status, true);
            }
        };
    }

    /** Empty when the issuer says valid, or publishes no status: such credentials live shortly instead. */
    private List<Finding> status(VerifiedSdJwtVc credential) {
        if (credential.status().isEmpty())
            return List.of();
        try {
            StatusLists.Answer answer = statusLists.status(credential.status().get(),
                    trust.issuersOf(credential.vct()));
            if (!isSameIssuer(credential.issuerChain().leaf(), answer.list().chain().leaf()))
                return List.of(new Finding("status_untrusted", "the status list is signed by another issuer"));
            return answer.value().finding().stream().toList();
        } catch (ProblemException e) {
            return List.of(Finding.of(e.problem()));
        }
    }

    /** One authority must not speak about the credentials of another that shares its anchor. */
    private static boolean isSameIssuer(X509Certificate credential, X509Certificate list) {
        return credential.equals(list)
                || X5c.sans(credential).uris().stream().anyMatch(X5c.sans(list).uris()::contains);
    }

    private static Map<String, VerifiedSdJwtVc> first(Map<String, List<VerifiedSdJwtVc>> presentations) {
        Map<String, VerifiedSdJwtVc> one = new HashMap<>();
        presentations.forEach((id, list) -> one.put(id, list.getFirst()));
        return one;
    }

    private static int overDisclosed(DcqlQuery query, Map<String, List<VerifiedSdJwtVc>> presentations) {
        int count = 0;
        for (CredentialQuery asked : query.credentials())
            for (VerifiedSdJwtVc credential : presentations.getOrDefault(asked.id(), List.of()))
                count += DcqlCheck.overDisclosed(asked, credential).size();
        return count;
    }
}
