package org.amana.verifier.response;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import java.util.Map;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.AuthorizationResponse;
import org.amana.core.vp.VpResponseProblem;
import org.amana.verifier.request.StoredRequestObject;

/**
 * A response that could be read, and the form of the request it answers.
 *
 * @param answered the request object whose {@code state} came back
 */
record ReceivedResponse(AuthorizationResponse response, StoredRequestObject answered) {

    /**
     * Reads the form.
     *
     * @param forms every signed form of the request; usually one
     * @throws ProblemException {@link VpResponseProblem}
     */
    static ReceivedResponse read(Map<String, List<String>> form, ECKey privateKey, List<StoredRequestObject> forms) {
        ProblemException last = new ProblemException(new VpResponseProblem.StateMismatch());
        for (StoredRequestObject object : forms) {
            try {
                return new ReceivedResponse(AuthorizationResponse.receive(form, privateKey, object.state()), object);
            } catch (ProblemException e) {
                if (!(e.problem() instanceof VpResponseProblem.StateMismatch))
                    throw e;
                last = e;
            }
        }
        throw last;
    }

    /** The machine word of a response that could not be read. */
    static Finding finding(ProblemException e) {
        if (!(e.problem() instanceof VpResponseProblem problem))
            return Finding.of(e.problem());
        return new Finding(switch (problem) {
            case VpResponseProblem.MalformedResponse _ -> "malformed_response";
            case VpResponseProblem.ResponseNotEncrypted _ -> "response_not_encrypted";
            case VpResponseProblem.UnknownResponseKey _ -> "unknown_response_key";
            case VpResponseProblem.ResponseHeaderRefused _ -> "response_header_refused";
            case VpResponseProblem.ResponseUnreadable _ -> "response_unreadable";
            case VpResponseProblem.StateMismatch _ -> "state_mismatch";
            case VpResponseProblem.MalformedVpToken _ -> "malformed_vp_token";
            case VpResponseProblem.ResponseNotAccepted _ -> "response_not_accepted";
        }, problem.detail());
    }
}
