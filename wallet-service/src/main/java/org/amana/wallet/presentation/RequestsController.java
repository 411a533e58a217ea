package org.amana.wallet.presentation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Requests over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1/requests")
class RequestsController {

    private final ReadRequest read;
    private final ApproveRequest approve;
    private final RefuseRequest refuse;
    private final DeferRequest defer;
    private final SayNotAble notAble;
    private final ReadInbox inbox;

    RequestsController(ReadRequest read, ApproveRequest approve, RefuseRequest refuse, DeferRequest defer,
            SayNotAble notAble, ReadInbox inbox) {
        this.read = read;
        this.approve = approve;
        this.refuse = refuse;
        this.defer = defer;
        this.notAble = notAble;
        this.inbox = inbox;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RequestScreen open(Vault vault, @RequestBody RequestLink link, Locale language) {
        return read.open(vault, required(link.request(), "request"), language);
    }

    /** Requests that wait for an answer; what offices wrote to this wallet is read first. */
    @GetMapping
    List<WaitingRequest> waiting(Vault vault, Locale language) {
        inbox.read(vault, language);
        return read.waiting(vault, language);
    }

    @GetMapping("/{id}")
    RequestScreen find(Vault vault, @PathVariable String id, Locale language) {
        return read.find(vault, id, language);
    }

    @PostMapping("/{id}/approve")
    ApprovalView approve(Vault vault, @PathVariable String id, @RequestBody Wish wish, Locale language) {
        return approve.approve(vault, id,
                new ApprovalWish(wish.option() == null ? 0 : wish.option(),
                        wish.accept() == null ? List.of() : wish.accept(), Optional.ofNullable(wish.eventKey()),
                        Optional.ofNullable(wish.send()).map(RequestsController::categories),
                        Boolean.TRUE.equals(wish.mayWrite())),
                language);
    }

    @PostMapping("/{id}/event")
    ApprovalView enter(Vault vault, @PathVariable String id, @RequestBody EventSignatureWish wish) {
        return approve.enter(vault, id, required(wish.signature(), "signature"));
    }

    @PostMapping("/{id}/presentations")
    ApprovalView present(Vault vault, @PathVariable String id, @RequestBody SignatureList list) {
        return approve.present(vault, id, required(list.signatures(), "signatures"));
    }

    @PostMapping("/{id}/refuse")
    ApprovalView refuse(Vault vault, @PathVariable String id) {
        return refuse.refuse(vault, id);
    }

    /** The answer can still be given, until the request ends. */
    @PostMapping("/{id}/defer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void defer(Vault vault, @PathVariable String id) {
        defer.defer(vault, id);
    }

    /** Somebody has to explain it first; whoever asks hears so. */
    @PostMapping("/{id}/not-able")
    ApprovalView notAble(Vault vault, @PathVariable String id) {
        return notAble.say(vault, id);
    }

    private static List<CredentialCategory> categories(JsonNode send) {
        try {
            return CredentialCategory.parseAll(send);
        } catch (ProblemException e) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected categories in the member send"), e);
        }
    }

    private static <T> T required(@Nullable T value, String member) {
        if (value == null) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected the member " + member));
        }
        return value;
    }

    record RequestLink(@Nullable String request) {}

    record Wish(@Nullable Integer option, @Nullable List<String> accept,
                @JsonProperty("event_key") @Nullable JsonNode eventKey, @Nullable JsonNode send,
                @JsonProperty("may_write") @Nullable Boolean mayWrite) {}

    record EventSignatureWish(@Nullable String signature) {}

    record SignatureList(@Nullable List<String> signatures) {}
}
