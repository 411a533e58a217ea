package org.amana.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.amana.core.Vectors;
import org.amana.core.json.Base64Url;
import org.amana.core.testing.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatusListBitsTest {
    private static final int LIMIT = 1024 * 1024;

    private static byte[] deflate(byte[] bytes, boolean raw) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 64];
        byte[] result = Arrays.copyOf(out, 0);
        while (!deflater.finished()) {
            int count = deflater.deflate(out);
            int before = result.length;
            result = Arrays.copyOf(result, before + count);
            System.arraycopy(out, 0, result, before, count);
        }
        deflater.end();
        return result;
    }

    private static String refusal(byte[] zlib) {
        return Problems.codeOf(() -> StatusListBits.inflate(1, zlib, LIMIT));
    }

    /** draft-ietf-oauth-status-list-20 section 4.1: bytes b9 a3 (1 bit) and c9 44 f9 (2 bits) in both directions. */
    @ParameterizedTest
    @CsvSource({"statuslist/src/status_list_encoding_json.json,1", "statuslist/src/status_list_encoding2_json.json,2"})
    void vectors_ofTheExamples_areReadAndWritten(String file, int bits) {
        JsonNode vector = Vectors.json(file);
        JsonNode expected = vector.path("byte_array");
        byte[] bytes = new byte[expected.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.decode(expected.get(i).stringValue()).intValue();
        }
        String lst = vector.path("encoded").path("lst").stringValue();

        assertThat(StatusListBits.inflate(bits, Base64Url.decode(lst), LIMIT).toBytes()).isEqualTo(bytes);
        assertThat(Base64Url.encode(StatusListBits.of(bits, bytes).compress())).isEqualTo(lst);
    }

    /** Appendix C: every index, not only those that are set, and the same text when we write the list. */
    @ParameterizedTest
    @CsvSource({"tsl-d20/010-2-bit-status-list-json.json,src/expected-2bit.json",
            "tsl-d20/012-4-bit-status-list-json.json,src/expected-4bit.json"})
    void vectors_ofTheLongLists_holdExactlyTheExpectedValues(String list, String expectedFile) {
        JsonNode value = Vectors.json("statuslist/" + list).path("value");
        int width = value.path("bits").intValue();
        StatusListBits bits = StatusListBits.inflate(width, Base64Url.decode(value.path("lst").stringValue()), LIMIT);
        Map<Long, Integer> expected = new HashMap<>();
        Vectors.json("statuslist/" + expectedFile)
                .path("set")
                .forEach(pair -> expected.put(pair.get(0).longValue(), pair.get(1).intValue()));
        StatusListBits written = StatusListBits.allValid(width, bits.entryCount());
        expected.forEach(written::set);

        for (long index = 0; index < bits.entryCount(); index++) {
            assertThat(bits.get(index)).isEqualTo(expected.getOrDefault(index, 0));
        }
        assertThat(written.toBytes()).isEqualTo(bits.toBytes());
    }

    @Test
    void vectors_inCbor_holdTheSameList() {
        JsonNode json = Vectors.json("statuslist/src/status_list_encoding2_json.json");
        String lst = json.path("encoded").path("lst").stringValue();
        String cbor = Vectors.json("statuslist/src/status_list_encoding2_cbor.json")
                .path("encoded_cbor_hex")
                .stringValue();

        assertThat(cbor).endsWith(java.util.HexFormat.of().formatHex(Base64Url.decode(lst)));
    }

    @Property(tries = 200)
    void set_thenGet_isThatValueAndNoOther(@ForAll @IntRange(min = 0, max = 3) int power,
                                           @ForAll @Size(max = 40) java.util.List<@IntRange(min = 0, max = 255) Integer> values) {
        int width = 1 << power;
        StatusListBits bits = StatusListBits.allValid(width, values.size() + 1);
        for (int i = 0; i < values.size(); i++) {
            bits.set(i, 255 & ((1 << width) - 1));
            bits.set(i, values.get(i) & ((1 << width) - 1));
        }
        StatusListBits again = StatusListBits.inflate(width, bits.compress(), LIMIT);

        for (int i = 0; i < values.size(); i++) {
            assertThat(again.get(i)).isEqualTo(values.get(i) & ((1 << width) - 1));
        }
        assertThat(again.get(values.size())).isZero();
    }

    @Test
    void n110_indexAtAndBeyondTheEnd_isReadAndRefused() {
        StatusListBits bits = StatusListBits.allValid(2, 5);

        assertThat(bits.entryCount()).isEqualTo(8);
        assertThat(bits.get(7)).isZero();
        for (long index : new long[]{8, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 34}) {
            assertThat(Problems.codeOf(() -> bits.get(index))).isEqualTo("status_idx");
            assertThat(Problems.codeOf(() -> bits.set(index, 1))).isEqualTo("status_idx");
        }
        assertThatThrownBy(() -> bits.set(0, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 16, -1, Integer.MAX_VALUE})
    void n111_otherWidths_areRefused(int bits) {
        assertThat(Problems.codeOf(() -> StatusListBits.of(bits, new byte[1]))).isEqualTo("status_bad_bits");
    }

    @Test
    void n112_bomb_stopsAtTheLimit() {
        byte[] bomb = deflate(new byte[64 * LIMIT], false);

        assertThat(bomb.length).isLessThan(LIMIT);
        assertThat(refusal(bomb)).isEqualTo("status_bad_lst");
        assertThat(StatusListBits.inflate(1, deflate(new byte[LIMIT], false), LIMIT).entryCount())
                .isEqualTo(8L * LIMIT);
        assertThat(refusal(deflate(new byte[LIMIT + 1], false))).isEqualTo("status_bad_lst");
    }

    @Test
    void n113_otherStreams_areRefused() throws IOException {
        byte[] good = deflate(new byte[]{1, 2, 3}, false);
        byte[] badChecksum = good.clone();
        badChecksum[good.length - 1] ^= 1;
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(new byte[]{1, 2, 3});
        }

        assertThat(StatusListBits.inflate(1, good, LIMIT).toBytes()).containsExactly(1, 2, 3);
        assertThat(refusal(deflate(new byte[]{1, 2, 3}, true))).isEqualTo("status_bad_lst");
        assertThat(refusal(gzip.toByteArray())).isEqualTo("status_bad_lst");
        assertThat(refusal(Arrays.copyOf(good, good.length - 1))).isEqualTo("status_bad_lst");
        assertThat(refusal(Arrays.copyOf(good, good.length + 1))).isEqualTo("status_bad_lst");
        assertThat(refusal(badChecksum)).isEqualTo("status_bad_lst");
        assertThat(refusal(new byte[0])).isEqualTo("status_bad_lst");
        assertThat(refusal(deflate(new byte[0], false))).isEqualTo("status_bad_lst");
        // a stream that asks for a preset dictionary would otherwise wait for one for ever
        assertThat(refusal(new byte[]{0x78, (byte) 0xBB, 0, 0, 0, 1, 0})).isEqualTo("status_bad_lst");
    }

    @Property(tries = 500)
    void inflate_ofAnyBytes_endsInAListOrAProblem(@ForAll byte[] bytes) {
        byte[] withHeader = new byte[bytes.length + 2];
        withHeader[0] = 0x78;
        withHeader[1] = (byte) 0xDA;
        System.arraycopy(bytes, 0, withHeader, 2, bytes.length);

        assertThat(Problems.onlyProblemsFrom(() -> StatusListBits.inflate(1, bytes, LIMIT))).isTrue();
        assertThat(Problems.onlyProblemsFrom(() -> StatusListBits.inflate(1, withHeader, LIMIT))).isTrue();
    }
}
