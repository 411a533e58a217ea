package org.amana.wallet.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
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
 * @param brought it came in a file from another wallet; its names are as that file gave them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(String receipt, String kind, Instant at, @Nullable String party, @Nullable String purpose,
                        @Nullable Instant until, boolean ended,
                        @JsonProperty("in_doubt") boolean inDoubt, long index, String log,
                        boolean brought) {}
