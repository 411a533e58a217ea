package org.amana.support.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.support.TestServices;
import org.amana.support.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What the operator says on the command line counts, whatever the process sets for its services. */
class LaunchArgumentsTest {
    private static final Map<String, Object> SETTINGS = Map.of("office[0].id", "bakery", "office[0].uses[0]", "check",
            "office[0].uses[1]", "keep", "office[1].id", "court", "office[1].uses[0]", "learn");

    /** One entry of a list of settings. */
    record Office(String id, List<String> uses) {}

    private static List<Office> offices(Map<String, Object> settings, String... said) {
        var environment = new StandardEnvironment();
        environment.getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(LaunchArguments.join(said, settings)));
        return Binder.get(environment).bind("office", Bindable.listOf(Office.class)).orElse(List.of());
    }

    @Test
    void join_withoutArguments_setsWhatTheProcessSets() {
        assertThat(offices(SETTINGS)).containsExactly(new Office("bakery", List.of("check", "keep")),
                new Office("court", List.of("learn")));
    }

    @Test
    void join_whenTheOperatorNamesAnElement_replacesThatAlone() {
        assertThat(offices(SETTINGS, "--office[0].id=mill", "--office[0].uses[1]=mill-use", "--office[2].id=clinic",
                "--office[2].uses=see"))
                .containsExactly(new Office("mill", List.of("check", "mill-use")),
                        new Office("court", List.of("learn")), new Office("clinic", List.of("see")));
    }

    @Test
    void join_whenTheOperatorNamesAWholeList_keepsNoElementOfIt() {
        assertThat(offices(SETTINGS, "--office[0].uses=one,two")).first()
                .isEqualTo(new Office("bakery", List.of("one", "two")));
        assertThat(offices(SETTINGS, "--office=")).isEmpty();
    }

    @Test
    void join_whenTheOperatorNamesAnElementOfAWholeList_keepsTheElement() {
        assertThat(offices(Map.of("office", ""), "--office[0].id=mill", "--office[0].uses=one"))
                .containsExactly(new Office("mill", List.of("one")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--amana.base-url=http://theirs", "--amana.baseUrl=http://theirs",
            "--AMANA.BASE-URL=http://theirs"})
    void join_whenTheOperatorSpellsItOtherwise_itIsTheSameName(String said) {
        assertThat(LaunchArguments.join(new String[]{said}, Map.of("amana.base-url", "http://ours")))
                .containsExactly(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amana.base", "--amana.base-url-of-another=x", "--debug", "--",
            "--amana.demo-clock-ahead=1d"})
    void join_whenTheOperatorNamesSomethingElse_keepsTheSetting(String said) {
        assertThat(LaunchArguments.join(new String[]{said}, Map.of("amana.demo", "true")))
                .containsExactly(said, "--amana.demo=true");
    }

    @Test
    void run_withAnArgumentThatIsSetAsWell_isStartedWithTheArgument() {
        var settings = new LinkedHashMap<String, Object>(TestServices.settings());
        settings.put("sample.words", "of the process");
        try (var service = ServiceLauncher.of(SampleApplication.class, "consent-ledger")
                .with(settings)
                .run("--sample.words=of the operator")) {
            assertThat(service.getEnvironment().getProperty("sample.words")).isEqualTo("of the operator");
        }
    }
}
