package org.amana.ledger.register;

/**
 * Names a party or an intended use.
 *
 * @param id of the party or intended use
 */
record EntryKey(EntryKind kind, String id) {}
