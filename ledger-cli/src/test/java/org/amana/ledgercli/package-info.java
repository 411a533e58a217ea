/** Tests of {@code amana-ledger} as its user runs it: arguments in, exit code and sentences out. */
@NullMarked
package org.amana.ledgercli;

import org.jspecify.annotations.NullMarked;
