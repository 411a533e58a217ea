package org.amana.ledger.register;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.amana.core.key.SigningKey;
import org.amana.core.register.Party;
import org.amana.core.register.PartyKind;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.register.TrustedLedger;
import org.amana.core.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;

/** Signs the trust list from the register; anew when the register changed or half of its time is over. */
final class TrustListPublisher {
    private final Register register;
    private final Anchors anchors;
    private final SigningKey registrar;
    private final TrustedLedger self;
    private final RegisterProperties properties;
    private final Clock clock;
    private final AtomicReference<@Nullable Signed> newest = new AtomicReference<>();

    private record Signed(long revision, Instant renewAt, String compact) {}

    TrustListPublisher(Register register, Anchors anchors, SigningKey registrar, TrustedLedger self,
            RegisterProperties properties, Clock clock) {
        this.register = register;
        this.anchors = anchors;
        this.registrar = registrar;
        this.self = self;
        this.properties = properties;
        this.clock = clock;
    }

    String signed() {
        long revision = register.revision();
        Instant now = clock.instant();
        Signed before = newest.get();
        if (before != null && before.revision() == revision && now.isBefore(before.renewAt())) {
            return before.compact();
        }
        var list = list(now);
        var fresh = new Signed(revision, now.plus(properties.trustListValidity().dividedBy(2)), list.sign(registrar));
        newest.set(fresh);
        return fresh.compact();
    }

    private TrustList list(Instant now) {
        List<Party> parties = register.parties();
        List<TrustedIssuer> issuers = parties.stream()
                .filter(party -> !party.issues().isEmpty())
                .map(party -> new TrustedIssuer(party.id(), party.name(), party.country(), party.issues(),
                        anchors.resolve(party.anchors())))
                .toList();
        return new TrustList(now, now.plus(properties.trustListValidity()), issuers, requesters(parties),
                new TrustAnchors(new HashSet<>(anchors.function("registrar"))), List.of(self));
    }

    /** Roots of access certificates: those of parties that issue nothing. */
    private TrustAnchors requesters(List<Party> parties) {
        return anchors.resolve(parties.stream()
                .filter(party -> party.kind() == PartyKind.EMPLOYER || party.issues().isEmpty())
                .flatMap(party -> party.anchors().stream())
                .distinct()
                .toList());
    }
}
