package org.amana.ledger.register;

import org.amana.core.register.IntendedUse;

/**
 * The newest version of an intended use.
 *
 * @param version counted from 1
 * @param index its entry in the log
 * @param retired no new consents; those that stand can be withdrawn as ever
 */
public record RegisteredUse(IntendedUse use, int version, long index, boolean retired) {}
