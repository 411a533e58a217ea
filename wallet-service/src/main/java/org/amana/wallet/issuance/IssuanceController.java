package org.amana.wallet.issuance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Offers and issuances over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1")
class IssuanceController {

    private final ReadOffer offers;
    private final AcceptOffer issuances;

    IssuanceController(ReadOffer offers, AcceptOffer issuances) {
        this.offers = offers;
        this.issuances = issuances;
    }

    @PostMapping("/offers")
    @ResponseStatus(HttpStatus.CREATED)
    OfferView open(Vault vault, @RequestBody OfferLink link, Locale language) {
        return offers.open(vault, required(link.offer(), "offer"), language);
    }

    @GetMapping("/issuances/{id}")
    OfferView find(Vault vault, @PathVariable String id, Locale language) {
        return offers.find(vault, id, language);
    }

    @PostMapping("/issuances/{id}/accept")
    AcceptView accept(Vault vault, @PathVariable String id, @RequestBody Code code, Locale language) {
        return issuances.accept(vault, id, Optional.ofNullable(code.txCode()), language);
    }

    @PostMapping("/issuances/{id}/keys")
    SigningInputs prepare(Vault vault, @PathVariable String id, @RequestBody Keys keys) {
        return new SigningInputs(issuances.prepare(vault, id, required(keys.keys(), "keys")));
    }

    @PostMapping("/issuances/{id}/proofs")
    AcceptView finish(Vault vault, @PathVariable String id, @RequestBody SignatureList list, Locale language) {
        return issuances.finish(vault, id, required(list.signatures(), "signatures"), language);
    }

    @DeleteMapping("/issuances/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(Vault vault, @PathVariable String id) {
        issuances.decline(vault, id);
    }

    private static <T> T required(@Nullable T value, String member) {
        if (value == null) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected the member " + member));
        }
        return value;
    }

    record OfferLink(@Nullable String offer) {}

    record Code(@JsonProperty("tx_code") @Nullable String txCode) {}

    record Keys(@Nullable List<JsonNode> keys) {}

    record SigningInputs(@JsonProperty("signing_inputs") List<String> signingInputs) {}

    record SignatureList(@Nullable List<String> signatures) {}
}
