package org.amana.wallet.problem;

import java.util.List;
import org.amana.core.problem.Problem;

/**
 * A refusal a holder meets. {@link #code()} names it and is the key of its texts in {@code messages/wallet-api_*}:
 * {@code problem.<code>.title} and {@code problem.<code>.next}.
 */
public interface WalletProblem extends Problem {

    /** HTTP status, 400 to 599. */
    int status();

    /** Whether any of the holder's data has left, or may have left, the wallet. */
    default boolean shared() {
        return false;
    }

    /** What fills the placeholders of the texts: strings, numbers, or lists of strings. */
    default List<Object> arguments() {
        return List.of();
    }

    /** Which checks failed, as machine words; they may stand in a log, so they name nobody. */
    default List<String> findings() {
        return List.of();
    }
}
