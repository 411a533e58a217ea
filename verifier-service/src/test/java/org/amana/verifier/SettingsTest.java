package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.verifier.code.CodeProperties;
import org.amana.verifier.exchange.ExchangeRounds;
import org.amana.verifier.exchange.PermitOutcomes;
import org.amana.verifier.exchange.order.ExchangeProperties;
import org.amana.verifier.organisation.OrganisationsProperties;
import org.amana.verifier.request.RequestProperties;
import org.amana.verifier.retention.ErasureConfirmations;
import org.amana.verifier.retention.RetentionClock;
import org.amana.verifier.retention.RetentionProperties;
import org.amana.verifier.testing.TestWorld;
import org.amana.verifier.verification.StatusLists;
import org.amana.verifier.verification.StatusProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.scheduling.annotation.Scheduled;

/** Every setting of the verifier with its name and default, and values that must stop the service. */
class SettingsTest {
    private static final Map<String, Class<?>> SETTINGS = Map.of("amana.verifier", OrganisationsProperties.class,
            "amana.verifier.code", CodeProperties.class,
            "amana.verifier.exchange", ExchangeProperties.class, "amana.verifier.request", RequestProperties.class,
            "amana.verifier.retention", RetentionProperties.class,
            "amana.verifier.status", StatusProperties.class);

    @Test
    void settings_areAllListedHere() {
        var found = new TreeMap<String, Class<?>>();
        TestWorld.sharedBench().world.service()
                .getBeansWithAnnotation(ConfigurationProperties.class)
                .values()
                .stream()
                .map(Object::getClass)
                .filter(type -> type.getName().startsWith("org.amana.verifier."))
                .forEach(type -> found.put(type.getAnnotation(ConfigurationProperties.class).value(), type));

        assertThat(found).containsExactlyInAnyOrderEntriesOf(SETTINGS);
    }

    @Test
    void defaults_areAsDocumented() {
        var defaults = new TreeMap<String, String>();
        SETTINGS.forEach((prefix, type) -> defaults.put(prefix, bind(prefix, type, Map.of()).toString()));

        assertThat(defaults).containsExactlyInAnyOrderEntriesOf(Map.of(
                "amana.verifier", "OrganisationsProperties[organisations=[]]",
                "amana.verifier.code",
                "CodeProperties[lifetime=PT15M, tries=30, allTries=3000, window=PT15M]",
                "amana.verifier.exchange",
                "ExchangeProperties[runEvery=PT5S, settleEvery=PT1S, forksEvery=PT30S, timeout=PT30S, "
                        + "firstPause=PT15S, longestPause=PT1H, shortest=PT48H, reviewWithin=PT72H]",
                "amana.verifier.request", "RequestProperties[lifetime=PT10M, matchTime=PT10M, keepFor=PT720H, "
                        + "answerFor=PT336H]",
                "amana.verifier.retention", "RetentionProperties[sweepEvery=PT10S, confirmEvery=PT1S]",
                "amana.verifier.status", "StatusProperties[timeout=PT5S, timeToLive=PT12H, maxAge=PT24H, "
                        + "retryAfter=PT10S, idle=PT24H, maxLists=256, tick=PT1S]"));
    }

    @Test
    void names_areAsDocumented() {
        assertThat(bind("amana.verifier.request", RequestProperties.class,
                Map.of("amana.verifier.request.lifetime", "1m", "amana.verifier.request.match-time", "2m",
                        "amana.verifier.request.keep-for", "3d", "amana.verifier.request.answer-for", "4d")))
                .isEqualTo(new RequestProperties(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofDays(3),
                        Duration.ofDays(4)));
        assertThat(bind("amana.verifier.retention", RetentionProperties.class,
                Map.of("amana.verifier.retention.sweep-every", "4s", "amana.verifier.retention.confirm-every", "5s")))
                .isEqualTo(new RetentionProperties(Duration.ofSeconds(4), Duration.ofSeconds(5)));
        String code = "amana.verifier.code.";
        assertThat(bind("amana.verifier.code", CodeProperties.class,
                Map.of(code + "lifetime", "1h", code + "tries", "2", code + "all-tries", "2", code + "window", "4s")))
                .isEqualTo(new CodeProperties(Duration.ofHours(1), 2, 2, Duration.ofSeconds(4)));
        String exchange = "amana.verifier.exchange.";
        assertThat(bind("amana.verifier.exchange", ExchangeProperties.class,
                Map.of(exchange + "run-every", "1s", exchange + "settle-every", "2s", exchange + "timeout", "3s",
                        exchange + "first-pause", "4s", exchange + "longest-pause", "5s", exchange + "shortest",
                        "6s", exchange + "review-within", "7s", exchange + "forks-every", "8s")))
                .isEqualTo(new ExchangeProperties(Duration.ofSeconds(1), Duration.ofSeconds(2),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6),
                        Duration.ofSeconds(7)));
        String status = "amana.verifier.status.";
        assertThat(bind("amana.verifier.status", StatusProperties.class,
                Map.of(status + "timeout", "1s", status + "time-to-live", "2s", status + "max-age", "3s",
                        status + "retry-after", "4s", status + "idle", "5s", status + "max-lists", "6",
                        status + "tick", "7s")))
                .isEqualTo(new StatusProperties(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3),
                        Duration.ofSeconds(4), Duration.ofSeconds(5), 6, Duration.ofSeconds(7)));
    }

    @Test
    void organisation_withWhatIsRequiredAlone_hasStrictDefaults() {
        String first = "amana.verifier.organisations[0].";
        var bound = (OrganisationsProperties) bind("amana.verifier", OrganisationsProperties.class,
                Map.of(first + "id", "mill", first + "names.en", "River Mill", first + "country", "XA"));

        assertThat(bound.organisations()).containsExactly(new OrganisationsProperties.Entry("mill",
                Map.of("en", "River Mill"), "XA", "mill", List.of(), ZoneId.of("UTC"), List.of(), List.of(),
                List.of()));

        var named = (OrganisationsProperties) bind("amana.verifier", OrganisationsProperties.class,
                Map.of(first + "id", "mill", first + "names.en", "River Mill", first + "country", "XA",
                        first + "party-id", "river-mill", first + "identifiers", "LEIXG-1", first + "zone",
                        "Europe/Madrid", first + "exchange-uses", "fetch-diploma", first + "staff", "miller",
                        first + "officers", "mill-dpo"));
        assertThat(named.organisations()).containsExactly(
                new OrganisationsProperties.Entry("mill", Map.of("en", "River Mill"), "XA", "river-mill",
                        List.of("LEIXG-1"), ZoneId.of("Europe/Madrid"), List.of("fetch-diploma"),
                        List.of("miller"), List.of("mill-dpo")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0].officers[0]", "[0].staff[1]", "[1].staff[0]", "[1].officers[0]"})
    void organisations_withOneUserNameForTwoAccounts_doNotStart(String place) {
        String all = "amana.verifier.organisations";
        var settings = new java.util.HashMap<>(Map.of(all + "[0].id", "mill", all + "[0].names.en", "River Mill",
                all + "[0].country", "XA", all + "[0].staff[0]", "miller", all + "[1].id", "bakery",
                all + "[1].names.en", "Bakery", all + "[1].country", "XA"));
        settings.put(all + place, "miller");
        assertThatThrownBy(() -> bind("amana.verifier", OrganisationsProperties.class, settings))
                .rootCause()
                .hasMessageContaining("miller stands for two accounts");
    }

    /** What Spring's timer reads is the documented setting with the documented default. */
    @Test
    void timers_readTheDocumentedSettings() throws NoSuchMethodException {
        assertThat(delay(StatusLists.class, "refreshDue")).isEqualTo("${amana.verifier.status.tick:PT1S}");
        assertThat(delay(RetentionClock.class, "sweep")).isEqualTo("${amana.verifier.retention.sweep-every:PT10S}");
        assertThat(delay(ErasureConfirmations.class, "sendDue"))
                .isEqualTo("${amana.verifier.retention.confirm-every:PT1S}");
        assertThat(delay(ExchangeRounds.class, "tick")).isEqualTo("${amana.verifier.exchange.run-every:PT5S}");
        assertThat(delay(ExchangeRounds.class, "sweep")).isEqualTo("${amana.verifier.retention.sweep-every:PT10S}");
        assertThat(delay(PermitOutcomes.class, "sendDue")).isEqualTo("${amana.verifier.exchange.settle-every:PT1S}");
    }

    @ParameterizedTest
    @CsvSource({"amana.verifier.request, lifetime, 0s", "amana.verifier.request, match-time, -1s",
            "amana.verifier.request, keep-for, -1s", "amana.verifier.request, answer-for, 0s",
            "amana.verifier.code, lifetime, 0s", "amana.verifier.code, lifetime, 3601s",
            "amana.verifier.code, tries, 0", "amana.verifier.code, all-tries, 29", "amana.verifier.code, window, 0s",
            "amana.verifier.retention, sweep-every, 0s",
            "amana.verifier.retention, confirm-every, -1s", "amana.verifier.status, timeout, 0s",
            "amana.verifier.status, time-to-live, 0s", "amana.verifier.status, max-age, -1s",
            "amana.verifier.status, retry-after, 0s", "amana.verifier.status, idle, 0s",
            "amana.verifier.exchange, run-every, 0s", "amana.verifier.exchange, settle-every, 0s",
            "amana.verifier.exchange, timeout, 0s", "amana.verifier.exchange, first-pause, 0s",
            "amana.verifier.exchange, longest-pause, 14s", "amana.verifier.exchange, shortest, -1s",
            "amana.verifier.exchange, review-within, 0s", "amana.verifier.exchange, review-within, 73h",
            "amana.verifier.status, max-lists, 0", "amana.verifier.status, tick, 0s"})
    void value_whenOutOfRange_thenStartStopsWithASentence(String prefix, String name, String value) {
        Class<?> type = java.util.Objects.requireNonNull(SETTINGS.get(prefix));

        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(prefix, type, Map.of(prefix + "." + name, value)))
                .havingRootCause()
                .withMessageStartingWith("amana.verifier.");
    }

    private static String delay(Class<?> type, String method) throws NoSuchMethodException {
        return type.getMethod(method).getAnnotation(Scheduled.class).fixedDelayString();
    }

    private static Object bind(String prefix, Class<?> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, Bindable.of(type));
    }
}
