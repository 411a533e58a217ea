package org.amana.wallet.inbox;

import java.time.Instant;

/**
 * An office that may write, in the holder's language.
 *
 * @param id    of the office in the register
 * @param state {@code offered} until the office has the address, then {@code known}; {@code refused} where it takes none
 */
public record InboxView(String id, String office, Instant since, String state) {}
