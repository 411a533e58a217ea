package org.amana.wallet.presentation;

import java.net.URI;
import java.util.Optional;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.SendAuthorizationResponse;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * A person under age cannot say: neither yes nor no is entered, and whoever asks hears that somebody has to explain it
 * (OpenID4VP 1.0 section 8.5, {@link org.amana.core.exchange.NotAble}).
 */
@Component
public class SayNotAble {

    private final ExamineRequest examine;
    private final DeferRequest defer;
    private final SendAuthorizationResponse response;
    private final History history;

    SayNotAble(ExamineRequest examine, DeferRequest defer, HttpPeer peer, History history) {
        this.examine = examine;
        this.defer = defer;
        this.response = new SendAuthorizationResponse(peer);
        this.history = history;
    }

    /**
     * Says so, and closes the request: whoever asks speaks with the person and asks again.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep} where nobody under age is asked or
     *             a yes was already begun, {@link PresentationProblem.NotAbleUnheard}
     */
    public ApprovalView say(Vault vault, String id) {
        PendingRequest pending = ReadRequest.pending(vault, id);
        ExaminedRequest examined = examine.again(pending.clientId(), pending.requestObject());
        if (examined.exchange().filter(AskedExchange::isWithGuardian).isEmpty()) {
            throw new ProblemException(new ApiProblem.WrongStep("expected a question to somebody under age"));
        }
        if (!defer.putOff(vault, id, examined, HistoryKind.NOT_ABLE)) {
            history.add(vault, HistoryKind.NOT_ABLE, examined.party(), Terms.asked(examined),
                    examined.use().map(Terms::purpose).orElse(null), null, false, null, null,
                    Terms.represented(examined));
        }
        Optional<URI> redirect = tell(vault, id, examined);
        vault.remove(VaultCollection.REQUESTS, id);
        return ApprovalView.refused(redirect.map(URI::toString).orElse(null));
    }

    /** Unheard, the question waits here, unless whoever asks has closed it. */
    private Optional<URI> tell(Vault vault, String id, ExaminedRequest examined) {
        try {
            return response.notAble(examined.request());
        } catch (ProblemException e) {
            if (SendFailure.isFinal(SendFailure.problem(e, false))) {
                vault.remove(VaultCollection.REQUESTS, id);
            }
            throw new ProblemException(new PresentationProblem.NotAbleUnheard(e.problem().detail()), e);
        }
    }
}
