package org.amana.issuer.offer;

import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /{authority}/offers/{reference}}: the offer object for a wallet (section 4.1.3). */
@RestController
class OfferController {
    private final Authorities authorities;
    private final Offers offers;

    OfferController(Authorities authorities, Offers offers) {
        this.authorities = authorities;
        this.offers = offers;
    }

    @GetMapping("/{authority}/offers/{reference}")
    ResponseEntity<String> offer(@PathVariable String authority, @PathVariable String reference) {
        Authority issuer = authorities.require(authority);
        var offer = offers.byReference(issuer, reference)
                .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("offer, or it is used or expired")));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(StrictJson.write(offer.toJson()));
    }
}
