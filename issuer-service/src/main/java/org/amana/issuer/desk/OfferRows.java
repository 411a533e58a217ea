package org.amana.issuer.desk;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The offers of a person for the desk. */
interface OfferRows extends Repository<OfferRow, UUID> {
    List<OfferRow> findFirst20ByAuthorityAndPersonIdOrderByCreatedAtDesc(String authority, UUID personId);
}
