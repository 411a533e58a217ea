package org.amana.core.vp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.core.problem.Finding;
import org.amana.core.sdjwt.VerifiedSdJwtVc;

/** What the validation of a {@code vp_token} came to. */
public sealed interface VpTokenVerdict {
    /** All presentations hold and meet the query; their status is still to be looked up. By Credential Query id. */
    record Accepted(Map<String, List<VerifiedSdJwtVc>> presentations) implements VpTokenVerdict {
        public Accepted {
            presentations = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(presentations));
        }

        /** The presentations for one Credential Query; empty for an optional one that was not answered. */
        public List<VerifiedSdJwtVc> answering(String queryId) {
            return presentations.getOrDefault(queryId, List.of());
        }
    }

    /** The VP Token is rejected as a whole, for all of these reasons. */
    record Rejected(List<Finding> findings) implements VpTokenVerdict {
        public Rejected {
            findings = List.copyOf(findings);
        }
    }
}
