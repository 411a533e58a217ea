package org.amana.core.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddCheckpointRequestTest {
    private static final String HASH = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
    /** The shape of the example of C2SP tlog-witness, "add-checkpoint". */
    private static final String BODY = "old 20852014\n" + HASH + HASH + "\nexample.com/behind-the-sofa\n20852163\n"
            + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1M\n";

    @Test
    void parse_whenAsSpecified_isReadAndWrittenTheSame() {
        AddCheckpointRequest request = AddCheckpointRequest.parse(BODY.getBytes(StandardCharsets.UTF_8));
        assertThat(request.oldSize()).isEqualTo(20_852_014);
        assertThat(request.path()).hasSize(2);
        assertThat(request.unverifiedNote().claimedOrigin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(request.text()).isEqualTo(BODY);
    }

    @Test
    void parse_atSixtyThreeHashes_isAcceptedAndOneMoreNot() {
        assertThat(AddCheckpointRequest.parse(body("old 9\n" + HASH.repeat(63))).path()).hasSize(63);
        refuse("old 9\n" + HASH.repeat(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "old\n", "old 01\n", "old -1\n", "old  1\n", "OLD 1\n", "old 1 \n",
            "old 9223372036854775808\n", "old 99999999999999999999\n", "old 1\nAAAA\n", "old 1\nnot base64\n",
            "1\n"})
    void parse_whenTheHeadIsMalformed_isRefused(String head) {
        refuse(head);
    }

    @Test
    void parse_whenNotUtf8OrWithoutACheckpoint_isRefused() {
        byte[] body = body("old 1\n");
        body[body.length - 2] = (byte) 0xFF;
        assertThatThrownBy(() -> AddCheckpointRequest.parse(body)).hasMessageContaining("malformed_witness_request");
        assertThatThrownBy(() -> AddCheckpointRequest.parse("old 1\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("malformed_witness_request");
    }

    @Property(tries = 300)
    void parse_whateverTheText_throwsNothingElse(@ForAll @StringLength(max = 120) String text) {
        for (String body : new String[]{text, "old 1\n" + text + "\n\n" + text}) {
            try {
                AddCheckpointRequest.parse(body.getBytes(StandardCharsets.UTF_8));
            } catch (ProblemException e) {
                assertThat(e.problem()).isInstanceOf(WitnessProblem.MalformedRequest.class);
            }
        }
    }

    private static byte[] body(String head) {
        return (head + BODY.substring(BODY.indexOf("\n\n") + 1)).getBytes(StandardCharsets.UTF_8);
    }

    private static void refuse(String head) {
        assertThatThrownBy(() -> AddCheckpointRequest.parse(body(head)))
                .hasMessageContaining("malformed_witness_request");
    }
}
