package org.amana.ledger.register;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.amana.core.json.StrictJson;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.key.SigningKey;
import org.amana.core.register.Party;
import org.amana.core.register.PartyKind;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.register.TrustedLedger;
import org.amana.core.register.TrustedRequester;
import org.amana.core.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;

/**
 * Signs the trust list from the register and the trust folder; anew when either changed or half of its time is over. What
 * operators of other nodes need to trust this ledger lies in {@code this-ledger.json} of the data folder.
 */
final class TrustListPublisher {
    private final Register register;
    private final Anchors anchors;
    private final SigningKey registrar;
    private final TrustedLedger self;
    private final OtherLedgers others;
    private final Path ownFile;
    private final RegisterProperties properties;
    private final Clock clock;
    private final AtomicReference<@Nullable Signed> newest = new AtomicReference<>();

    private record Signed(long revision, List<TrustedLedger> ledgers, TrustAnchors registrars, Instant renewAt,
                          String compact) {}

    TrustListPublisher(Register register, Anchors anchors, SigningKey registrar, TrustedLedger self,
            OtherLedgers others, Path ownFile, RegisterProperties properties, Clock clock) {
        this.register = register;
        this.anchors = anchors;
        this.registrar = registrar;
        this.self = self;
        this.others = others;
        this.ownFile = ownFile;
        this.properties = properties;
        this.clock = clock;
    }

    String signed() {
        long revision = register.revision();
        Instant now = clock.instant();
        List<Party> parties = register.parties();
        TrustedLedger own = own(parties);
        var ledgers = new ArrayList<>(List.of(own));
        ledgers.addAll(others.beside(own));
        TrustAnchors registrars = registrars();
        Signed before = newest.get();
        if (before != null && before.revision() == revision && before.ledgers().equals(ledgers)
                && before.registrars().equals(registrars) && now.isBefore(before.renewAt())) {
            return before.compact();
        }
        var list = new TrustList(now, now.plus(properties.trustListValidity()), issuers(parties), requesters(parties),
                registrars, ledgers, asking(parties));
        var fresh = new Signed(revision, list.ledgers(), registrars,
                now.plus(properties.trustListValidity().dividedBy(2)), list.sign(registrar));
        OwnerOnlyFiles.writeReadable(ownFile, StrictJson.write(own.toJson()).getBytes(StandardCharsets.UTF_8));
        newest.set(fresh);
        return fresh.compact();
    }

    /** It keeps consents to what those authorities release for whom a service takes permits here. */
    private TrustedLedger own(List<Party> parties) {
        return new TrustedLedger(self.baseUrl(), self.log(), self.noticeKey(), parties.stream()
                .filter(party -> !party.issues().isEmpty() && party.service().isPresent())
                .map(Party::id)
                .toList());
    }

    private List<TrustedIssuer> issuers(List<Party> parties) {
        return parties.stream()
                .filter(party -> !party.issues().isEmpty())
                .map(party -> new TrustedIssuer(party.id(), party.name(), party.country(), party.issues(),
                        anchors.resolve(party.anchors())))
                .toList();
    }

    /** Others' registrars vouch for registration certificates; who reads this list was given its own registrar's root. */
    private TrustAnchors registrars() {
        var certificates = new HashSet<>(anchors.function("registrar"));
        certificates.addAll(anchors.function("other-registrars"));
        return new TrustAnchors(certificates);
    }

    /** Roots of access certificates: those of parties that issue nothing. */
    private TrustAnchors requesters(List<Party> parties) {
        return anchors.resolve(parties.stream()
                .filter(TrustListPublisher::asks)
                .flatMap(party -> party.anchors().stream())
                .distinct()
                .toList());
    }

    /** Who asks people takes codes beside its notices, as it takes what people ask by right. */
    private static List<TrustedRequester> asking(List<Party> parties) {
        return parties.stream()
                .filter(TrustListPublisher::asks)
                .flatMap(party -> party.noticeUrl()
                        .map(notices -> new TrustedRequester(party.id(), party.identifier(), party.name(),
                                party.country(), URI.create(notices).resolve("codes").toString()))
                        .stream())
                .toList();
    }

    private static boolean asks(Party party) {
        return party.kind() == PartyKind.EMPLOYER || party.issues().isEmpty();
    }
}
