/** The log itself: one sequencer that appends, what is published of it (C2SP tlog-tiles), and blind entries; other features append through {@link org.amana.ledger.log.Sequencer} and read through {@link org.amana.ledger.log.PublishedLog}. */
@NullMarked
package org.amana.ledger.log;

import org.jspecify.annotations.NullMarked;
