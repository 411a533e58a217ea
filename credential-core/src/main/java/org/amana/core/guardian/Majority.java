package org.amana.core.guardian;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From when on a person decides alone, by the law of a country: the first moment of a birthday there. Doubt means minor:
 * of a birth date of which only the year or the month is known the last possible day counts.
 *
 * @param years full years of age
 * @param zone in which the country's day begins last
 */
public record Majority(int years, ZoneId zone) {
    private static final String TABLE = "majority.tsv";
    private static final Map<String, Majority> BY_COUNTRY = read();

    public Majority {
        if (years < 1 || years > 30) {
            throw new IllegalArgumentException("an age of majority is 1 to 30 years");
        }
    }

    /** The law of that country (ISO 3166-1 alpha-2); empty where the table has no row. */
    public static Optional<Majority> of(String country) {
        return Optional.ofNullable(BY_COUNTRY.get(country));
    }

    /**
     * The first moment of age.
     *
     * @param birthDate {@code yyyy}, {@code yyyy-mm} or {@code yyyy-mm-dd}
     * @return empty where the date is unknown or cannot be read
     */
    public Optional<Instant> begins(String birthDate) {
        return lastDay(birthDate).map(born -> birthday(born).atStartOfDay(zone).toInstant());
    }

    /** Who was born on 29 February completes a year with the end of the 28th. */
    private LocalDate birthday(LocalDate born) {
        LocalDate day = born.plusYears(years);
        return day.getDayOfMonth() == born.getDayOfMonth() ? day : day.plusDays(1);
    }

    private static Optional<LocalDate> lastDay(String birthDate) {
        try {
            return switch (birthDate.length()) {
                case 4 -> Optional.of(Year.parse(birthDate).atMonthDay(MonthDay.of(12, 31)));
                case 7 -> Optional.of(YearMonth.parse(birthDate).atEndOfMonth());
                case 10 -> Optional.of(LocalDate.parse(birthDate));
                default -> Optional.empty();
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Majority> read() {
        try (InputStream in = Objects.requireNonNull(Majority.class.getResourceAsStream(TABLE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toUnmodifiableMap(row -> row[0],
                            row -> new Majority(Integer.parseInt(row[1]), ZoneId.of(row[2]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
