package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationContext;

/** Every setting of the issuer with its default, and values that must stop the service. */
@IssuerTest
class SettingsTest {
    private final Map<String, Class<?>> settings = new TreeMap<>();

    SettingsTest(@Autowired ApplicationContext context) {
        context.getBeansWithAnnotation(ConfigurationProperties.class)
                .values()
                .stream()
                .map(Object::getClass)
                .filter(type -> type.getName().startsWith("org.amana.issuer."))
                .forEach(type -> settings.put(type.getAnnotation(ConfigurationProperties.class).value(), type));
    }

    @Test
    void defaults_areTheStrictSide() {
        var defaults = new TreeMap<String, String>();
        settings.forEach((prefix, type) -> {
            if (!prefix.equals("amana.issuer")) {
                defaults.put(prefix, bind(prefix, type, Map.of()).toString());
            }
        });

        assertThat(defaults).containsExactlyInAnyOrderEntriesOf(Map.of(
                "amana.issuer.access-token", "AccessTokenProperties[validity=PT10M]",
                "amana.issuer.dpop", "DpopProperties[nonceRequired=false, nonceValidity=PT3M]",
                "amana.issuer.nonce", "NonceProperties[validity=PT5M]",
                "amana.issuer.offer", "OfferProperties[screenValidity=PT15M, letterValidity=PT336H, maxWrongCodes=5]",
                "amana.issuer.order", "OrderProperties[stateEvery=PT1M, statedFor=PT72H, renewEvery=PT24H]",
                "amana.issuer.permit", "PermitProperties[ordersPerHour=20, unheardAfter=PT24H]",
                "amana.issuer.register", "RegisterProperties[maxFileSize=20971520B]",
                "amana.issuer.status", "StatusProperties[publicationInterval=PT5M, validity=PT24H, listSize=131072]",
                "amana.issuer.subject", "SubjectProperties[answerMaxAge=PT168H]"));
    }

    @ParameterizedTest
    @CsvSource({"amana.issuer.status, publication-interval, 0s", "amana.issuer.status, validity, 1m",
            "amana.issuer.status, list-size, 63", "amana.issuer.offer, max-wrong-codes, 100",
            "amana.issuer.offer, screen-validity, 0s", "amana.issuer.nonce, validity, 2h",
            "amana.issuer.access-token, validity, 2d", "amana.issuer.subject, answer-max-age, 32d",
            "amana.issuer.subject, answer-max-age, 59s", "amana.issuer.order, state-every, 0s",
            "amana.issuer.order, state-every, 72h", "amana.issuer.order, stated-for, 169h",
            "amana.issuer.order, renew-every, 0s",
            "amana.issuer.permit, orders-per-hour, 0", "amana.issuer.permit, unheard-after, 9m"})
    void value_whenOutOfRange_thenStartStopsWithASentence(String prefix, String name, String value) {
        Class<?> type = java.util.Objects.requireNonNull(settings.get(prefix));

        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(prefix, type, Map.of(prefix + "." + name, value)))
                .havingRootCause()
                .withMessageStartingWith("amana.issuer.");
    }

    private static Object bind(String prefix, Class<?> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, Bindable.of(type));
    }
}
