package org.amana.core.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.authlete.sd.SDJWT;
import com.authlete.sd.SDObjectDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.amana.core.json.StrictJson;
import org.amana.core.testing.Problems;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SdJwtPropertyTest {
    private final SdJwtVcFixture fixture = new SdJwtVcFixture();
    private final String presentation = fixture.presentation();

    @Property(tries = 500)
    void parse_ofAnyText_endsInAProblemAtMost(@ForAll String text) {
        assertThat(Problems.onlyProblemsFrom(() -> UnverifiedSdJwtVc.parse(text))).isTrue();
        assertThat(Problems.onlyProblemsFrom(() -> UnverifiedSdJwtVc.parse("eyJ.e30.AA~" + text + "~"))).isTrue();
    }

    @Property(tries = 500)
    void verify_ofMutatedPresentation_isRefusedOrUnchanged(@ForAll @IntRange(min = 0, max = 100_000) int at,
                                                           @ForAll char replacement) {
        int index = at % presentation.length();
        String mutated = presentation.substring(0, index) + replacement + presentation.substring(index + 1);

        SdJwtVcVerdict verdict = fixture.verify(mutated);

        assertThat(verdict instanceof SdJwtVcVerdict.Rejected || mutated.equals(presentation)).isTrue();
    }

    @Property(tries = 300)
    void verify_ofTruncatedPresentation_isRefused(@ForAll @IntRange(min = 0, max = 100_000) int length) {
        String cut = presentation.substring(0, length % presentation.length());

        assertThat(fixture.verify(cut)).isInstanceOf(SdJwtVcVerdict.Rejected.class);
    }

    /** Whatever order, subset or repetition of Disclosures arrives: we agree with the library on what it means. */
    @Property(tries = 300)
    void process_ofAnyDisclosures_agreesWithTheLibrary(@ForAll long seed,
                                                       @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 11) Integer> shown) {
        var tree = new RandomTree(new Random(seed));
        ObjectNode payload = tree.payload();
        List<String> sent = shown.stream().filter(i -> i < tree.disclosures.size()).map(tree.disclosures::get).toList();
        UnverifiedSdJwtVc ours = UnverifiedSdJwtVc.parse(fixture.forge(payload, sent.toArray(String[]::new)));

        Map<String, Object> theirs = decodedByLibrary(payload, ours.compact());

        boolean repeated = sent.stream().distinct().count() < sent.size();
        assertThat(ours.disclosureFindings().isEmpty()).isEqualTo(theirs != null && !repeated);
        if (theirs != null && !repeated) {
            assertThat(plain(ours.claims())).isEqualTo(theirs);
        }
    }

    private static @Nullable Map<String, Object> decodedByLibrary(ObjectNode payload, String sdJwt) {
        try {
            return new SDObjectDecoder().decode(asMap(payload), SDJWT.parse(sdJwt).getDisclosures());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Map<String, Object> asMap(ObjectNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
        return map;
    }

    private static Object plain(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> asMap(object);
            case ArrayNode array -> array.valueStream().map(SdJwtPropertyTest::plain).toList();
            default -> value.isString() ? value.stringValue() : value.longValue();
        };
    }

    /** Claims of random shape, some of them disclosable at every level. */
    private static final class RandomTree {
        private final Random random;
        private final List<String> disclosures = new ArrayList<>();

        RandomTree(Random random) {
            this.random = random;
        }

        ObjectNode payload() {
            ObjectNode object = object(0);
            object.put("vct", "urn:x");
            return object;
        }

        private JsonNode value(int depth) {
            return switch (random.nextInt(depth > 3 ? 2 : 4)) {
                case 0 -> StrictJson.array().add("v" + random.nextInt(9)).get(0);
                case 1 -> StrictJson.array().add(random.nextLong(1_000)).get(0);
                case 2 -> object(depth + 1);
                default -> array(depth + 1);
            };
        }

        private ObjectNode object(int depth) {
            ObjectNode object = StrictJson.object();
            ArrayNode digests = StrictJson.array();
            for (int i = random.nextInt(4); i > 0; i--) {
                JsonNode value = value(depth);
                if (random.nextBoolean()) {
                    object.set("c" + i, value);
                } else {
                    digests.add(hide(StrictJson.array().add("s" + disclosures.size()).add("c" + i).add(value)));
                }
            }
            if (random.nextInt(5) == 0) {
                digests.add("decoy" + random.nextInt());
            }
            if (!digests.isEmpty()) {
                object.set("_sd", digests);
            }
            return object;
        }

        private ArrayNode array(int depth) {
            ArrayNode array = StrictJson.array();
            for (int i = random.nextInt(3); i > 0; i--) {
                JsonNode value = value(depth);
                if (random.nextBoolean()) {
                    array.add(value);
                } else {
                    array.addObject().put("...", hide(StrictJson.array().add("s" + disclosures.size()).add(value)));
                }
            }
            return array;
        }

        private String hide(ArrayNode content) {
            String disclosure = SdJwtVcFixture.encoded(content);
            disclosures.add(disclosure);
            return HashAlgorithm.SHA_256.base64UrlDigest(disclosure);
        }
    }
}
