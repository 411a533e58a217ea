package org.amana.ledger.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.LedgerTest;
import org.amana.schemas.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

@LedgerTest
class ProfileTest {
    private final String baseUrl;

    ProfileTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Test
    void schemas_standAtThePathsOfTheirIdentifiers() {
        for (String schema : new String[]{Schemas.consentProfile().eventSchema(),
                Schemas.consentProfile().receiptSchema()}) {
            URI id = URI.create(StrictJson.parseObject(schema, 1_000_000).path("$id").asString());
            assertThat(get(id.getPath()).text()).isEqualTo(schema);
        }
    }

    @ParameterizedTest
    @CsvSource({"event.schema.json,application/schema+json", "receipt.schema.json,application/schema+json",
            "context.jsonld,application/ld+json", "shapes.ttl,text/turtle", "rulebook.md,text/markdown",
            "ns,application/ld+json", "event/v1,text/markdown", "receipt/v1,text/markdown"})
    void document_isForEverybodyAndKeptForADay(String name, String type) {
        Caller.Answer answer = get("/consent/" + name);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Cache-Control")).contains("max-age=86400").contains("public");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("ETag")).matches("\"[A-Za-z0-9_-]{43}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/consent/index.txt", "/consent/..%2findex.txt", "/consent/event/v2", "/consent/event"})
    void document_ofAnotherName_isNotThere(String path) {
        assertThat(get(path).status()).isIn(400, 401, 404);
    }

    private Caller.Answer get(String path) {
        return Caller.anonymous("GET", baseUrl + path, "");
    }
}
