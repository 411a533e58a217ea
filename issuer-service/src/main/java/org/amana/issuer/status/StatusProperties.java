package org.amana.issuer.status;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Status lists.
 *
 * @param publicationInterval a list is signed anew once per interval, whatever happened in it: the moment of a revocation
 *        must not show in the moment of a signature
 * @param validity until {@code exp}: how long verifiers may go on with a list when they cannot fetch a newer one
 * @param listSize entries of a new list; a multiple of 4
 */
@ConfigurationProperties("amana.issuer.status")
record StatusProperties(@DefaultValue("PT5M") Duration publicationInterval, @DefaultValue("PT24H") Duration validity,
                        @DefaultValue("131072") int listSize) {
    StatusProperties {
        if (publicationInterval.compareTo(Duration.ofSeconds(1)) < 0
                || publicationInterval.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("amana.issuer.status.publication-interval must be PT1S to P1D");
        }
        if (validity.compareTo(publicationInterval) <= 0) {
            throw new IllegalArgumentException(
                    "amana.issuer.status.validity must be longer than the publication interval");
        }
        if (listSize < 64 || listSize > 8_000_000 || listSize % 4 != 0) {
            throw new IllegalArgumentException("amana.issuer.status.list-size must be 64 to 8000000, a multiple of 4");
        }
    }
}
