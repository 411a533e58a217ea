package org.amana.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;

class InboxQuestionTest {
    private static final Instant UNTIL = Instant.parse("2027-01-02T03:04:05Z");
    private final EphemeralKey key = EphemeralKey.generate();
    private final InboxAddress address = new InboxAddress(URI.create("https://wallet.example/inbox/" + "a".repeat(43)),
            key.publicJwk());

    @Test
    void open_whatWasSealed_isTheSame_andSaysNothingInTheClear() {
        InboxQuestion question = new InboxQuestion("openid4vp://?client_id=x&request_uri=https%3A%2F%2Foffice", UNTIL);
        String sealed = question.seal(address);
        assertThat(InboxQuestion.open(sealed, key)).isEqualTo(question);
        InboxQuestion.requireSealed(sealed);
        assertThat(JweBox.header(sealed, InboxQuestion.MAX_BYTES).propertyNames())
                .as("no key id, no party")
                .containsExactlyInAnyOrder("alg", "enc", "epk");
        assertThat(sealed).doesNotContain("office").hasSizeLessThanOrEqualTo(InboxQuestion.MAX_BYTES);
    }

    @Test
    void seal_whateverTheLink_hasOneLength() {
        int shortest = new InboxQuestion("openid4vp://?a", UNTIL).seal(address).length();
        String longest = "openid4vp://?" + "x".repeat(InboxQuestion.MAX_LINK - 13);
        assertThat(new InboxQuestion(longest, UNTIL).seal(address)).hasSize(shortest);
        assertThatThrownBy(() -> new InboxQuestion(longest + "x", UNTIL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void open_withAnotherKey_orWhenDamaged_isRefused() {
        String sealed = new InboxQuestion("openid4vp://?a", UNTIL).seal(address);
        refused(sealed, EphemeralKey.generate());
        refused(sealed.substring(0, sealed.length() - 4) + "AAAA", key);
        refused(sealed + "A", key);
        refused("x".repeat(InboxQuestion.MAX_BYTES + 1), key);
        refused("", key);
    }

    @Test
    void open_whatIsNoQuestion_isRefused() {
        for (String payload : List.of("{}", "{\"typ\":\"amana-inbox-question\",\"exp\":1}",
                "{\"typ\":\"amana-inbox-question\",\"request\":\"openid4vp://?a\"}",
                "{\"typ\":\"other\",\"exp\":1,\"request\":\"openid4vp://?a\"}",
                "{\"typ\":\"amana-inbox-question\",\"exp\":1,\"request\":\"https://a.example\"}",
                "{\"typ\":\"amana-inbox-question\",\"exp\":1,\"request\":\"openid4vp://?a b\"}",
                "{\"typ\":\"amana-inbox-question\",\"exp\":1,\"request\":\"openid4vp://?\\u0000\"}",
                "{\"typ\":\"amana-inbox-question\",\"exp\":1.5,\"request\":\"openid4vp://?a\"}")) {
            refused(JweBox.encrypt(StrictJson.parseObject(payload, 1_000), address.key(), ContentEncryption.A256GCM),
                    key);
        }
        refused(JweBox.encrypt(StrictJson.object()
                .put("typ", "amana-inbox-question")
                .put("exp", 1)
                .put("request", "openid4vp://?a"), address.key(), ContentEncryption.A128GCM), key);
    }

    private static void refused(String sealed, EphemeralKey with) {
        assertThatThrownBy(() -> InboxQuestion.open(sealed, with)).isInstanceOf(ProblemException.class);
    }
}
