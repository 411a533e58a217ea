package org.amana.wallet.presentation;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amana.core.http.HttpPeer;
import org.amana.core.jose.JwsSigner;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.vp.SendAuthorizationResponse;
import org.amana.core.vp.VpToken;
import org.amana.wallet.consent.ConsentRelations;
import org.amana.wallet.credential.Card;
import org.amana.wallet.credential.Card.CopyNote;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.inbox.Inboxes;
import org.amana.wallet.keyring.Keyring;
import org.amana.wallet.keyring.Keyrings;
import org.amana.wallet.presentation.PendingRequest.Approval;
import org.amana.wallet.presentation.PendingRequest.Copy;
import org.amana.wallet.presentation.PendingRequest.Selection;
import org.amana.wallet.presentation.PendingRequest.Shown;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The last steps: what the holder's keys sign, their signatures, and the encrypted post to {@code response_uri}. */
@Component
class SendPresentation {
    private static final Logger LOG = LoggerFactory.getLogger(SendPresentation.class);

    private final SendAuthorizationResponse response;
    private final Cards cards;
    private final Keyrings keyrings;
    private final History history;
    private final ConsentRelations relations;
    private final Inboxes inboxes;
    private final Clock clock;

    SendPresentation(HttpPeer peer, Cards cards, Keyrings keyrings, History history, ConsentRelations relations,
            Inboxes inboxes, Clock clock) {
        this.response = new SendAuthorizationResponse(peer);
        this.cards = cards;
        this.keyrings = keyrings;
        this.history = history;
        this.relations = relations;
        this.inboxes = inboxes;
        this.clock = clock;
    }

    /** Makes the key-binding bytes and counts the copies as used, in one step: a copy handed out is never fresh again. */
    PendingRequest prepare(Vault vault, PendingRequest committed, ExaminedRequest examined) {
        Instant now = clock.instant();
        return vault.alone(() -> {
            PendingRequest current = ReadRequest.pending(vault, committed.id());
            Approval approval = ApproveRequest.approval(current);
            if (approval.shown() != null) {
                return current;
            }
            List<Shown> prepared = new ArrayList<>();
            List<Selection> selections = current.options().get(approval.option()).cards();
            for (int i = 0; i < selections.size(); i++) {
                prepared.add(prepare(vault, selections.get(i), approval.copies().get(i), examined, now));
            }
            PendingRequest next = current.with(approval.committed(prepared));
            vault.put(VaultCollection.REQUESTS, next.id(), next);
            return next;
        });
    }

    private Shown prepare(Vault vault, Selection selection, Copy announced, ExaminedRequest examined, Instant now) {
        Card card = cards.card(vault, selection.cardId()).orElseThrow(SendPresentation::cannotAnswer);
        // another request may have taken the announced copy in between
        CopyNote copy = card.copies()
                .stream()
                .filter(one -> one.id().equals(announced.copyId()) && one.uses() == 0)
                .findFirst()
                .or(card::nextCopy)
                .orElseThrow(SendPresentation::cannotAnswer);
        UnverifiedSdJwtVc selected = cards.credential(vault, copy)
                .orElseThrow(SendPresentation::cannotAnswer)
                .select(selection.paths().stream().flatMap(path -> ClaimPath.parse(path).stream()).toList());
        cards.used(vault, card.id(), copy.id());
        return new Shown(selection.queryId(), copy.kid(), selected.compact(),
                KeyBindingJwt.signingInput(examined.request().clientId().toString(), examined.request().nonce(), now,
                        selected.sdHash(), transactionData(examined)));
    }

    private static List<String> transactionData(ExaminedRequest examined) {
        return examined.exchange().map(exchange -> List.of(exchange.terms().encode())).orElse(List.of());
    }

    /** The signatures of a server keyring; empty where the browser signs. */
    Optional<List<byte[]>> sign(Vault vault, PendingRequest pending) {
        Keyring keyring = keyrings.of(vault);
        List<byte[]> signatures = new ArrayList<>();
        for (Shown shown : shown(pending)) {
            Optional<byte[]> signature = keyring.sign(vault, shown.kid(), shown.signingInput());
            if (signature.isEmpty()) {
                return Optional.empty();
            }
            signatures.add(signature.get());
        }
        return Optional.of(signatures);
    }

    List<ApprovalView.Presentation> views(PendingRequest pending) {
        return shown(pending).stream().map(shown -> {
            List<String> parts = List.of(shown.sdJwt().split("~", -1));
            return new ApprovalView.Presentation(shown.kid(), shown.signingInput(), parts.getFirst(),
                    parts.subList(1, parts.size() - 1));
        }).toList();
    }

    /**
     * Checks the signatures, notes that something is on its way, encrypts, posts once and follows nothing.
     *
     * @throws ProblemException {@link PresentationProblem}, {@link org.amana.wallet.keyring.KeyringProblem.WrongSignature}
     */
    ApprovalView send(Vault vault, PendingRequest pending, ExaminedRequest examined, List<byte[]> signatures) {
        VpToken token = token(vault, shown(pending), signatures);
        vault.put(VaultCollection.REQUESTS, pending.id(),
                pending.with(ApproveRequest.approval(pending).posted(clock.instant())));
        Optional<URI> redirect;
        try {
            redirect = response.present(examined.request(), token);
        } catch (ProblemException e) {
            throw failed(vault, pending, examined, e);
        }
        try {
            recordShared(vault, pending, examined);
            vault.remove(VaultCollection.REQUESTS, pending.id());
        } catch (RuntimeException e) {
            throw new ProblemException(new PresentationProblem.SharedNotRecorded(), e);
        }
        letWrite(vault, pending);
        return ApprovalView.done(ApproveRequest.approval(pending).entryKey(),
                redirect.map(URI::toString).orElse(null));
    }

    private VpToken token(Vault vault, List<Shown> presentations, List<byte[]> signatures) {
        if (signatures.size() != presentations.size()) {
            throw new ProblemException(new ApiProblem.WrongStep("expected one signature for each presentation"));
        }
        Keyring keyring = keyrings.of(vault);
        Map<String, List<String>> byQuery = new LinkedHashMap<>();
        for (int i = 0; i < presentations.size(); i++) {
            Shown shown = presentations.get(i);
            keyring.requireSignature(vault, shown.kid(), shown.signingInput(), signatures.get(i));
            byQuery.computeIfAbsent(shown.queryId(), query -> new ArrayList<>())
                    .add(shown.sdJwt() + JwsSigner.assemble(shown.signingInput(), signatures.get(i)));
        }
        return new VpToken(byQuery);
    }

    /**
     * Says honestly what may have left, and keeps the request for another try unless the verifier's answer was final. That
     * this cannot be written down now changes nothing in what the person is told.
     */
    private ProblemException failed(Vault vault, PendingRequest pending, ExaminedRequest examined,
                                    ProblemException cause) {
        boolean earlier = ApproveRequest.approval(pending).posted() != null;
        PresentationProblem problem = SendFailure.problem(cause, earlier);
        ProblemException told = new ProblemException(problem, cause);
        try {
            record(vault, pending, examined, HistoryKind.FAILED, problem.code(), problem.shared());
            if (SendFailure.isFinal(problem)) {
                vault.remove(VaultCollection.REQUESTS, pending.id());
            } else if (!problem.shared()) {
                vault.put(VaultCollection.REQUESTS, pending.id(), pending);
            }
        } catch (RuntimeException e) {
            told.addSuppressed(e);
        }
        return told;
    }

    private void record(Vault vault, PendingRequest pending, ExaminedRequest examined, HistoryKind kind,
                        @Nullable String reason, boolean shared) {
        Approval approval = ApproveRequest.approval(pending);
        Optional<IntendedUse> use = examined.use();
        history.add(vault, kind, examined.party(), Terms.cards(pending, approval),
                use.map(Terms::purpose).orElse(null), reason, shared, approval.entryKey(), null);
    }

    private void recordShared(Vault vault, PendingRequest pending, ExaminedRequest examined) {
        Approval approval = ApproveRequest.approval(pending);
        if (examined.exchange().isEmpty()) {
            record(vault, pending, examined, HistoryKind.PRESENTED, null, true);
        } else {
            history.addConsented(vault, examined.party(), examined.exchange().get().source(),
                    Terms.agreed(pending, approval), Terms.purpose(examined.use().orElseThrow()),
                    approval.consentKey(), Terms.represented(examined));
        }
    }

    /** What was agreed to stands without it, so it cannot fail that; the person sees on the page of consents who may write. */
    private void letWrite(Vault vault, PendingRequest pending) {
        Approval approval = ApproveRequest.approval(pending);
        if (!Boolean.TRUE.equals(approval.mayWrite())) {
            return;
        }
        try {
            relations.recordOf(vault, approval.consentKey())
                    .ifPresent(record -> inboxes.open(vault, record, Locale.ROOT));
        } catch (ProblemException e) {
            LOG.info("an office could not be given an address: {}", e.problem().code());
        }
    }

    private static List<Shown> shown(PendingRequest pending) {
        return Optional.ofNullable(ApproveRequest.approval(pending).shown())
                .orElseThrow(() -> new ProblemException(new ApiProblem.WrongStep("expected a committed entry first")));
    }

    private static ProblemException cannotAnswer() {
        return new ProblemException(new PresentationProblem.CannotAnswer());
    }
}
