package org.amana.core.consent;

import java.util.Locale;

/** Why a release is not permitted. Its code stands in the entry and is put into plain words for people. */
public enum DenyReason {
    /** The person put the answer off or refused. */
    NOT_GIVEN,
    /** The person took the consent back. */
    WITHDRAWN,
    /** The consent has ended. */
    EXPIRED,
    /** The recipient confirmed that it erased what it had; nothing new goes to it. */
    ERASED,
    /** A withdrawal may have been lost with a restored backup; the person has to renew. */
    IN_DOUBT,
    /** The consent was given to somebody else. */
    OTHER_REQUESTER,
    /** The consent is for another purpose. */
    OTHER_PURPOSE,
    /** The consent answers another request. */
    OTHER_REQUEST,
    /** The consent lets another authority release, or none. */
    OTHER_SOURCE,
    /** More is asked for than was consented to. */
    WIDER_THAN_CONSENT,
    /** The person is under age, and no guardian whose mandate holds agrees. */
    GUARDIAN_MISSING,
    /** The guardian took their agreement back. */
    GUARDIAN_WITHDRAWN,
    /** The person came of age, or the mandate ended: it waits for a word of their own. */
    SUSPENDED,
    /** The register no longer lets the requester ask for this: the use was retired or narrowed since. */
    NOT_REGISTERED,
    /** The next delivery of a series is not due yet. */
    TOO_EARLY,
    /** The person objected to an access by law, and the office has not answered or gave in. */
    OBJECTED,
    /** The person had said no to this, and the law was only named afterwards (no swap of the basis). */
    BASIS_SWAP,
    /** An access in an emergency was not reviewed in time. */
    NOT_REVIEWED,
    /** The data protection officer found that an access in an emergency was not justified. */
    NOT_JUSTIFIED,
    /** An earlier emergency of this kind was not justified or not reviewed in time, and no officer has settled that. */
    EARLIER_EMERGENCY;

    /** As in the entry, such as {@code other_requester}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reason with that code.
     *
     * @throws org.amana.core.problem.ProblemException {@link ConsentProblem.MalformedEvent}
     */
    public static DenyReason of(String code) {
        for (DenyReason reason : values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        throw ConsentProblem.malformedEvent("the reason of a denial is unknown");
    }
}
