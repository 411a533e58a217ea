package org.amana.wallet.presentation;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.SendAuthorizationResponse;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.wallet.consent.Consents;
import org.amana.wallet.consent.LedgerFailure;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * Says no: {@code access_denied}, the same words as of a wallet that has no such card. A no always works: neither a
 * verifier nor a ledger that does not answer can stop it.
 */
@Component
public class RefuseRequest {

    private final ExamineRequest examine;
    private final Cards cards;
    private final SendAuthorizationResponse response;
    private final Consents consents;
    private final Terms terms;
    private final History history;
    private final RandomGenerator random;

    RefuseRequest(ExamineRequest examine, Cards cards, HttpPeer peer, Consents consents, Terms terms, History history,
            RandomGenerator random) {
        this.examine = examine;
        this.cards = cards;
        this.response = new SendAuthorizationResponse(peer);
        this.consents = consents;
        this.terms = terms;
        this.history = history;
        this.random = random;
    }

    /**
     * Refuses a request that was shown.
     *
     * @throws ProblemException {@link org.amana.wallet.problem.ApiProblem.NotFound},
     *             {@link PresentationProblem.RequestRefused} once it is too old to be answered at all
     */
    public ApprovalView refuse(Vault vault, String id) {
        PendingRequest pending = ReadRequest.pending(vault, id);
        ExaminedRequest examined = examine.again(pending.clientId(), pending.requestObject());
        Optional<URI> redirect = decline(examined);
        Optional<ConsentReceipt> receipt = examined.isByConsent() ? enter(vault, pending, examined) : Optional.empty();
        history.add(vault, HistoryKind.REFUSED, examined.party(), Terms.asked(examined),
                examined.use().map(Terms::purpose).orElse(null), "access_denied", false, null,
                receipt.map(one -> one.proof().index()).orElse(null), Terms.represented(examined));
        vault.remove(VaultCollection.REQUESTS, id);
        return ApprovalView.refused(redirect.map(URI::toString).orElse(null));
    }

    /**
     * For whom a guardian refused, where only one of those can be meant whose mandates they hold: no question names the
     * child, and who refuses chooses no card.
     */
    private Optional<String> ward(Vault vault, PendingRequest pending, ExaminedRequest examined) {
        if (examined.exchange().filter(AskedExchange::isForWard).isEmpty()) {
            return Optional.empty();
        }
        Set<Optional<String>> wards = pending.options()
                .stream()
                .flatMap(option -> option.cards().stream())
                .flatMap(selection -> cards.card(vault, selection.cardId()).stream())
                .flatMap(card -> HeldMandate.of(card).stream())
                .map(HeldMandate::ward)
                .collect(Collectors.toSet());
        return wards.size() == 1 ? wards.iterator().next() : Optional.empty();
    }

    private Optional<URI> decline(ExaminedRequest examined) {
        try {
            return response.decline(examined.request());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private Optional<ConsentReceipt> enter(Vault vault, PendingRequest pending, ExaminedRequest examined) {
        try {
            return Optional.of(consents.decide(vault, EventKind.REFUSED, IdempotencyKey.random(random),
                    terms.consent(pending, examined, EventKind.REFUSED, Terms.asked(examined))
                            .about(ward(vault, pending, examined))));
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerFailure) {
                // signed and kept; it goes to the ledger before the next event of this relation
                return Optional.empty();
            }
            throw e;
        }
    }
}
