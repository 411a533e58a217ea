package org.amana.wallet.issuance;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.core.jose.Jwks;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.TypeMetadataSource;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.credential.ReceivedCredential;
import org.amana.wallet.keyring.HolderKey;
import org.springframework.stereotype.Component;

/**
 * Checks every credential of a batch before any of it is kept: form, issuer, chain to that issuer's anchors, type and its
 * integrity, times, and that each is bound to another one of the keys that were proved.
 */
@Component
class VerifyReceived {

    private final SdJwtVcVerifier verifier;
    private final TrustListSource trust;

    VerifyReceived(ChainValidator chains, TrustListSource trust, Clock clock) {
        this.verifier = new SdJwtVcVerifier(chains, TypeMetadataSource.ofSchemas(), clock);
        this.trust = trust;
    }

    /**
     * Passes with every credential verified.
     *
     * @param keys those of the proofs that were sent
     * @throws ProblemException {@link IssuanceProblem.CredentialRefused} with the findings of the first bad one
     */
    List<ReceivedCredential> verify(List<String> credentials, String issuerId, String vct, List<HolderKey> keys) {
        TrustAnchors anchors = trust.issuer(issuerId)
                .filter(issuer -> issuer.types().contains(vct))
                .map(issuer -> issuer.anchors())
                .orElseGet(() -> new TrustAnchors(Set.of()));
        Map<String, HolderKey> byKid = keys.stream().collect(Collectors.toMap(HolderKey::kid, Function.identity()));
        List<ECKey> proved = keys.stream().map(HolderKey::publicJwk).toList();
        Set<String> bound = new HashSet<>();
        List<ReceivedCredential> received = new ArrayList<>();
        for (String compact : credentials) {
            VerifiedSdJwtVc credential = switch (verifier.verifyCredential(compact, proved, anchors)) {
                case SdJwtVcVerdict.Verified(VerifiedSdJwtVc verified) -> verified;
                case SdJwtVcVerdict.Rejected(List<Finding> findings) -> throw refused(findings);
            };
            String kid = credential.holderKey().map(Jwks::thumbprint).orElse("");
            HolderKey key = byKid.get(kid);
            if (key == null || !bound.add(kid)) {
                throw refused(List.of(new Finding("holder_key_mismatch", "two copies are bound to one key")));
            }
            if (!credential.vct().equals(vct)) {
                throw refused(List.of(new Finding("vct_mismatch", "the type is not the one that was offered")));
            }
            if (credential.issuer().isPresent() && !credential.issuer().get().equals(issuerId)) {
                throw refused(List.of(new Finding("issuer_mismatch", "iss is not the issuer of the offer")));
            }
            received.add(new ReceivedCredential(credential, key));
        }
        return received;
    }

    private static ProblemException refused(List<Finding> findings) {
        return new ProblemException(new IssuanceProblem.CredentialRefused(findings));
    }
}
