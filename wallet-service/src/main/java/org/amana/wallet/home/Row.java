package org.amana.wallet.home;

import java.util.List;
import org.amana.wallet.type.ShownClaim;

/** A label and a value, as a page lists them; a picture's value is a data: URL. */
record Row(String label, String value, boolean picture) {
    static List<Row> of(List<ShownClaim> claims) {
        return claims.stream()
                .map(claim -> new Row(claim.label(), claim.value(), claim.kind().equals("image")))
                .toList();
    }

    /** Values of people do not belong in logs. */
    @Override
    public String toString() {
        return "Row[" + label + "]";
    }
}
