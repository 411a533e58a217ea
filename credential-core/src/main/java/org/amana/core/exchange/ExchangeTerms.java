package org.amana.core.exchange;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person is asked beside showing that they are the one: that this authority may send these data to whoever asks
 * (a type of {@code transaction_data}, OID4VP 1.0 section 5.1). The holder's key signs over it, and so does the consent.
 *
 * <pre>
 * base64url({"categories":[{"claims":[["qualification"]],"vct":"…"}],"credential_ids":["subject"],
 *   "every":"P1M","source":"https://issuer.example/recognition-office",
 *   "type":"https://amana.example/exchange/v1","until":"2027-05-22T00:00:00Z"})
 * </pre>
 *
 * @param credentialId id in the query of the credential that shows who the person is at the source
 * @param source identifier of the authority that holds the data
 * @param categories what it is to send
 * @param until nothing is sent from then on, whole seconds
 * @param every how often it is sent; absent for once
 * @param represented that the data are about somebody under age; absent for all others
 */
public record ExchangeTerms(String credentialId, String source, List<CredentialCategory> categories, Instant until,
                            Optional<Period> every, Optional<Represented> represented) {
    /** Names this type of transaction data. */
    public static final String TYPE = "https://amana.example/exchange/v1";
    /** Longest encoded form. */
    public static final int MAX_LENGTH = 16_384;
    private static final int MAX_CATEGORIES = 16;

    public ExchangeTerms {
        until = until.truncatedTo(ChronoUnit.SECONDS);
        categories = List.copyOf(categories);
        if (!credentialId.matches("[A-Za-z0-9_-]{1,64}") || source.isBlank() || source.length() > 512) {
            throw ExchangeProblem.malformedTerms("an exchange names one credential of the query, and the source");
        }
        if (categories.isEmpty() || categories.size() > MAX_CATEGORIES) {
            throw ExchangeProblem.malformedTerms("an exchange names the categories of data");
        }
        if (every.filter(period -> period.isNegative() || period.isZero()).isPresent()) {
            throw ExchangeProblem.malformedTerms("the time between two deliveries is at least a day");
        }
    }

    /** Terms for a person who decides for themselves; parameters as above. */
    public ExchangeTerms(String credentialId, String source, List<CredentialCategory> categories, Instant until,
            Optional<Period> every) {
        this(credentialId, source, categories, until, every, Optional.empty());
    }

    /** True for the question to a person under age, which counts only together with a guardian's answer. */
    public boolean isWithGuardian() {
        return represented.filter(Represented.WithGuardian.class::isInstance).isPresent();
    }

    /** Whom a guardian is asked for. */
    public Optional<Represented.ForWard> ward() {
        return represented.filter(Represented.ForWard.class::isInstance).map(Represented.ForWard.class::cast);
    }

    /**
     * The question to the guardian about the same matter.
     *
     * @param mandate id in that query of the guardian's card
     * @param answered what the person was asked
     * @param agreed what they agreed to, at most what they were asked
     */
    public ExchangeTerms forGuardian(String mandate, RequestHash answered, Views views,
                                     List<CredentialCategory> agreed) {
        return new ExchangeTerms(mandate, source, agreed, until, every,
                Optional.of(new Represented.ForWard(answered, views)));
    }

    /** The member of {@code transaction_data}. */
    public String encode() {
        ObjectNode object = StrictJson.object().put("type", TYPE).put("source", source);
        object.putArray("credential_ids").add(credentialId);
        ArrayNode array = object.putArray("categories");
        categories.forEach(category -> array.add(category.toJson()));
        every.ifPresent(period -> object.put("every", period.toString()));
        represented.ifPresent(one -> one.write(object));
        return Base64Url.encode(StrictJson.canonical(object.put("until", until.toString())));
    }

    /** The type that a member of {@code transaction_data} names; empty when it cannot be read. */
    public static boolean isTypeOf(String encoded) {
        try {
            return TYPE.equals(object(encoded).path("type").asString(""));
        } catch (ProblemException e) {
            return false;
        }
    }

    /**
     * Reads a member of {@code transaction_data}.
     *
     * @throws ProblemException {@link ExchangeProblem.MalformedTerms}; also for anything that is not their one form
     */
    public static ExchangeTerms parse(String encoded) {
        ExchangeTerms terms;
        try {
            terms = read(object(encoded));
        } catch (ProblemException | DateTimeException e) {
            throw new ProblemException(new ExchangeProblem.MalformedTerms("the terms of an exchange cannot be read"),
                    e);
        }
        if (!terms.encode().equals(encoded)) {
            throw ExchangeProblem.malformedTerms("the terms of an exchange have an unknown member, or another form");
        }
        return terms;
    }

    private static ObjectNode object(String encoded) {
        return StrictJson.parseObject(new String(Base64Url.decode(encoded), StandardCharsets.UTF_8), MAX_LENGTH);
    }

    private static ExchangeTerms read(ObjectNode object) {
        var ids = new ArrayList<String>();
        object.path("credential_ids").forEach(id -> ids.add(id.asString("")));
        if (!TYPE.equals(object.path("type").asString("")) || ids.size() != 1) {
            throw ExchangeProblem.malformedTerms("an exchange names its type and one credential");
        }
        JsonNode every = object.path("every");
        return new ExchangeTerms(ids.getFirst(), object.path("source").asString(""),
                CredentialCategory.parseAll(object.path("categories")),
                Instant.parse(object.path("until").asString("")),
                every.isMissingNode() ? Optional.empty() : Optional.of(Period.parse(every.asString(""))),
                Represented.read(object));
    }
}
