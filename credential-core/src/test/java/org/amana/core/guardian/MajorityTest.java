package org.amana.core.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MajorityTest {
    private static Instant begins(String country, String birthDate) {
        return Majority.of(country).orElseThrow().begins(birthDate).orElseThrow();
    }

    private static Instant at(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }

    @ParameterizedTest
    @CsvSource({"DE, 2009-03-01, 2027-02-28T23:59, 2027-03-01T00:01, Europe/Berlin",
            "GR, 2009-03-01, 2027-02-28T23:59, 2027-03-01T00:01, Europe/Athens",
            "ES, 2009-03-01, 2027-02-28T23:59, 2027-03-01T00:01, Atlantic/Canary",
            // clocks go forward at midnight: the day begins at one o'clock
            "PT, 2009-03-28, 2027-03-27T23:59, 2027-03-28T00:01, Atlantic/Azores",
            // born on a day that the year of the birthday does not have
            "DE, 2008-02-29, 2026-02-28T23:59, 2026-03-01T00:01, Europe/Berlin"})
    void birthday_isMinorAtOneMinuteBefore_andOfAgeAtOneMinuteAfter(String country, String born, String before,
                                                                    String after, String zone) {
        Instant majority = begins(country, born);
        assertThat(at(before, zone)).isBefore(majority);
        assertThat(at(after, zone)).isAfter(majority);
    }

    @ParameterizedTest
    @CsvSource({"16, 2024-10-09", "18, 2026-10-09", "21, 2029-10-09"})
    void birthday_ofAnotherAge_isThatOfTheLaw(int years, String birthday) {
        Instant begins = new Majority(years, ZoneId.of("Europe/Sofia")).begins("2008-10-09").orElseThrow();
        assertThat(at(birthday + "T00:01", "Europe/Sofia")).isAfter(begins);
        assertThat(at(birthday + "T00:01", "Europe/Sofia").minusSeconds(120)).isBefore(begins);
    }

    @Test
    void birthday_ofTheSameDate_dependsOnTheCountry() {
        assertThat(begins("GR", "2009-03-01")).isEqualTo("2027-02-28T22:00:00Z");
        assertThat(begins("DE", "2009-03-01")).isEqualTo("2027-02-28T23:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"2009, 2027-12-30T23:00:00Z", "2009-02, 2027-02-27T23:00:00Z", "2008-02, 2026-02-28T23:00:00Z"})
    void birthDate_thatIsKnownInPart_countsAsLateAsItCanBe(String born, Instant begins) {
        assertThat(begins("DE", born)).isEqualTo(begins);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "2009-13-01", "2009-02-30", "09-02-01", "2009-2", "01.03.2009", "20090301"})
    void birthDate_thatCannotBeRead_saysNothing(String born) {
        assertThat(Majority.of("DE").orElseThrow().begins(born)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "de", "XX", "DEU"})
    void country_withoutARow_isUnknown(String country) {
        assertThat(Majority.of(country)).isEmpty();
    }

    @Test
    void table_hasEveryMemberStateOfTheUnion() {
        String states = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";
        assertThat(states.split(" ")).hasSize(27)
                .allSatisfy(
                        country -> assertThat(Majority.of(country)).as(country).isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 31})
    void age_thatIsNone_isRefused(int years) {
        assertThatThrownBy(() -> new Majority(years, ZoneId.of("UTC"))).isInstanceOf(IllegalArgumentException.class);
    }
}
