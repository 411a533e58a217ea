package org.amana.issuer.subject;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who a release is about.
 *
 * @param answerMaxAge the first release under a consent comes within this time of the person's answer; later ones of a
 *        series need no fresh answer
 */
@ConfigurationProperties("amana.issuer.subject")
record SubjectProperties(@DefaultValue("7d") Duration answerMaxAge) {
    SubjectProperties {
        if (answerMaxAge.compareTo(Duration.ofMinutes(1)) < 0 || answerMaxAge.compareTo(Duration.ofDays(31)) > 0) {
            throw new IllegalArgumentException("amana.issuer.subject.answer-max-age must be 1m to 31d");
        }
    }
}
