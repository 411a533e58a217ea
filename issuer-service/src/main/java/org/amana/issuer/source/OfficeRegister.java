package org.amana.issuer.source;

import java.util.Map;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.permit.FetchLeave;

/** One authority's own register, wherever it stands; asked for one person's row, and only with leave. */
interface OfficeRegister extends AutoCloseable {
    /**
     * The row of that number.
     *
     * @param leave used up by it, before anything is asked
     * @return columns by name, unchecked; empty when the register has nobody under that number
     * @throws ProblemException {@link RegisterProblem}
     * @throws IllegalStateException when the leave was used, or is for another register
     */
    Optional<Map<String, String>> row(FetchLeave leave, String registerNumber);

    @Override
    default void close() {}
}
