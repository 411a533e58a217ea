package org.amana.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class InboxGrantTest {
    private static final RecordId RECORD = new RecordId("AAAAAAAAAAAAAAAAAAAAAA");
    private final EphemeralKey pairwise = EphemeralKey.generate();
    private final InboxAddress address = new InboxAddress(URI.create("https://wallet.example/inbox/" + "a".repeat(43)),
            EphemeralKey.generate().publicJwk());

    @Test
    void verify_whatWasSigned_saysWhoMayWriteWhere() {
        InboxGrant grant = InboxGrant.verify(signed(_ -> {}));
        assertThat(grant.party()).isEqualTo("harbour-municipality");
        assertThat(grant.relation()).isEqualTo(RelationId.of(pairwise.publicJwk()));
        assertThat(grant.record()).isEqualTo(RECORD);
        assertThat(grant.address().url()).isEqualTo(address.url());
        assertThat(Jwks.thumbprint(grant.address().key())).isEqualTo(Jwks.thumbprint(address.key()));
        assertThat(grant.toString()).doesNotContain("wallet.example");
        assertThat(grant.address().toString()).doesNotContain("wallet.example");
    }

    @Test
    void verify_whenAMemberIsMissingOrWrong_isRefused() {
        for (String member : List.of("aud", "iat", "record", "request_hash", "inbox", "key")) {
            refused(signed(claims -> claims.remove(member)));
            refused(signed(claims -> claims.put(member, true)));
        }
        for (String url : List.of("ftp://wallet.example/" + "a".repeat(43), "https://wallet.example/short",
                address.url() + "?a=b", address.url() + "#a", "https://me@wallet.example/" + "a".repeat(43),
                "https://wallet.example/" + "a".repeat(44), "https://wallet.example/../" + "a".repeat(42) + "%",
                "https://wallet.example/" + "b".repeat(500) + "/" + "a".repeat(43), "/inbox/" + "a".repeat(43),
                "a b")) {
            refused(signed(claims -> claims.put("inbox", url)));
        }
    }

    @Test
    void verify_whenAnotherKeySigned_orTheTypeIsAnother_isRefused() {
        String right = signed(_ -> {});
        refused(right.substring(0, right.length() - 6) + "AAAAAA");
        String input = right.substring(0, right.lastIndexOf('.'));
        refused(JwsSigner.assemble(input,
                EphemeralKey.generate().sign(input.getBytes(StandardCharsets.US_ASCII))));
        ObjectNode header = JwsSigner.header("amana-rights-request+jwt");
        header.set("jwk", Jwks.toMinimalJson(pairwise.publicJwk()));
        refused(assembled(header, UnverifiedJws.parse(right, InboxGrant.MAX_BYTES).claims()));
        refused("");
        refused("a.b.c");
        refused("a".repeat(InboxGrant.MAX_BYTES + 1));
    }

    @Test
    void address_withAPrivateKey_isNoAddress() {
        assertThatThrownBy(() -> new InboxAddress(address.url(), EphemeralKey.generate().privateJwk()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String signed(Consumer<ObjectNode> change) {
        String right = InboxGrant.sign(pairwise, "harbour-municipality", RECORD, RequestHash.of("object"),
                Instant.parse("2027-01-02T03:04:05Z"), address).compact();
        UnverifiedJws parsed = UnverifiedJws.parse(right, InboxGrant.MAX_BYTES);
        ObjectNode claims = parsed.claims().deepCopy();
        change.accept(claims);
        return assembled(parsed.header().deepCopy(), claims);
    }

    private String assembled(ObjectNode header, ObjectNode claims) {
        String input = JwsSigner.signingInput(header, claims);
        return JwsSigner.assemble(input, pairwise.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void refused(String grant) {
        assertThatThrownBy(() -> InboxGrant.verify(grant)).isInstanceOf(ProblemException.class);
    }
}
