package org.amana.verifier.answer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads the verified {@code work_permission} claim. A member of the wrong type makes the whole group
 * unreadable: guessing at a limit is worse than saying that the card cannot be read.
 */
public final class WorkPermissionJson {
    /** Longest list of sectors or occupations that is read. */
    static final int MAX_CODES = 50;

    private WorkPermissionJson() {}

    /** The permission, or empty when the group does not hold what its schema says ({@code claims.schema.json}) */
    public static Optional<WorkPermission> read(JsonNode group) {
        try {
            if (!group.isObject() || !group.path("may_work").isBoolean())
                return Optional.empty();
            return Optional.of(new WorkPermission(group.path("may_work").booleanValue(), date(group, "from"),
                    date(group, "until"), bool(group, "extended_until_decision"),
                    codes(group, "sectors", SectorCode::parse), codes(group, "occupations", OccupationCode::parse),
                    hours(group), text(group, "bound_to_employer")));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(JsonNode group, String member) {
        return text(group, member).map(LocalDate::parse);
    }

    private static boolean bool(JsonNode group, String member) {
        JsonNode value = group.path(member);
        if (!value.isMissingNode() && !value.isBoolean())
            throw new IllegalArgumentException(member + " is no boolean");
        return value.isBoolean() && value.booleanValue();
    }

    private static Optional<String> text(JsonNode group, String member) {
        JsonNode value = group.path(member);
        if (value.isMissingNode())
            return Optional.empty();
        if (!value.isString())
            throw new IllegalArgumentException(member + " is no text");
        return Optional.of(value.stringValue());
    }

    private static Optional<Integer> hours(JsonNode group) {
        JsonNode value = group.path("max_hours_per_week");
        if (value.isMissingNode())
            return Optional.empty();
        if (!value.isIntegralNumber() || !value.canConvertToInt())
            throw new IllegalArgumentException("max_hours_per_week is no whole number");
        return Optional.of(value.intValue());
    }

    /** An empty list allows nothing in words and everything in practice, so it is unreadable. */
    private static <T> List<T> codes(JsonNode group, String member, Function<String, T> parse) {
        JsonNode value = group.path(member);
        if (value.isMissingNode())
            return List.of();
        if (!value.isArray() || value.isEmpty() || value.size() > MAX_CODES)
            throw new IllegalArgumentException(member + " is no list of 1 to " + MAX_CODES + " codes");
        List<T> codes = new ArrayList<>();
        for (JsonNode code : value) {
            if (!code.isString())
                throw new IllegalArgumentException(member + " holds something else than codes");
            codes.add(parse.apply(code.stringValue()));
        }
        return codes;
    }
}
