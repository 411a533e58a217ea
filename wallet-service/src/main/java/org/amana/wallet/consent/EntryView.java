package org.amana.wallet.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger that concerns the holder, in the holder's language.
 *
 * @param receipt id of its receipt
 * @param party   the other side; its id in the register where the wallet no longer knows a name; absent where the entry
 *                names nobody
 * @param until   end of what was agreed to
 * @param ended   whether what was agreed to no longer holds: taken back, or over
 * @param inDoubt a consent that the ledger cannot know to stand since it lost entries: nothing is permitted by it
 * @param index   in its log
 * @param log     name of the log
 * @param source  the authority that may send, sends or was to send data
 * @param what    what it is about, where an authority sends it: by type, in words
 * @param reason  why the record permitted nothing, or why nothing came: a code
 * @param law     what it rests on, where the person was not asked
 * @param represented {@code guardian} for a decision with a guardian, {@code ward} for one of a guardian, {@code of_age}
 *                for the renewal of somebody who came of age; absent for all others
 * @param brought it came in a file from another wallet; its names are as that file gave them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(String receipt, String kind, Instant at, @Nullable String party, @Nullable String purpose,
                        @Nullable Instant until, boolean ended,
                        @JsonProperty("in_doubt") boolean inDoubt, long index, String log,
                        @Nullable String source, List<Card> what, @Nullable String reason, boolean brought,
                        @Nullable Law law, @Nullable String represented) {

    public EntryView {
        what = List.copyOf(what);
    }

    /** One that is not about a law; parameters as above. */
    public EntryView(String receipt, String kind, Instant at, @Nullable String party, @Nullable String purpose,
            @Nullable Instant until, boolean ended, boolean inDoubt, long index, String log, @Nullable String source,
            List<Card> what, @Nullable String reason, boolean brought) {
        this(receipt, kind, at, party, purpose, until, ended, inDoubt, index, log, source, what, reason, brought, null,
                null);
    }

    EntryView inDoubt(boolean doubtful) {
        return new EntryView(receipt, kind, at, party, purpose, until, ended, doubtful, index, log, source, what,
                reason, brought, law, represented);
    }

    /** The same, of data that an authority sends. */
    public EntryView about(@Nullable String from, List<Card> sent, @Nullable String why) {
        return new EntryView(receipt, kind, at, party, purpose, until, ended, inDoubt, index, log, from, sent, why,
                brought, law, represented);
    }

    /** The same, of an access that rests on a law. */
    EntryView under(Law named) {
        return new EntryView(receipt, kind, at, party, purpose, until, ended, inDoubt, index, log, source, what, reason,
                brought, named, represented);
    }

    /** The same, for that purpose. */
    EntryView purpose(@Nullable String text) {
        return new EntryView(receipt, kind, at, party, text == null ? purpose : text, until, ended, inDoubt, index, log,
                source, what, reason, brought, law, represented);
    }

    /** The same, of a decision about somebody under age. */
    EntryView represented(@Nullable String by) {
        return new EntryView(receipt, kind, at, party, purpose, until, ended, inDoubt, index, log, source, what, reason,
                brought, law, by);
    }

    /**
     * The law an office named, what the person or the office said of it, and whether the person can object now.
     *
     * @param basis     terms such as {@code eu-gdpr:A6-1-e}
     * @param reference ELI of the law
     * @param words     of the objection, or the grounds of its answer
     * @param due       when the objection is to be answered
     * @param emergency of an access in an emergency, and of its review
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Law(String record, List<String> basis, String reference, boolean objectable, @Nullable String words,
                      @Nullable Instant due, @Nullable Emergency emergency) {
        public Law {
            basis = List.copyOf(basis);
        }

        /** In no emergency; parameters as above. */
        public Law(String record, List<String> basis, String reference, boolean objectable, @Nullable String words,
                @Nullable Instant due) {
            this(record, basis, reference, objectable, words, due, null);
        }

        Law in(@Nullable Emergency urgent) {
            return new Law(record, basis, reference, objectable, words, due, urgent);
        }
    }

    /**
     * The office did not wait, to protect a life; its data protection officer answers for that.
     *
     * @param state    {@code open}, {@code overdue}, {@code justified} or {@code not_justified}, and of an entry of a
     *                 review {@code lifted} too
     * @param reviewBy until when; absent where the access itself is not here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Emergency(String state, @JsonProperty("review_by") @Nullable Instant reviewBy) {}

    /** A type with the labels of claims. */
    public record Card(String vct, String name, List<String> claims) {}
}
