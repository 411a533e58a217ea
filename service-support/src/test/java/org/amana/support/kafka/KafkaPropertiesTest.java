package org.amana.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KafkaPropertiesTest {
    private static final Map<String, String> TLS = Map.of("amana.kafka.brokers",
            "kafka-1.internal:9093,kafka-2.internal:9093", "amana.kafka.trusted-roots", "/roots.pem",
            "amana.kafka.notices[0].party", "harbour-bakery", "amana.kafka.notices[0].topic", "notices.bakery");
    private static final Map<String, String> PLAIN = Map.of("amana.kafka.brokers", "localhost:9092,127.0.0.1:1,[::1]:2",
            "amana.kafka.loopback-plaintext", "true", "amana.kafka.notices[0].party", "https://issuer.example/office",
            "amana.kafka.notices[0].topic", "notices-1");

    private static final Map<String, String> ORDERS = Map.of("amana.kafka.orders[0].requester", "harbour-municipality",
            "amana.kafka.orders[0].source", "https://issuer.example/office", "amana.kafka.orders[0].orders", "o",
            "amana.kafka.orders[0].answers", "a");

    @Test
    void defaults_areOff() {
        assertThat(bind(Map.of()))
                .isEqualTo(new KafkaProperties(List.of(), null, null, false, "amana", List.of(), List.of(), 4));
    }

    @Test
    void names_areAsDocumented() {
        var more = new HashMap<>(TLS);
        more.put("amana.kafka.client-certificate", "/own.pem");
        more.put("amana.kafka.group", "bakery");
        more.put("amana.kafka.orders-at-once", "2");
        more.putAll(ORDERS);
        assertThat(bind(more)).isEqualTo(new KafkaProperties(
                List.of("kafka-1.internal:9093", "kafka-2.internal:9093"), Path.of("/roots.pem"), Path.of("/own.pem"),
                false, "bakery", List.of(new KafkaProperties.NoticeTopic("harbour-bakery", "notices.bakery")),
                List.of(new KafkaProperties.OrderTopic("harbour-municipality", "https://issuer.example/office", "o",
                        "a")),
                2));
        assertThat(bind(PLAIN).noticeTopic("https://issuer.example/office")).contains("notices-1");
        assertThat(bind(PLAIN).noticeTopic("another")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trusted-roots=/roots.pem", "client-certificate=/own.pem", "loopback-plaintext=true"})
    void setting_withoutBrokers_isRefused(String setting) {
        refused(Map.of(), setting);
    }

    @Test
    void topic_withoutBrokers_isRefused() {
        var without = new HashMap<>(TLS);
        without.keySet().removeIf(name -> !name.contains("notices"));
        assertThatThrownBy(() -> bind(without)).hasStackTraceContaining("without amana.kafka.brokers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"brokers=kafka", "brokers=kafka:0", "brokers=kafka:65536", "brokers=https://kafka:1",
            "brokers=SASL_SSL://kafka:1", "brokers=user@kafka:1", "loopback-plaintext=true", "trusted-roots=",
            "group=all of us", "group=", "notices[0].topic=", "notices[0].topic=..", "notices[0].topic=a b",
            "notices[0].topic=a?brokers=evil:1", "notices[0].topic=a,b", "notices[0].party="})
    void setting_thatIsUnsafeOrNonsense_isRefused(String setting) {
        refused(TLS, setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"brokers=kafka.internal:9092", "brokers=localhost.evil.example:9092",
            "brokers=127.0.0.1.evil.example:9092", "trusted-roots=/roots.pem", "client-certificate=/own.pem",
            "loopback-plaintext=false"})
    void plaintext_beyondThisMachine_isRefused(String setting) {
        refused(PLAIN, setting);
    }

    @ParameterizedTest
    @CsvSource({"harbour-bakery,other", "other,notices.bakery"})
    void topic_thatTwoPartiesShare_orSecondOfAParty_isRefused(String party, String topic) {
        var more = new HashMap<>(TLS);
        more.put("amana.kafka.notices[1].party", party);
        more.put("amana.kafka.notices[1].topic", topic);
        assertThatThrownBy(() -> bind(more)).hasStackTraceContaining("each party has one topic of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders[0].orders=a", "orders[0].answers=o", "orders[0].orders=notices.bakery",
            "orders[0].orders=", "orders[0].answers=a?groupId=evil", "orders[0].requester=", "orders[0].source= ",
            "orders-at-once=0", "orders-at-once=33"})
    void orders_whoseSettingsAreUnsafeOrNonsense_areRefused(String setting) {
        var with = new HashMap<>(TLS);
        with.putAll(ORDERS);
        refused(with, setting);
    }

    @Test
    void orders_ofOnePairTwice_orWithoutBrokers_areRefused() {
        var twice = new HashMap<>(TLS);
        ORDERS.forEach((name, value) -> {
            twice.put(name, value);
            twice.put(name.replace("[0]", "[1]"), value.length() == 1 ? value + "2" : value);
        });
        assertThatThrownBy(() -> bind(twice)).hasStackTraceContaining("two topics of their own");
        assertThatThrownBy(() -> bind(ORDERS)).hasStackTraceContaining("without amana.kafka.brokers");
        var alone = new HashMap<>(TLS);
        alone.keySet().removeIf(name -> name.contains("notices"));
        assertThatThrownBy(() -> bind(alone)).hasStackTraceContaining("says who has which topic");
        alone.putAll(ORDERS);
        assertThat(bind(alone).orders()).hasSize(1);
    }

    @Test
    void length_ofATopic_isTwoHundredAtMost() {
        refused(TLS, "notices[0].topic=" + "a".repeat(201));
        assertThat(new KafkaProperties.NoticeTopic("a", "a".repeat(200)).topic()).hasSize(200);
    }

    @Test
    void withoutBrokers_noClassOfKafkaIsNeeded() {
        runner().withClassLoader(new FilteredClassLoader("org.apache.kafka", "org.apache.camel"))
                .run(context -> assertThat(context).hasNotFailed()
                        .doesNotHaveBean(NoticeTopics.class)
                        .doesNotHaveBean(OrderTopics.class)
                        .doesNotHaveBean("orderConsumers")
                        .doesNotHaveBean("noticeConsumers"));
    }

    @Test
    void serviceWithoutTheComponent_isNotConcernedByTheSettings() {
        runner().withClassLoader(new FilteredClassLoader("org.apache.kafka", "org.apache.camel"))
                .withPropertyValues(pairs(TLS))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(NoticeTopics.class));
    }

    @Test
    void fileThatCannotBeRead_isRefusedAtTheStart() {
        runner().withPropertyValues(pairs(TLS))
                .run(context -> assertThat(context).getFailure()
                        .hasStackTraceContaining("amana.kafka: /roots.pem cannot be read"));
    }

    private static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class));
    }

    private static String[] pairs(Map<String, String> settings) {
        var pairs = new ArrayList<String>();
        settings.forEach((name, value) -> pairs.add(name + "=" + value));
        return pairs.toArray(String[]::new);
    }

    private static void refused(Map<String, String> base, String setting) {
        var all = new HashMap<>(base);
        int at = setting.indexOf('=');
        String value = setting.substring(at + 1);
        if (value.isEmpty() && setting.startsWith("trusted-roots")) {
            all.remove("amana.kafka.trusted-roots");
        } else {
            all.put("amana.kafka." + setting.substring(0, at), value);
        }
        assertThatThrownBy(() -> bind(all)).isInstanceOf(RuntimeException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static KafkaProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("amana.kafka",
                KafkaProperties.class);
    }
}
