package org.amana.wallet.presentation;

import java.util.List;
import java.util.Optional;
import org.amana.core.register.CredentialCategory;
import tools.jackson.databind.JsonNode;

/**
 * What the person said yes to.
 *
 * @param option   index into the options of the screen
 * @param accept   codes of explicit cautions they ticked
 * @param eventKey public one-time key of the browser; absent with a server keyring
 * @param send     where another office is to send something, the part of it they agree to; absent for all
 * @param mayWrite whoever asks may write to this wallet next time
 */
public record ApprovalWish(int option, List<String> accept, Optional<JsonNode> eventKey,
                           Optional<List<CredentialCategory>> send, boolean mayWrite) {

    public ApprovalWish {
        accept = List.copyOf(accept);
        send = send.map(List::copyOf);
    }
}
