package org.amana.wallet.holder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.amana.support.ServiceTest;
import org.amana.wallet.Api;
import org.amana.wallet.Api.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class UnlockTest {

    private static final String WORDS = "seven quiet rivers";

    private final Api api;
    private final JdbcClient jdbc;

    UnlockTest(@Value("${amana.base-url}") String baseUrl, @Autowired JdbcClient jdbc) {
        this.api = new Api(baseUrl);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void forgetTries() {
        jdbc.sql("DELETE FROM attempt").update();
    }

    private Answer signUp() {
        return api.post("wallets", "{'passphrase':'" + WORDS + "','keyring':'server'}");
    }

    private Answer unlock(String wallet, String words) {
        return api.post("sessions", "{'wallet_id':'" + wallet + "','passphrase':'" + words + "'}");
    }

    @Nested
    class SignUp {

        @Test
        void wallet_whenMade_isOpenByItsTokenUntilLocked() {
            Answer made = signUp();
            assertThat(made.status()).isEqualTo(201);
            Api holder = api.unlockedBy(made.text("token"));
            Answer open = holder.get("wallet");
            assertThat(open.text("wallet_id")).isEqualTo(made.text("wallet_id"));
            assertThat(open.text("keyring")).isEqualTo("server");
            assertThat(holder.delete("sessions").status()).isEqualTo(204);
            Answer locked = holder.get("wallet");
            assertThat(locked.status()).isEqualTo(401);
            assertThat(locked.text("reason")).isEqualTo("wallet_locked");
            assertThat(locked.json().path("shared").booleanValue()).isFalse();
        }

        @Test
        void passphrase_whenSevenCharacters_isTooShortAndEightIsNot() {
            assertThat(api.post("wallets", "{'passphrase':'1234567'}").text("reason")).isEqualTo("weak_passphrase");
            assertThat(api.post("wallets", "{'passphrase':'12345678'}").status()).isEqualTo(201);
            assertThat(api.post("wallets", "{'passphrase':'        '}").text("reason")).isEqualTo("weak_passphrase");
        }

        @Test
        void wallet_whenNothingCanOpenIt_isNotMade() {
            assertThat(api.post("wallets", "{'keyring':'server'}").text("reason")).isEqualTo("no_way_to_unlock");
            assertThat(api.post("wallets", "{'keyring':'other','passphrase':'" + WORDS + "'}").text("reason"))
                    .isEqualTo("unreadable_request");
            assertThat(api.post("wallets", "[").text("reason")).isEqualTo("unreadable_request");
        }

        @Test
        void refusal_whenAskedInArabic_isArabic() {
            Answer refused = api.with("Accept-Language", "ar").post("wallets", "{'keyring':'server'}");
            assertThat(refused.text("detail")).contains("لم تتم مشاركة أي شيء");
        }

        @Test
        void page_withoutItsCsrfToken_opensNothing() {
            Answer forged = api.with("X-CSRF-TOKEN", "guess").post("wallets", "{'passphrase':'" + WORDS + "'}");
            assertThat(forged.status()).isEqualTo(403);
            assertThat(forged.text("reason")).isEqualTo("page_too_old");
            assertThat(api.post("passkeys/creation-options", "{}").status()).isEqualTo(403);
        }
    }

    @Nested
    class Passphrase {

        @Test
        void unlock_whenRight_opensTheSameWallet() {
            String wallet = signUp().text("wallet_id");
            Answer opened = unlock(wallet, WORDS);
            assertThat(opened.status()).isEqualTo(200);
            assertThat(api.unlockedBy(opened.text("token")).get("wallet").text("wallet_id")).isEqualTo(wallet);
        }

        @Test
        void unlock_whenComposedDifferently_isTheSamePassphrase() {
            String wallet = api.post("wallets", "{'passphrase':'caf\u00e9 caf\u00e9'}").text("wallet_id");
            assertThat(unlock(wallet, "cafe\u0301 cafe\u0301").status()).isEqualTo(200);
        }

        @Test
        void unlock_whenWrongOrUnknown_saysTheSame() {
            String wallet = signUp().text("wallet_id");
            List<Answer> refused = List.of(unlock(wallet, "seven quiet river"),
                    unlock("00000000-0000-4000-8000-000000000000", WORDS), unlock("not a wallet", WORDS));
            assertThat(refused).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.text("reason")).isEqualTo("wrong_unlock");
            });
        }

        @Test
        void unlock_afterFiveWrongTries_pausesThisAddressEvenWithTheRightPassphrase() {
            String wallet = signUp().text("wallet_id");
            IntStream.range(0, 5)
                    .forEach(any -> assertThat(unlock(wallet, "wrong words").text("reason")).isEqualTo("wrong_unlock"));
            Answer paused = unlock(wallet, WORDS);
            assertThat(paused.status()).isEqualTo(429);
            assertThat(paused.text("reason")).isEqualTo("too_many_tries");
        }

        @Test
        void unlock_whenAnotherAddressIsPaused_stillWorksFromHere() {
            String wallet = signUp().text("wallet_id");
            // the row is the pair of wallet and address: a pause made by somebody else stands under another name
            IntStream.range(0, 5).forEach(any -> unlock(wallet, "wrong words"));
            jdbc.sql("UPDATE attempt SET subject = sha256(subject)").update();
            assertThat(unlock(wallet, WORDS).status()).isEqualTo(200);
        }

        @Test
        void unlock_whenRightAfterFourWrongTries_startsTheCountAnew() {
            String wallet = signUp().text("wallet_id");
            for (int round = 0; round < 2; round++) {
                IntStream.range(0, 4).forEach(any -> unlock(wallet, "wrong words"));
                assertThat(unlock(wallet, WORDS).status()).isEqualTo(200);
            }
        }

        @Test
        void unlock_whenTriedAllAtOnce_isStillOnlyTriedFiveTimes() {
            String wallet = signUp().text("wallet_id");
            long judged = IntStream.range(0, 20)
                    .parallel()
                    .filter(any -> unlock(wallet, "wrong words").text("reason").equals("wrong_unlock"))
                    .count();
            assertThat(judged).isEqualTo(5);
        }
    }

    @Test
    void wallet_whenForgotten_leavesNoRow() {
        Answer made = signUp();
        Api holder = api.unlockedBy(made.text("token"));
        assertThat(holder.delete("wallet").status()).isEqualTo(204);
        assertThat(holder.get("wallet").status()).isEqualTo(401);
        assertThat(unlock(made.text("wallet_id"), WORDS).text("reason")).isEqualTo("wrong_unlock");
        assertThat(jdbc.sql("SELECT count(*) FROM key_slot WHERE holder = CAST(:id AS uuid)")
                .param("id", made.text("wallet_id"))
                .query(Integer.class)
                .single()).isZero();
    }
}
