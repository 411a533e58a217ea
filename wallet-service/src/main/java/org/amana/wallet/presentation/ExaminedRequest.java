package org.amana.wallet.presentation;

import java.util.List;
import java.util.Optional;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.vp.ValidatedAuthorizationRequest;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PartyNote;

/**
 * A request with what is known about who sent it.
 *
 * @param use       the registered use; present only when the certificate holds and names the party that asks
 * @param asked     what the query wants, by type and claim names
 * @param overAsked of that, what the registered use does not cover
 * @param cautions  codes: {@code unregistered}, {@code identifier_mismatch}, {@code registration_ended},
 *                  {@code registration_unchecked}, {@code over_asking}
 * @param exchange  what another office is to send to whoever asks
 */
record ExaminedRequest(ValidatedAuthorizationRequest request, PartyNote party, Optional<IntendedUse> use,
                       List<CredentialCategory> asked, List<CardNote> overAsked, List<String> cautions,
                       Optional<AskedExchange> exchange) {

    static final String UNREGISTERED = "unregistered";
    static final String IDENTIFIER_MISMATCH = "identifier_mismatch";
    static final String REGISTRATION_ENDED = "registration_ended";
    static final String REGISTRATION_UNCHECKED = "registration_unchecked";
    static final String OVER_ASKING = "over_asking";

    ExaminedRequest {
        asked = List.copyOf(asked);
        overAsked = List.copyOf(overAsked);
        cautions = List.copyOf(cautions);
    }

    /** Cautions that only an act of the person's own passes. */
    List<String> explicit() {
        return cautions.stream()
                .filter(code -> !code.equals(UNREGISTERED) && !code.equals(REGISTRATION_UNCHECKED))
                .toList();
    }

    boolean isByConsent() {
        return use.filter(IntendedUse::restsOnConsent).isPresent();
    }
}
