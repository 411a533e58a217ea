package org.amana.core.note;

import java.util.Optional;

/** The files of a published log (C2SP tlog-tiles, "APIs"): a folder, or an address on the web. */
@FunctionalInterface
public interface LogFiles {
    /**
     * One file.
     *
     * @param path relative to the log's prefix, such as {@code checkpoint} or {@code tile/0/000.p/15}
     * @param maxBytes largest accepted size
     * @return empty where there is none
     * @throws org.amana.core.problem.ProblemException when it cannot be read or is too large
     */
    Optional<byte[]> read(String path, int maxBytes);
}
