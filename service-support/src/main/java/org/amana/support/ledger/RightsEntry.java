package org.amana.support.ledger;

import java.net.URI;
import java.util.Optional;
import org.amana.core.rights.RightsReceipt;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of a person that is in the ledger; the receipt is not checked yet.
 *
 * @param deliverTo where the party takes requests; absent when the register knows no address
 * @param supervisor the party's data protection authority, {@code {"name":{"en":"…"},"uri"?,"email"?,"phone"?}}
 */
public record RightsEntry(RightsReceipt receipt, Optional<URI> deliverTo, Optional<ObjectNode> supervisor) {}
