package org.amana.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.json.StrictJson;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class X5cTest {
    private static final URI ISSUER = URI.create("https://issuer.example/labour-office");
    private static final List<X509Certificate> CHAIN = TestCa.root("Root")
            .intermediate("Offices")
            .issuer(ISSUER.toString())
            .chain();

    private static String refusal(JsonNode x5c) {
        return Problems.codeOf(() -> X5c.parse(x5c));
    }

    @Test
    void parse_ofWrittenChain_isTheSame() {
        assertThat(X5c.parse(X5c.of(CHAIN))).isEqualTo(CHAIN);
    }

    @Test
    void parse_whenNotACertificateArray_isBad() {
        String leaf = X5c.text(CHAIN.getFirst());
        byte[] der = Base64.getDecoder().decode(leaf);
        String pem = "-----BEGIN CERTIFICATE-----\n" + leaf + "\n-----END CERTIFICATE-----\n";
        String trailing = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(der, der.length + 3));

        assertThat(refusal(StrictJson.array())).isEqualTo("bad_chain");
        assertThat(refusal(StrictJson.object())).isEqualTo("bad_chain");
        assertThat(refusal(StrictJson.array().add(1))).isEqualTo("bad_chain");
        assertThat(refusal(StrictJson.array().add("AAAA"))).isEqualTo("bad_chain");
        assertThat(refusal(StrictJson.array().add(leaf + "\n"))).isEqualTo("bad_chain");
        assertThat(refusal(StrictJson.array().add(trailing))).isEqualTo("bad_chain");
        assertThat(refusal(StrictJson.array()
                .add(Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo("bad_chain");
        assertThat(refusal(StrictJson.array().add("A".repeat(X5c.MAX_CERTIFICATE_LENGTH + 1)))).isEqualTo("bad_chain");
    }

    @Test
    void parse_atAndBeyondTheCount_isAcceptedAndBad() {
        var five = StrictJson.array();
        for (int i = 0; i < X5c.MAX_CERTIFICATES; i++) {
            five.add(X5c.text(CHAIN.getFirst()));
        }

        assertThat(X5c.parse(five)).hasSize(5);
        assertThat(refusal(five.add(X5c.text(CHAIN.getFirst())))).isEqualTo("bad_chain");
    }

    @Test
    void n040_issuerIdentifier_isCoveredOnlyByItsOwnNames() {
        var byUri = X5c.sans(CHAIN.getFirst());
        var byHost = X5c
                .sans(TestCa.root("R").leaf(TestCertificate.leaf("I").dnsName("Issuer.example")).chain().getFirst());
        var none = X5c.sans(TestCa.root("R").registrar().chain().getFirst());

        assertThat(byUri.covers(ISSUER)).isTrue();
        assertThat(byUri.covers(URI.create("https://issuer.example/recognition-office"))).isFalse();
        assertThat(byHost.covers(ISSUER)).isTrue();
        assertThat(byHost.coversHost("ISSUER.EXAMPLE")).isTrue();
        assertThat(byHost.covers(URI.create("http://issuer.example/labour-office"))).isFalse();
        assertThat(byHost.covers(URI.create("https://a.issuer.example/"))).isFalse();
        assertThat(none.covers(ISSUER)).isFalse();
    }

    @Property(tries = 200)
    void parse_ofAnyBytes_endsInCertificatesOrAProblem(@ForAll byte[] bytes) {
        byte[] der = Base64.getDecoder().decode(X5c.text(CHAIN.getFirst()));
        System.arraycopy(bytes, 0, der, der.length / 3, Math.min(bytes.length, der.length / 2));

        assertThat(Problems.onlyProblemsFrom(
                () -> X5c.parse(StrictJson.array().add(Base64.getEncoder().encodeToString(bytes))))).isTrue();
        assertThat(Problems.onlyProblemsFrom(() -> X5c.parse(StrictJson.array()
                .add(Base64.getEncoder().encodeToString(der))).forEach(X5c::sans))).isTrue();
    }
}
