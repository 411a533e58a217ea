package org.amana.wallet.inbox;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.amana.core.inbox.InboxQuestion;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.holder.HolderProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where offices write. No answer has a body: there is nothing to say to whoever does not know whom they write to. Shapes:
 * package documentation.
 */
@RestController
class InboxController {
    /** An office tries again by itself. */
    private static final String LATER = "3600";

    private final ReceiveMessage receive;

    InboxController(ReceiveMessage receive) {
        this.receive = receive;
    }

    @PostMapping("/inbox/{address}")
    ResponseEntity<Void> write(@PathVariable String address, HttpServletRequest request) throws IOException {
        // no more is read than a message may have, and a byte that shows that it has more
        byte[] body = request.getInputStream().readNBytes(InboxQuestion.MAX_BYTES + 1);
        String sealed = isJose(request.getContentType()) ? new String(body, StandardCharsets.ISO_8859_1) : "";
        try {
            return switch (receive.receive(address, sealed, ClientAddress.of(request))) {
                case KEPT -> answer(202).build();
                case FULL -> answer(429).header(HttpHeaders.RETRY_AFTER, LATER).build();
                case NOBODY -> answer(404).build();
            };
        } catch (ProblemException e) {
            if (e.problem() instanceof HolderProblem.TooManyTries) {
                return answer(429).header(HttpHeaders.RETRY_AFTER, LATER).build();
            }
            throw e;
        }
    }

    private static boolean isJose(String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(InboxQuestion.MEDIA_TYPE);
    }

    private static ResponseEntity.HeadersBuilder<?> answer(int status) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    }
}
