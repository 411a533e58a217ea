package org.amana.wallet.issuance;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.core.vci.CredentialOffer;
import org.amana.core.vci.CredentialOffer.PreAuthorizedCodeGrant;
import org.amana.core.vci.CredentialResponse;
import org.amana.core.vci.KeyProofJwt;
import org.amana.core.vci.NonceValue;
import org.amana.core.vci.TransactionCode;
import org.amana.core.vci.VciProblem;
import org.amana.wallet.credential.Card;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.History;
import org.amana.wallet.issuance.AcceptView.Received;
import org.amana.wallet.issuance.Issuance.Grant;
import org.amana.wallet.issuance.Issuance.Round;
import org.amana.wallet.issuance.Issuance.Wanted;
import org.amana.wallet.keyring.HolderKey;
import org.amana.wallet.keyring.Keyrings;
import org.amana.wallet.keyring.Signatures;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.problem.WalletProblem;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns an accepted offer into cards. Until the last check has passed, the vault holds no part of them. */
@Component
public class AcceptOffer {

    private final IssuerClient issuers;
    private final VerifyReceived verify;
    private final Cards cards;
    private final Keyrings keyrings;
    private final History history;
    private final TypeWords types;
    private final Clock clock;

    AcceptOffer(IssuerClient issuers, VerifyReceived verify, Cards cards, Keyrings keyrings, History history,
            TypeWords types, Clock clock) {
        this.issuers = issuers;
        this.verify = verify;
        this.cards = cards;
        this.keyrings = keyrings;
        this.history = history;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Redeems the offer. With a server keyring the cards come at once; with a browser keyring its keys are asked for. May
     * be called again after a wrong code, and for a fresh nonce.
     *
     * @throws ProblemException {@link IssuanceProblem}, {@link org.amana.core.http.PeerProblem}, {@link ApiProblem}
     */
    public AcceptView accept(Vault vault, String id, Optional<String> txCode, Locale language) {
        Issuance issuance = find(vault, id);
        if (!issuance.trusted()) {
            throw new ProblemException(new IssuanceProblem.IssuerNotTrusted(issuance.issuer().name(language)));
        }
        return recorded(vault, issuance, () -> {
            Issuance granted = issuance.grant() == null ? redeem(vault, issuance, txCode) : issuance;
            return keyrings.of(vault).fresh(granted.batchSize()).isEmpty()
                    ? ask(vault, granted)
                    : receiveAll(vault, granted, language);
        });
    }

    /**
     * Takes the public keys a browser made and prepares their proofs.
     *
     * @return what each key signs, in the order of the keys
     */
    public List<String> prepare(Vault vault, String id, List<JsonNode> jwks) {
        Issuance issuance = find(vault, id);
        Round round = round(issuance);
        List<HolderKey> keys = Keyrings.parse(jwks, issuance.batchSize());
        List<String> inputs = keys.stream()
                .map(key -> signingInput(issuance, key, Optional.ofNullable(round.nonce()).map(NonceValue::new)))
                .toList();
        List<ObjectNode> kept = keys.stream().map(key -> Jwks.toMinimalJson(key.publicJwk())).toList();
        save(vault, issuance.with(new Round(round.nonce(), kept, inputs)));
        return inputs;
    }

    /**
     * Takes the signatures of a browser, gets the cards and stores them.
     *
     * @throws ProblemException {@link org.amana.wallet.keyring.KeyringProblem.WrongSignature} before anything is sent,
     *             {@link IssuanceProblem}
     */
    public AcceptView finish(Vault vault, String id, List<String> signatures, Locale language) {
        Issuance issuance = find(vault, id);
        Round round = round(issuance);
        if (round.signingInputs().isEmpty() || signatures.size() != round.signingInputs().size()) {
            throw new ProblemException(new ApiProblem.WrongStep("expected one signature for each key"));
        }
        List<HolderKey> keys = round.keys()
                .stream()
                .map(jwk -> HolderKey.ofBrowser(Jwks.parsePublicEcKey(jwk)))
                .toList();
        List<String> proofs = IntStream.range(0, keys.size()).mapToObj(i -> {
            byte[] raw = Signatures.parse(signatures.get(i));
            Signatures.require(keys.get(i).publicJwk(), round.signingInputs().get(i), raw);
            return JwsSigner.assemble(round.signingInputs().get(i), raw);
        }).toList();
        return recorded(vault, issuance, () -> {
            Card card = receive(vault, issuance, keys, proofs);
            Issuance rest = issuance.afterFirst();
            save(vault, rest);
            AcceptView more = rest.wanted().isEmpty() ? null : ask(vault, rest);
            return AcceptView.received(List.of(received(card, language)), more);
        });
    }

    /** Forgets an offer the person does not want. */
    public void decline(Vault vault, String id) {
        find(vault, id);
        vault.remove(VaultCollection.ISSUANCES, id);
    }

    private Issuance redeem(Vault vault, Issuance issuance, Optional<String> txCode) {
        Optional<TransactionCode> asked = CredentialOffer.parse(issuance.offer())
                .preAuthorizedCode()
                .flatMap(PreAuthorizedCodeGrant::txCode);
        Optional<String> typed = asked.map(code -> requireForm(code, txCode));
        Grant grant;
        try {
            grant = issuers.token(issuance, typed);
        } catch (ProblemException e) {
            if (e.problem() instanceof VciProblem.IssuerRefused refused && refused.error().equals("invalid_grant")) {
                throw new ProblemException(new IssuanceProblem.CodeRefused(refused.detail()), e);
            }
            throw e;
        }
        Issuance granted = issuance.with(grant);
        save(vault, granted);
        return granted;
    }

    /** What cannot be right is not sent: the issuer counts wrong tries. */
    private static String requireForm(TransactionCode code, Optional<String> txCode) {
        String typed = txCode.map(text -> text.replaceAll("[\\s\u200e\u200f]", ""))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ProblemException(new IssuanceProblem.CodeMissing("expected tx_code")));
        if (code.length().isPresent() && code.length().getAsInt() != typed.codePointCount(0, typed.length())) {
            throw new ProblemException(
                    new IssuanceProblem.CodeMissing("expected " + code.length().getAsInt() + " characters"));
        }
        return code.inputMode() == TransactionCode.InputMode.NUMERIC ? latinDigits(typed) : typed;
    }

    /** An Arabic keyboard types ٤٩٣٥٣٦ for 493536. */
    private static String latinDigits(String typed) {
        StringBuilder digits = new StringBuilder();
        typed.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(digits::appendCodePoint);
        return digits.toString();
    }

    private AcceptView ask(Vault vault, Issuance issuance) {
        String nonce = issuers.nonce(issuance).map(NonceValue::value).orElse(null);
        save(vault, issuance.with(new Round(nonce, List.of(), List.of())));
        return AcceptView.keysWanted(issuance.batchSize(), issuance.issuer().identifier(), nonce);
    }

    private AcceptView receiveAll(Vault vault, Issuance issuance, Locale language) {
        List<Received> received = new ArrayList<>();
        Issuance rest = issuance;
        while (!rest.wanted().isEmpty()) {
            received.add(received(receiveWithServerKeys(vault, rest), language));
            rest = rest.afterFirst();
            save(vault, rest);
        }
        return AcceptView.received(received, null);
    }

    private Card receiveWithServerKeys(Vault vault, Issuance issuance) {
        List<HolderKey> keys = keyrings.of(vault).fresh(issuance.batchSize()).orElseThrow();
        try {
            return receive(vault, issuance, keys, proofs(issuance, keys));
        } catch (ProblemException e) {
            if (e.problem() instanceof IssuanceProblem.ProofsTooLate) {
                return receive(vault, issuance, keys, proofs(issuance, keys));
            }
            throw e;
        }
    }

    private List<String> proofs(Issuance issuance, List<HolderKey> keys) {
        Optional<NonceValue> nonce = issuers.nonce(issuance);
        return keys.stream().map(key -> {
            String input = signingInput(issuance, key, nonce);
            return JwsSigner.assemble(input, key.sign(input).orElseThrow());
        }).toList();
    }

    private Card receive(Vault vault, Issuance issuance, List<HolderKey> keys, List<String> proofs) {
        Grant grant = Optional.ofNullable(issuance.grant())
                .orElseThrow(() -> new ProblemException(new ApiProblem.WrongStep("expected an accepted offer")));
        Wanted wanted = issuance.wanted().getFirst();
        CredentialResponse response;
        try {
            response = issuers.credentials(issuance, grant, wanted, proofs);
        } catch (ProblemException e) {
            if (e.problem() instanceof VciProblem.IssuerRefused refused && refused.error().equals("invalid_nonce")) {
                throw new ProblemException(new IssuanceProblem.ProofsTooLate(), e);
            }
            throw e;
        }
        return cards.add(vault, issuance.issuer(), verify.verify(response.credentials(),
                issuance.issuer().identifier(), wanted.vct(), keys));
    }

    private String signingInput(Issuance issuance, HolderKey key, Optional<NonceValue> nonce) {
        return KeyProofJwt.signingInput(key.publicJwk(),
                new CredentialIssuerIdentifier(issuance.issuer().identifier()), nonce, clock.instant());
    }

    private Received received(Card card, Locale language) {
        return new Received(card.id(), card.vct(), types.name(card.vct(), language));
    }

    /** Runs a step; a failure is put into the history, where a person finds it later. */
    private AcceptView recorded(Vault vault, Issuance issuance, Supplier<AcceptView> step) {
        try {
            return ReadOffer.translated(step);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof IssuanceProblem.CodeMissing)) {
                history.addFailure(vault, issuance.issuer(),
                        issuance.wanted().stream().map(one -> new CardNote(one.vct(), List.of())).toList(),
                        word(e.problem()));
            }
            throw e;
        }
    }

    private static String word(Problem problem) {
        return problem instanceof WalletProblem ? problem.code() : "peer_failed";
    }

    private static Round round(Issuance issuance) {
        Round round = issuance.round();
        if (issuance.grant() == null || round == null || issuance.wanted().isEmpty()) {
            throw new ProblemException(new ApiProblem.WrongStep("expected an accepted offer that waits for keys"));
        }
        return round;
    }

    /** Kept for as long as something is still to come. */
    private static void save(Vault vault, Issuance issuance) {
        if (issuance.wanted().isEmpty()) {
            vault.remove(VaultCollection.ISSUANCES, issuance.id());
        } else {
            vault.put(VaultCollection.ISSUANCES, issuance.id(), issuance);
        }
    }

    private static Issuance find(Vault vault, String id) {
        return vault.find(VaultCollection.ISSUANCES, id, Issuance.class)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such issuance")));
    }
}
