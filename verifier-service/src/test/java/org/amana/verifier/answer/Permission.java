package org.amana.verifier.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builder of work permissions for tests: starts with a right that has neither end nor limit. */
final class Permission {
    private boolean mayWork = true;
    private Optional<LocalDate> until = Optional.empty();
    private boolean extended;
    private List<SectorCode> sectors = List.of();
    private List<OccupationCode> occupations = List.of();
    private Optional<Integer> hours = Optional.empty();
    private Optional<String> boundTo = Optional.empty();

    static Permission any() {
        return new Permission();
    }

    Permission mayNotWork() {
        mayWork = false;
        return this;
    }

    Permission until(String day) {
        until = Optional.of(LocalDate.parse(day));
        return this;
    }

    Permission extended() {
        extended = true;
        return this;
    }

    Permission sectors(String... codes) {
        sectors = Stream.of(codes).map(SectorCode::new).toList();
        return this;
    }

    Permission occupations(String... digits) {
        occupations = Stream.of(digits).map(OccupationCode::new).toList();
        return this;
    }

    Permission hours(@Nullable Integer limit) {
        hours = Optional.ofNullable(limit);
        return this;
    }

    Permission boundTo(String employer) {
        boundTo = Optional.of(employer);
        return this;
    }

    WorkPermission build() {
        return new WorkPermission(mayWork, Optional.of(LocalDate.parse("2020-01-01")), until, extended, sectors,
                occupations, hours, boundTo);
    }
}
