package org.amana.wallet.presentation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Codes that were said aloud.
 *
 * <pre>
 * GET  /api/v1/codes/offices -> [{"id","name","country"}]     who takes codes
 * POST /api/v1/codes {"office":"harbour-municipality","code":"482 193 …"} -> 201 request screen
 * </pre>
 */
@RestController
@RequestMapping("/api/v1/codes")
class CodesController {
    private final AskingOffices offices;
    private final TakeByCode take;

    CodesController(AskingOffices offices, TakeByCode take) {
        this.offices = offices;
        this.take = take;
    }

    @GetMapping("/offices")
    List<AskingOffice> offices(Vault vault, Locale language) {
        return offices.list(vault, language);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RequestScreen take(Vault vault, @RequestBody Told told, Locale language, HttpServletRequest from) {
        if (told.office() == null || told.code() == null) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected the members office and code"));
        }
        return take.take(vault, told.office(), told.code(), ClientAddress.of(from), language);
    }

    record Told(@Nullable String office, @Nullable String code) {}
}
