package org.amana.wallet.presentation;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpResponseProblem;

/** What a post to {@code response_uri} that brought no 200 means for the person. */
final class SendFailure {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private SendFailure() {}

    /** @param earlier whether an earlier try was posted and nobody knows what became of it */
    static PresentationProblem problem(ProblemException cause, boolean earlier) {
        return switch (cause.problem()) {
            case VpResponseProblem.ResponseNotAccepted answer -> answered(answer.status(), earlier);
            case PeerProblem.Refused refused -> new PresentationProblem.VerifierAddressRefused(refused.detail());
            case PeerProblem peer when neverConnected(cause) && !earlier -> new PresentationProblem.VerifierUnreachable(
                    peer.detail());
            case PeerProblem peer -> new PresentationProblem.VerifierSilent(peer.detail());
            default -> new PresentationProblem.VerifierSilent(cause.problem().description());
        };
    }

    /** Only what the verifier decided ends the request; what befell it (RFC 9110 section 15.6) may be over soon. */
    static boolean isFinal(PresentationProblem problem) {
        return problem instanceof PresentationProblem.VerifierRejected
                || problem instanceof PresentationProblem.VerifierClosed
                || problem instanceof PresentationProblem.VerifierAddressRefused;
    }

    private static PresentationProblem answered(int status, boolean earlier) {
        if (status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
            return new PresentationProblem.VerifierUnwell(status);
        }
        return earlier
                ? new PresentationProblem.VerifierClosed(status)
                : new PresentationProblem.VerifierRejected(status);
    }

    private static boolean neverConnected(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }
}
