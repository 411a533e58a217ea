package org.amana.verifier.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.verifier.code.GivenCode;
import org.jspecify.annotations.Nullable;

/**
 * What is said in the place of a QR code, as a page shows it.
 *
 * @param groups of digits, in the order in which they are said; empty unless the code works
 * @param state {@code none}, {@code works}, {@code used} or {@code over}: last part of a message key
 * @param usedAt when a wallet used it
 * @param seconds left
 * @param can there may be a code: the question was not begun by a browser of its own
 * @param paused codes are not taken at this moment, because somebody tries too many
 * @param address of the question's page
 */
record CodeView(List<String> groups, String state, @Nullable Instant until, @Nullable Instant usedAt, long seconds,
                boolean can, boolean paused, String address) {
    CodeView {
        groups = List.copyOf(groups);
    }

    static CodeView of(Optional<GivenCode> given, boolean can, boolean paused, String address, Instant now) {
        if (given.isEmpty())
            return new CodeView(List.of(), "none", null, null, 0, can, paused, address);
        GivenCode code = given.get();
        boolean works = code.worksAt(now);
        long seconds = works ? Math.max(1, Duration.between(now, code.until()).toSeconds()) : 0;
        return new CodeView(works ? List.of(code.code().grouped().split(" ")) : List.of(),
                works ? "works" : code.usedAt().isPresent() ? "used" : "over", code.until(),
                code.usedAt().orElse(null), seconds, can, paused, address);
    }

    /** Left, counted up. */
    public long minutes() {
        return (seconds + 59) / 60;
    }

    public boolean isWorking() {
        return !groups.isEmpty();
    }
}
