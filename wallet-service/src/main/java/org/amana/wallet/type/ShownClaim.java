package org.amana.wallet.type;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One value as a person reads it.
 *
 * @param path  member names, outermost first
 * @param kind  {@code text}, {@code date}, {@code boolean}, {@code list} or {@code image} (then {@code value} is a data: URL)
 * @param value in plain words; foreign text is isolated (Unicode FSI … PDI)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShownClaim(List<String> path, String label, String kind, String value) {

    public ShownClaim {
        path = List.copyOf(path);
    }

    /** Values of people do not belong in logs. */
    @Override
    public String toString() {
        return "ShownClaim" + path;
    }
}
