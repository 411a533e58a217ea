package org.amana.wallet.presentation;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the person said yes to.
 *
 * @param option   index into the options of the screen
 * @param accept   codes of explicit cautions they ticked
 * @param eventKey public one-time key of the browser; absent with a server keyring
 */
public record ApprovalWish(int option, List<String> accept, Optional<JsonNode> eventKey) {

    public ApprovalWish {
        accept = List.copyOf(accept);
    }
}
