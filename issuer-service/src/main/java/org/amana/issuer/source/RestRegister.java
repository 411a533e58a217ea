package org.amana.issuer.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.RegisterConnection;
import org.amana.issuer.permit.FetchLeave;
import org.amana.support.outbound.OutboundPeers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A register that answers over HTTP with one JSON object of columns, 404 for nobody.
 *
 * <pre>
 * {"register_number":"R-0001","family_name":"…","regulated_profession":true,"qualification_year":2013}
 * </pre>
 *
 * Booleans, whole numbers and arrays of texts are read into the forms of the CSV import.
 */
final class RestRegister implements OfficeRegister {
    private static final int NOT_FOUND = 404;
    private final AuthorityId authority;
    private final RegisterConnection limits;
    private final RegisterConnection.Rest rest;
    private final HttpPeer peer;

    RestRegister(AuthorityId authority, RegisterConnection limits, RegisterConnection.Rest rest, OutboundPeers peers) {
        this.authority = authority;
        this.limits = limits;
        this.rest = rest;
        Path keys = rest.clientKeys();
        Path password = rest.clientKeysPasswordFile();
        this.peer = keys == null || password == null ? peers.plain() : peers.withClientKeys(keys, secret(password));
    }

    @Override
    public Optional<Map<String, String>> row(FetchLeave leave, String registerNumber) {
        leave.use(authority);
        HttpAnswer answer = ask(registerNumber);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw new ProblemException(new RegisterProblem.Unavailable("the register answered " + answer.status()));
        }
        try {
            var columns = new TreeMap<String, String>();
            answer.json().properties().forEach(member -> {
                String text = text(member.getValue());
                if (text != null) {
                    columns.put(member.getKey(), text);
                }
            });
            return Optional.of(columns);
        } catch (ProblemException e) {
            throw e.problem() instanceof RegisterProblem
                    ? e
                    : new ProblemException(new RegisterProblem.Unreadable("the register's answer is no JSON object"),
                            e);
        }
    }

    private HttpAnswer ask(String registerNumber) {
        String number = URLEncoder.encode(registerNumber, StandardCharsets.UTF_8).replace("+", "%20");
        HttpQuestion question = HttpQuestion
                .get(URI.create(rest.url().replace("{" + RegisterConnection.PLACE + "}", number)))
                .withHeader("Accept", "application/json")
                .withMaxAnswerBytes(Math.toIntExact(limits.maxSize().toBytes()))
                .withTimeout(limits.timeout());
        Path bearer = rest.bearerFile();
        try {
            return peer.exchange(bearer == null
                    ? question
                    : question.withHeader("Authorization", "Bearer " + secret(bearer)));
        } catch (ProblemException e) {
            throw switch (e.problem()) {
                case PeerProblem.TimedOut _ -> new ProblemException(new RegisterProblem.TimedOut(), e);
                case PeerProblem.TooLarge _ -> new ProblemException(new RegisterProblem.TooLarge(), e);
                // the address holds the number of the case: not even the host's own words go on
                default -> new ProblemException(new RegisterProblem.Unavailable("the register cannot be reached"), e);
            };
        }
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Long.toString(value.longValue());
        }
        if (value.isArray()) {
            var parts = new ArrayList<String>();
            for (JsonNode part : value) {
                if (!part.isString() || part.stringValue().contains("|")) {
                    throw unreadable();
                }
                parts.add(part.stringValue());
            }
            return String.join("|", parts);
        }
        throw unreadable();
    }

    private static ProblemException unreadable() {
        return new ProblemException(new RegisterProblem.Unreadable("a value of the register is of no known form"));
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("a secret of a register connection cannot be read", e);
        }
    }
}
