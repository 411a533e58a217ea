package org.amana.verifier.verification;

import org.amana.core.trust.TrustAnchors;

/** The signed trust list of the register, as far as a verdict needs it: whom to believe about a type. */
@FunctionalInterface
public interface IssuerTrust {
    /** Finding when there is no valid trust list at hand: no verdict is possible, and none is given. */
    String UNAVAILABLE = "trust_list_unavailable";

    /**
     * Anchors of the authorities that may issue this type; none when nobody may.
     *
     * @throws org.amana.core.problem.ProblemException with the code {@value #UNAVAILABLE}
     */
    TrustAnchors issuersOf(String vct);
}
