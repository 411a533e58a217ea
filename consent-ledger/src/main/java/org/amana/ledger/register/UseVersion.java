package org.amana.ledger.register;

import org.amana.core.register.IntendedUse;

/**
 * An intended use as one entry of the log registered it.
 *
 * @param retired true for the entry that ended it
 */
public record UseVersion(IntendedUse use, long index, boolean retired) {}
