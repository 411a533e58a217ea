package org.amana.ledgercli;

import java.nio.file.Path;
import org.amana.core.note.LogFiles;

/** Where a log is: an exported folder, or the address of a node's log. */
interface LogPlace extends LogFiles, AutoCloseable {
    static LogPlace open(String place) {
        return LogAddress.isAddress(place) ? new LogAddress(place) : new LogFolder(Path.of(place));
    }

    @Override
    void close();
}
