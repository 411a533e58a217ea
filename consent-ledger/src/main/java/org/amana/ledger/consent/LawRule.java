package org.amana.ledger.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ConsentState.Standing;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.PermitOrder;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.SpecialCategories;
import org.amana.ledger.register.UseVersion;

/**
 * Whether a law lets an office have data without asking: it is registered for exactly this, the person did not say no to
 * the same before the law was named, and did not object to it. An emergency of its own is weighed by itself, while no earlier one of the kind is unsettled. By the register as the batch finds it.
 */
final class LawRule {
    private final Map<String, List<UseVersion>> uses;

    /** @param uses all versions of the uses that orders and other records name, oldest first, by id */
    LawRule(Map<String, List<UseVersion>> uses) {
        this.uses = uses;
    }

    /**
     * Why not; empty when it does.
     *
     * @param others how every other record of the relation stands
     */
    Optional<DenyReason> denial(LawfulAccess access, PermitOrder order, Collection<ConsentState> others, Instant now) {
        if (!isRegistered(access, order)) {
            return Optional.of(DenyReason.NOT_REGISTERED);
        }
        if (access.emergency().isPresent() && isUnsettled(access, others, now)) {
            return Optional.of(DenyReason.EARLIER_EMERGENCY);
        }
        List<ConsentState> same = others.stream()
                .filter(other -> !other.record().equals(access.record()))
                .filter(other -> other.controller().equals(order.requester()))
                .filter(other -> overlap(other.categories(), order.categories()))
                .filter(other -> isSamePurpose(other.purpose(), access.purpose()))
                .toList();
        long since = registeredSince(access, order);
        if (same.stream().anyMatch(other -> other.standing().isNo() && since >= other.firstIndex())) {
            return Optional.of(DenyReason.BASIS_SWAP);
        }
        if (IntendedUse.isForEmergenciesAlone(access.legalBasis())) {
            return Optional.empty(); // GDPR Art. 21 is not about these: another emergency is not what was objected to
        }
        return same.stream()
                .map(ConsentState::standing)
                .anyMatch(standing -> standing == Standing.OBJECTED || standing == Standing.UPHELD)
                        ? Optional.of(DenyReason.OBJECTED)
                        : Optional.empty();
    }

    /** Of the same office for the same purpose, whatever the data: who misused it may not ask for something else instead. */
    private boolean isUnsettled(LawfulAccess access, Collection<ConsentState> others, Instant now) {
        return others.stream()
                .filter(other -> !other.record().equals(access.record()))
                .filter(other -> other.controller().equals(access.requester()))
                .filter(other -> other.isUnjustified() || other.isReviewOverdue(now))
                .anyMatch(other -> isSamePurpose(other.purpose(), access.purpose()));
    }

    private boolean isRegistered(LawfulAccess access, PermitOrder order) {
        List<UseVersion> versions = versions(access.purpose());
        return !versions.isEmpty() && names(versions.getLast(), access, order)
                && (!SpecialCategories.areIn(order.categories())
                        || SpecialCategories.areAllowedBy(access.legalBasis()));
    }

    private static boolean names(UseVersion version, LawfulAccess access, PermitOrder order) {
        return !version.retired() && access.isAsRegistered(version.use()) && version.use().covers(order.categories());
    }

    /** Since when, without a break, the register has said so: the place of that entry in the log. */
    private long registeredSince(LawfulAccess access, PermitOrder order) {
        long since = Long.MAX_VALUE;
        for (UseVersion version : versions(access.purpose()).reversed()) {
            if (!names(version, access, order)) {
                break;
            }
            since = version.index();
        }
        return since;
    }

    private List<UseVersion> versions(String use) {
        return uses.getOrDefault(use, List.of());
    }

    private static boolean overlap(List<CredentialCategory> some, List<CredentialCategory> others) {
        return some.stream()
                .anyMatch(one -> others.stream()
                        .filter(other -> other.vct().equals(one.vct()))
                        .anyMatch(other -> other.claims().stream().anyMatch(one::covers)
                                || one.claims().stream().anyMatch(other::covers)));
    }

    /** A new name for the old purpose is the old purpose. */
    private boolean isSamePurpose(String one, String other) {
        return one.equals(other) || versions(one).stream()
                .map(UseVersion::use)
                .anyMatch(use -> versions(other).stream().anyMatch(version -> hasText(use, version.use())));
    }

    private static boolean hasText(IntendedUse one, IntendedUse other) {
        return one.purpose()
                .byLanguage()
                .values()
                .stream()
                .map(LawRule::plain)
                .anyMatch(text -> other.purpose()
                        .byLanguage()
                        .values()
                        .stream()
                        .map(LawRule::plain)
                        .anyMatch(text::equals));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(java.util.Locale.ROOT);
    }
}
