package org.amana.core.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One HTTP response, read to its end.
 *
 * @param status 100 to 599
 * @param headers all values per name; names are kept in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out; equals, hashCode and toString are written out below
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    public HttpAnswer {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status out of range: " + status);
        }
        headers = headers.entrySet()
                .stream()
                .collect(Collectors.toUnmodifiableMap(header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> List.copyOf(header.getValue()),
                        (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
        body = body.clone();
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** Media type without parameters, in lower case; empty when there is none. */
    public String mediaType() {
        return header("content-type").map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * The body as a JSON object.
     *
     * @throws ProblemException the problems of {@link StrictJson#parseObject(byte[], int)}
     */
    public ObjectNode json() {
        return StrictJson.parseObject(body, body.length);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpAnswer that && status == that.status && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * status + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
