package org.amana.ledgercli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Samples;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fsck --openings --state}: whatever somebody with all rights changes beside the tree is found by its own code. */
class FsckOpeningsTest {
    private final OpenedLog log = OpenedLog.ofOnePerson();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void fsck_whenTheClaimFollows_saysWhatStands() throws IOException {
        Run run = log.fsck(folder);
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("5 of its entries were opened", "What is claimed to stand follows from them.",
                "Record AAAAAAAAAAAAAAAAAAAAAA: WITHDRAWN by entry 4, erased by entry 5.",
                "Record BBBBBBBBBBBBBBBBBBBBBB: REFUSED by entry 2.");
        assertThat(log.fsck(folder, "--json").out()).contains("\"holds\":true", "\"opened\":5",
                "\"withdrawn_index\":4");
    }

    @Test
    void fsck_withReceiptsInsteadOfAnExport_foldsThem() throws IOException {
        Opening given = log.openings.firstEntry().getValue();
        String receipt = StrictJson.write(Samples.receipt(given, log.signer).toJson());
        assertThat(receipt).contains("index 1");
        assertThat(Run.of(log.arguments(folder, Optional.of(receipt))).out())
                .contains("claimed to be WITHDRAWN by entry 4")
                .contains("is GIVEN by entry 1");
    }

    @Nested
    class Claims {
        @ParameterizedTest
        @ValueSource(strings = {"\"state\":\"WITHDRAWN\"|\"state\":\"GIVEN\"",
                "\"decided_index\":1|\"decided_index\":2",
                "\"withdrawn_index\":4|\"withdrawn_index\":5", ",\"withdrawn_index\":4|", ",\"erased_index\":5|",
                "AAAAAAAAAAAAAAAAAAAAAA|CCCCCCCCCCCCCCCCCCCCCC"})
        void fsck_whenAClaimIsChanged_isTheClaimsCode(String change) throws IOException {
            String[] words = change.split("\\|", -1);
            String changed = log.claims.getFirst().replace(words[0], words[1]);
            assertThat(changed).isNotEqualTo(log.claims.getFirst());
            log.claims.set(0, changed);
            assertBroken(ExitCode.CLAIM, "state_mismatch", "claimed");
        }

        @Test
        void fsck_whenARecordIsLeftOutOfTheClaim_isTheClaimsCode() throws IOException {
            log.claims.removeLast();
            assertBroken(ExitCode.CLAIM, "state_mismatch", "REFUSED by entry 2, and nothing is claimed of it");
        }

        @Test
        void fsck_whenTheOperatorHidesAWithdrawal_thePersonsReceiptShowsIt() throws IOException {
            log.openings.remove(5L);
            Opening withdrawal = Objects.requireNonNull(log.openings.remove(4L));
            log.claims.set(0, "{\"record\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"state\":\"GIVEN\",\"decided_index\":1}");
            assertThat(log.fsck(folder).exitCode()).as("nobody who has only the operator's files can see it").isZero();
            Path own = Files.writeString(folder.resolve("own.jsonl"),
                    StrictJson.write(withdrawal.toJson().put("index", 4)));
            Run run = log.fsck(folder, "--openings", own.toString());
            assertThat(run.exitCode()).isEqualTo(ExitCode.CLAIM);
            assertThat(run.out()).contains("is WITHDRAWN by entry 4", "is claimed to be GIVEN by entry 1");
        }

        @Test
        void fsck_whenErasedEntriesAreStillOpened_isTheClaimsCode() throws IOException {
            log.erase(1L, 2L, 4L, 5L);
            assertBroken(ExitCode.CLAIM, "kept_after_erasure", "entry 1: entry 6 says that it was erased");
            log.openings.keySet().retainAll(Set.of(3L));
            log.claims.clear();
            assertThat(log.fsck(folder).exitCode()).isZero();
        }
    }

    @Nested
    class Order {
        @ParameterizedTest
        @ValueSource(longs = {1, 2})
        void fsck_whenAnEntryIsOmitted_isTheOrdersCode(long omitted) throws IOException {
            log.openings.remove(omitted);
            assertBroken(ExitCode.ORDER, "", "");
        }

        @Test
        void fsck_whenALaterEntryClaimsTheSamePlace_isTheOrdersCode() throws IOException {
            log.append(EventSignature.sign(OpenedLog.event(log.person, EventKind.REFUSED,
                    new RecordId("CCCCCCCCCCCCCCCCCCCCCC"), ChainPosition.first()), log.person));
            assertBroken(ExitCode.ORDER, "out_of_place",
                    "entry 6: it is number 1 of its relation, and number 4 comes here");
        }

        @Test
        void fsck_whenAConsentIsUsedAfterItsWithdrawal_isTheOrdersCode() throws IOException {
            log.decide(EventKind.RENEWED, OpenedLog.FIRST);
            assertBroken(ExitCode.ORDER, "wrong_state", "entry 6: only a consent that stands can be renewed");
        }

        @Test
        void fsck_whenAnotherConfirmsTheErasure_isTheOrdersCode() throws IOException {
            var other = new OpenedLog();
            other.entries.add(new byte[]{2, '{', '}'});
            other.decide(EventKind.GIVEN, OpenedLog.FIRST);
            other.confirm("other-firm");
            Run run = other.fsck(folder);
            assertThat(run.exitCode()).isEqualTo(ExitCode.ORDER);
            assertThat(run.out()).contains("not_the_recipient");
        }
    }

    @Nested
    class Openings {
        @Test
        void fsck_whenAnEventOrSaltDiffers_isNotIncluded() throws IOException {
            Opening given = log.openings.firstEntry().getValue();
            byte[] salt = given.salt();
            salt[9] ^= 1;
            log.openings.put(1L, Opening.of(given.event(), salt));
            assertBroken(ExitCode.NOT_INCLUDED, "commitment_mismatch", "entry 1: event and salt do not open it");
        }

        @Test
        void fsck_whenTwoOpeningsAreSwapped_isNotIncluded() throws IOException {
            Opening given = log.openings.firstEntry().getValue();
            log.openings.put(1L, Objects.requireNonNull(log.openings.put(2L, given)));
            assertBroken(ExitCode.NOT_INCLUDED, "commitment_mismatch", "entry 2");
        }

        @Test
        void fsck_whenAnOpeningIsOfNoEntryOrAPublicOne_isNotIncluded() throws IOException {
            Opening given = log.openings.firstEntry().getValue();
            log.openings.put(6L, given);
            assertBroken(ExitCode.NOT_INCLUDED, "not_in_log", "the log has only 6 entries");
            log.openings.remove(6L);
            log.openings.put(0L, given);
            assertBroken(ExitCode.NOT_INCLUDED, "commitment_mismatch", "entry 0");
        }

        @Test
        void fsck_whenTheOperatorWroteAnEventThatNobodySigned_isASignaturesCode() throws IOException {
            EphemeralKey key = EphemeralKey.generate();
            String genuine = new String(EventSignature.sign(OpenedLog.event(key, EventKind.GIVEN,
                    new RecordId("CCCCCCCCCCCCCCCCCCCCCC"), ChainPosition.first()), key).bytes(),
                    StandardCharsets.UTF_8);
            log.append(genuine.replace("\"kind\":\"GIVEN\"", "\"kind\":\"REFUSED\"").getBytes(StandardCharsets.UTF_8));
            assertBroken(ExitCode.SIGNATURE, "bad_actor_signature", "entry 6");
        }

        @Test
        void fsck_whenTheLogItselfIsChanged_saysThatFirst() throws IOException {
            Object[] arguments = log.arguments(folder, Optional.of(log.lines()));
            Path bundle = folder.resolve("tile/entries/000.p/6");
            byte[] content = Files.readAllBytes(bundle);
            content[20] ^= 1;
            Files.write(bundle, content);
            assertThat(Run.of(arguments).exitCode()).isEqualTo(ExitCode.CONTENT);
        }
    }

    @Nested
    class Refusals {
        @Test
        void fsck_withAStateAlone_isMisunderstood() throws IOException {
            Run run = Run.of(log.arguments(folder, Optional.empty()));
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("--openings is missing");
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "[]", "{}", "{\"index\":1}", "{\"index\":-1,\"event\":\"AA\",\"salt\":\"AA\"}",
                "{\"index\":1,\"event\":\"AA\",\"salt\":\"AA\"}", "{\"index\":\"1\",\"event\":\"AA\",\"salt\":\"AA\"}",
                "{\"type\":\"https://amana.example/consent/receipt/v1\"}"})
        void fsck_whenALineOpensNothing_namesIt(String line) throws IOException {
            Run run = Run.of(log.arguments(folder, Optional.of(log.lines() + "\n\n" + line)));
            assertThat(run.exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
            assertThat(run.out()).contains("malformed_line", "line 7 of openings.jsonl");
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "{}", "{\"record\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"state\":\"GIVEN\"}",
                "{\"record\":\"DDDDDDDDDDDDDDDDDDDDDD\",\"state\":\"GIVEN\",\"decided_index\":\"1\"}",
                "{\"record\":\"DDDDDDDDDDDDDDDDDDDDDD\",\"state\":\"GIVEN\",\"decided_index\":1,\"name\":\"x\"}",
                "{\"record\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"state\":\"GIVEN\",\"decided_index\":1}"})
        void fsck_whenALineClaimsNothing_namesIt(String line) throws IOException {
            log.claims.add(line);
            Run run = log.fsck(folder);
            assertThat(run.exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
            assertThat(run.out()).contains("malformed_line", "line 3 of state.jsonl");
        }

        @Test
        void fsck_whenAFileIsAbsentOrALineTooLong_cannotRead() throws IOException {
            assertThat(log.fsck(folder, "--openings", folder.resolve("absent").toString()).exitCode())
                    .isEqualTo(ExitCode.CANNOT_READ);
            String atLimit = " ".repeat(LogEntryOpening.MAX_LINE_BYTES);
            assertThat(Run.of(log.arguments(folder, Optional.of(atLimit))).exitCode())
                    .isEqualTo(ExitCode.DOES_NOT_HOLD);
            assertThat(Run.of(log.arguments(folder, Optional.of(atLimit + " "))).exitCode())
                    .isEqualTo(ExitCode.CANNOT_READ);
        }
    }

    private void assertBroken(int exitCode, String reason, String detail) throws IOException {
        Run run = log.fsck(folder);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(exitCode);
        assertThat(run.out()).startsWith("This log holds, but").contains(reason, detail);
    }
}
