package org.amana.verifier.verification;

import java.util.List;
import java.util.Map;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.problem.Finding;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import tools.jackson.databind.node.ObjectNode;

/** What a look at a whole VP Token came to. */
public sealed interface PresentationVerdict {

    /**
     * Everything holds, the status included.
     *
     * @param credentials by the id of their Credential Query; one each, as asked
     * @param overDisclosedCount claims that nobody asked for; they were counted and not looked at
     */
    record Verified(Map<String, VerifiedSdJwtVc> credentials, int overDisclosedCount) implements PresentationVerdict {
        public Verified {
            credentials = Map.copyOf(credentials);
        }

        /** The claims that were asked for, out of the credential that answers that query. */
        public ObjectNode askedClaims(CredentialQuery asked) {
            return AskedClaims.of(asked, credential(asked));
        }

        public VerifiedSdJwtVc credential(CredentialQuery asked) {
            VerifiedSdJwtVc credential = credentials.get(asked.id());
            if (credential == null)
                throw new IllegalArgumentException("the query was not answered");
            return credential;
        }
    }

    /**
     * It does not hold.
     *
     * @param findings all of them, in the order of the specifications
     * @param credentialsHold true when only the status speaks against it: who presented is the holder, and the issuer
     *        itself says no
     */
    record Rejected(List<Finding> findings, boolean credentialsHold) implements PresentationVerdict {
        public Rejected {
            findings = List.copyOf(findings);
        }
    }
}
