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
 * @param brought it came in a file from another wallet; its names are as that file gave them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(String receipt, String kind, Instant at, @Nullable String party, @Nullable String purpose,
                        @Nullable Instant until, boolean ended,
                        @JsonProperty("in_doubt") boolean inDoubt, long index, String log,
                        @Nullable String source, List<Card> what, @Nullable String reason, boolean brought) {

    public EntryView {
        what = List.copyOf(what);
    }

    EntryView inDoubt(boolean doubtful) {
        return new EntryView(receipt, kind, at, party, purpose, until, ended, doubtful, index, log, source, what,
                reason, brought);
    }

    /** The same, of data that an authority sends. */
    EntryView about(@Nullable String from, List<Card> sent, @Nullable String why) {
        return new EntryView(receipt, kind, at, party, purpose, until, ended, inDoubt, index, log, from, sent, why,
                brought);
    }

    /** A type with the labels of claims. */
    public record Card(String vct, String name, List<String> claims) {}
}
