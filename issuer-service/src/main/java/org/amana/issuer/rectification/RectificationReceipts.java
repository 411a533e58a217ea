package org.amana.issuer.rectification;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.springframework.stereotype.Component;

/** The authority's signed word that a request came: signed once, and the same to whoever brings the request again. */
@Component
class RectificationReceipts {
    private final AuthorityKeys keys;
    private final RectificationInbox inbox;

    RectificationReceipts(AuthorityKeys keys, RectificationInbox inbox) {
        this.keys = keys;
        this.inbox = inbox;
    }

    RectificationReceipt sign(Authority authority, RectificationRequest request, Instant received) {
        return RectificationReceipt.sign(keys.credentialKey(authority.id()), authority.identifier().value(),
                request.digest(), received);
    }

    /** With its receipt; a request from before there were any gets one here. */
    AskedRectification of(Authority authority, AskedRectification asked) {
        return Optional.of(asked).filter(one -> one.receipt().isPresent()).orElseGet(() -> {
            inbox.keep(authority.id(), sign(authority, asked.request(), asked.receivedAt()));
            return inbox.find(authority.id(), asked.id());
        });
    }
}
