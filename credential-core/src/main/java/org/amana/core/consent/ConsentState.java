package org.amana.core.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.register.CredentialCategory;

/**
 * What stands of one record.
 *
 * @param source authority that may be asked for the data; absent where the person shows them
 * @param categories what was decided on
 * @param decidedIndex entry of the newest DEFERRED, GIVEN, RENEWED or REFUSED
 * @param withdrawnIndex entry of the WITHDRAWN
 * @param erasedIndex entry of the recipient's confirmation
 * @param validUntil end of what was decided last, whole seconds
 * @param firstIndex entry with which the record began
 * @param representation that it was decided with a guardian, or by one
 * @param review of an access in an emergency; absent until there is one
 * @param law what it rests on where nobody was asked; absent where it rests on consent
 */
public record ConsentState(RecordId record, RelationId relation, String controller, String purpose,
                           Optional<String> source, List<CredentialCategory> categories, RequestHash requestHash,
                           Standing standing, long decidedIndex, Instant decidedAt,
                           Optional<Long> withdrawnIndex,
                           Optional<Instant> withdrawnAt, Optional<Long> erasedIndex, Optional<Instant> erasedAt,
                           Optional<Instant> validUntil, long firstIndex, Optional<LawfulAccess> law,
                           Optional<Representation> representation, Optional<Review> review) {
    /**
     * What the data protection officer found.
     *
     * @param lifted other emergencies are permitted again though this one was not justified
     */
    public record Review(long index, boolean justified, boolean lifted) {}

    public ConsentState {
        categories = List.copyOf(categories);
    }

    /** One that rests on consent and was decided once; parameters as above. */
    public ConsentState(RecordId record, RelationId relation, String controller, String purpose,
            Optional<String> source, List<CredentialCategory> categories, RequestHash requestHash, Standing standing,
            long decidedIndex, Instant decidedAt, Optional<Long> withdrawnIndex, Optional<Instant> withdrawnAt,
            Optional<Long> erasedIndex, Optional<Instant> erasedAt, Optional<Instant> validUntil) {
        this(record, relation, controller, purpose, source, categories, requestHash, standing, decidedIndex, decidedAt,
                withdrawnIndex, withdrawnAt, erasedIndex, erasedAt, validUntil, decidedIndex, Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** One that rests on the law that this access names. */
    static ConsentState byLaw(LawfulAccess access, RelationId relation, long index, Instant at) {
        return new ConsentState(access.record(), relation, access.requester(), access.purpose(),
                Optional.of(access.source()), access.categories(), access.requestHash(), Standing.AUTHORISED, index, at,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(access.until()),
                index, Optional.of(access), Optional.empty(), Optional.empty());
    }

    /** Where a record stands. */
    public enum Standing {
        /** The person put the answer off; nothing is permitted. */
        DEFERRED,
        /** Given, and perhaps renewed since. */
        GIVEN,
        /** Nothing was given. */
        REFUSED,
        /** Given once and taken back. */
        WITHDRAWN,
        /** Nobody was asked: an office named a law. */
        AUTHORISED,
        /** The person objected to that, and nothing is permitted until the office answers. */
        OBJECTED,
        /** The office gave in; nothing more is permitted. */
        UPHELD,
        /** The office said on which grounds it goes on. */
        OVERRULED;

        /** True when the recipient may have received something. */
        boolean wasGiven() {
            return this != DEFERRED && this != REFUSED;
        }

        /** True when something is permitted by it until it ends. */
        boolean permits() {
            return this == GIVEN || this == AUTHORISED || this == OVERRULED;
        }

        /** True when the person said no, once and for all. */
        public boolean isNo() {
            return this == REFUSED || this == WITHDRAWN;
        }
    }

    ConsentState decided(Standing now, long index, ConsentEvent event) {
        return new ConsentState(record, relation, controller, purpose, source, event.terms().categories(),
                requestHash, now, index, event.time(),
                withdrawnIndex, withdrawnAt, erasedIndex, erasedAt, event.terms().validUntil(), firstIndex, law,
                event.terms().representation(), review);
    }

    ConsentState standing(Standing now, long index, Instant at) {
        return new ConsentState(record, relation, controller, purpose, source, categories, requestHash, now, index, at,
                withdrawnIndex, withdrawnAt, erasedIndex, erasedAt, validUntil, firstIndex, law, representation,
                review);
    }

    ConsentState reviewed(long index, AccessReview.Verdict verdict) {
        return new ConsentState(record, relation, controller, purpose, source, categories, requestHash, standing,
                decidedIndex, decidedAt, withdrawnIndex, withdrawnAt, erasedIndex, erasedAt, validUntil, firstIndex,
                law, representation,
                Optional.of(new Review(index, verdict == AccessReview.Verdict.JUSTIFIED,
                        verdict == AccessReview.Verdict.LIFTED)));
    }

    ConsentState withdrawn(long index, Instant at) {
        return new ConsentState(record, relation, controller, purpose, source, categories, requestHash,
                Standing.WITHDRAWN, decidedIndex,
                decidedAt, Optional.of(index), Optional.of(at), erasedIndex, erasedAt, validUntil, firstIndex, law,
                representation, review);
    }

    ConsentState erased(long index, Instant at) {
        return new ConsentState(record, relation, controller, purpose, source, categories, requestHash, standing,
                decidedIndex, decidedAt,
                withdrawnIndex, withdrawnAt, Optional.of(index), Optional.of(at), validUntil, firstIndex, law,
                representation, review);
    }

    /** True while a consent lets the recipient keep what it was given. */
    public boolean isInForce() {
        return standing == Standing.GIVEN && erasedIndex.isEmpty();
    }

    /** True while something is permitted by it: it stands and has not ended. */
    public boolean permitsAt(Instant now) {
        return standing.permits() && erasedIndex.isEmpty() && validUntil.map(now::isBefore).orElse(true)
                && review.map(Review::justified).orElse(true) && !isReviewOverdue(now);
    }

    /** True of an access in an emergency that was not justified, and no officer let another one be opened since. */
    public boolean isUnjustified() {
        return review.filter(found -> !found.justified() && !found.lifted()).isPresent();
    }

    /** True of an access in an emergency that was not reviewed in time. */
    public boolean isReviewOverdue(Instant now) {
        return review.isEmpty() && law.flatMap(LawfulAccess::emergency)
                .filter(emergency -> !now.isBefore(emergency.reviewBy()))
                .isPresent();
    }

    /** The entry that says how it stands now. */
    public long standingIndex() {
        return withdrawnIndex.orElse(decidedIndex);
    }
}
