package org.amana.core.consent.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amana.core.Vectors;
import org.amana.schemas.ConsentProfile;
import org.amana.schemas.Schemas;
import org.junit.jupiter.api.Test;

/** Every word of the profile that it borrows from the W3C Data Privacy Vocabulary is one, by the published tables. */
class ConsentVocabularyTest {
    private static final Map<String, String> NAMESPACES = Map.of("dpv", "https://w3id.org/dpv#", "eu-gdpr",
            "https://w3id.org/dpv/legal/eu/gdpr#", "pd", "https://w3id.org/dpv/pd#");
    private static final Pattern ROW = Pattern.compile("(?m)^\"[^\"]+\",\"(?:class|property)\",\"([^\"]+)\"");

    @Test
    void term_ifUsed_isPublished() throws IOException {
        ConsentProfile profile = Schemas.consentProfile();
        for (Map.Entry<String, String> namespace : NAMESPACES.entrySet()) {
            Set<String> published = published(namespace.getKey());
            Set<String> used = new TreeSet<>();
            for (String document : new String[]{profile.context(), profile.shapes(), profile.rulebook()}) {
                used.addAll(used(document, namespace.getKey()));
            }
            assertThat(used).as(namespace.getKey()).isNotEmpty();
            assertThat(used).allSatisfy(term -> assertThat(published).contains(namespace.getValue() + term));
        }
    }

    @Test
    void term_ifInvented_isNotFound() throws IOException {
        assertThat(published("dpv")).contains("https://w3id.org/dpv#ConsentGiven")
                .doesNotContain("https://w3id.org/dpv#ConsentApproved");
        assertThat(used("`dpv:ConsentApproved`, eu-gdpr:A6-1-a.", "dpv")).containsExactly("ConsentApproved");
        assertThat(used("`dpv:ConsentApproved`, eu-gdpr:A6-1-a.", "eu-gdpr")).containsExactly("A6-1-a");
    }

    private static Set<String> published(String vocabulary) throws IOException {
        return ROW.matcher(Files.readString(Vectors.vocabularies().resolve(vocabulary + ".csv")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> used(String document, String prefix) {
        return Pattern.compile("(?<![A-Za-z0-9-])" + prefix + ":([A-Za-z][A-Za-z0-9-]*)")
                .matcher(document)
                .results()
                .map(term -> term.group(1))
                .collect(Collectors.toSet());
    }
}
