package org.amana.issuer.permit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PermitRule;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authority;

/**
 * Leave to release data once. Only {@link Permits#take} makes one, from a PERMIT entry of this process's own order that
 * was found in a log of the trust list. It is used in two steps, each once and in this order: the fetch begins within
 * {@link PermitRule#LIFETIME}, and one release goes out.
 */
public final class Permit {
    private final PermitId id;
    private final Authority authority;
    private final PermitOrder order;
    private final ConsentReceipt receipt;
    private final Instant asked;
    private volatile Optional<DenyReason> stopped = Optional.empty();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.FRESH);

    private enum Stage {
        FRESH, FETCHING, SPENT
    }

    Permit(PermitId id, Authority authority, PermitOrder order, ConsentReceipt receipt, Instant asked) {
        this.id = id;
        this.authority = authority;
        this.order = order;
        this.receipt = receipt;
        this.asked = asked;
    }

    /**
     * Begins the one fetch. The time counts from when the permit was asked for, by the clock of this process alone.
     *
     * @throws ProblemException {@link PermitProblem.TooLate}; the permit is used up by it
     * @throws IllegalStateException when a fetch was begun before
     */
    public FetchLeave beginFetch(Instant now) {
        if (!stage.compareAndSet(Stage.FRESH, Stage.FETCHING)) {
            throw new IllegalStateException("a permit allows one fetch");
        }
        Duration age = Duration.between(asked, now);
        if (age.isNegative() || age.compareTo(PermitRule.LIFETIME) > 0) {
            stage.set(Stage.SPENT);
            throw new ProblemException(new PermitProblem.TooLate());
        }
        return new FetchLeave(authority.id());
    }

    /** The person, or their guardian, took the consent of that record back while it was being used. */
    void stop(RecordId withdrawn) {
        stopped = Optional.of(withdrawn.equals(order.record())
                ? DenyReason.WITHDRAWN
                : DenyReason.GUARDIAN_WITHDRAWN);
    }

    /** The decisions it rests on: the person's, and their guardian's where one is named. */
    List<RecordId> records() {
        return Stream.concat(Stream.of(order.record()),
                order.age().flatMap(PersonsAge::findGuardian).map(PersonsAge.Guardian::record).stream()).toList();
    }

    /**
     * Whether it may be used further, as far as this process has heard.
     *
     * @throws ProblemException {@link PermitProblem.Denied}
     */
    public void requireNotWithdrawn() {
        Optional<DenyReason> reason = stopped;
        if (reason.isPresent()) {
            throw new ProblemException(new PermitProblem.Denied(reason.get(), OptionalLong.empty()));
        }
    }

    /** Uses it up, for the one release that goes out. */
    void spend() {
        if (!stage.compareAndSet(Stage.FETCHING, Stage.SPENT)) {
            throw new IllegalStateException("a permit allows one release of what was fetched under it");
        }
    }

    PermitId id() {
        return id;
    }

    public Authority authority() {
        return authority;
    }

    /** What was permitted. */
    public PermitOrder order() {
        return order;
    }

    /** The proof, for the requester. */
    public ConsentReceipt receipt() {
        return receipt;
    }

    @Override
    public String toString() {
        return "Permit[" + id + "]";
    }
}
