package org.amana.wallet.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.amana.core.json.StrictJson;
import org.amana.support.message.IcuMessageSource;
import org.amana.support.message.MessageFiles;
import org.amana.support.page.IsolatedText;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class TypeWordsTest {

    private static final Locale ARABIC = Locale.forLanguageTag("ar");
    private static final String ISCO = "http://data.europa.eu/esco/isco/C";

    private final TypeWords words = new TypeWords(new IcuMessageSource(MessageFiles.read("wallet-service")));

    private static ObjectNode permission(String list, String... codes) {
        ObjectNode claims = StrictJson.object();
        var values = claims.putObject("work_permission").putArray(list);
        List.of(codes).forEach(values::add);
        return claims;
    }

    private String shown(String vct, ObjectNode claims, Locale language) {
        return words.show(vct, claims, ProtocolClaims.topLevel(claims), language).getFirst().value();
    }

    private String shown(String list, String code) {
        return shown(World.WORK, permission(list, code), Locale.ENGLISH);
    }

    private static String coded(String text, String code) {
        return text + " (" + IsolatedText.of(code) + ")";
    }

    @Nested
    class Codes {

        @Test
        void sectorsAndOccupations_areSaidInWords() {
            assertThat(shown("sectors", "C10")).isEqualTo(coded("Food production", "C10"));
            assertThat(shown("occupations", ISCO + "7512")).isEqualTo(coded("Baker or pastry cook", "7512"));
        }

        @Test
        void several_inArabic_areDividedByTheArabicComma() {
            assertThat(shown(World.WORK, permission("sectors", "C10", "G47"), ARABIC))
                    .isEqualTo(coded("صناعة الأغذية", "C10") + "، " + coded("تجارة التجزئة", "G47"));
            assertThat(shown(World.WORK, permission("occupations", ISCO + "7512"), ARABIC))
                    .isEqualTo(coded("خبّاز أو صانع حلويات", "7512"));
        }

        @Test
        void codeThatTheListLacks_hasTheWordsOfItsGroupAndItsOwnCode() {
            assertThat(shown("sectors", "10.71")).isEqualTo(coded("Bakery", "C10.71"));
            assertThat(shown("sectors", "C29.1")).isEqualTo(coded("Manufacturing", "C29.1"));
            assertThat(shown("occupations", ISCO + "2221")).isEqualTo(coded("Professionals", "2221"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.711", "W99", "<b>", "http://data.europa.eu/esco/isco/C7512"})
        void whatIsNoSector_staysAsItIs(String text) {
            assertThat(shown("sectors", text)).isEqualTo(IsolatedText.of(text));
        }

        @Test
        void sameTextInAnotherClaim_isNoCode() {
            ObjectNode claims = StrictJson.object().put("document_number", "C10");
            assertThat(shown(World.WORK, claims, Locale.ENGLISH)).isEqualTo(IsolatedText.of("C10"));
            assertThat(shown("https://elsewhere.example/type", permission("sectors", "C10"), Locale.ENGLISH))
                    .isEqualTo(IsolatedText.of("C10"));
        }

        @Test
        void country_isNamed_andAnInventedOneStaysItsCode() {
            ObjectNode claims = StrictJson.object().put("country", "SY");
            assertThat(shown(World.QUALIFICATION, claims, Locale.ENGLISH)).isEqualTo("Syria");
            assertThat(shown(World.QUALIFICATION, claims, ARABIC)).isEqualTo("سوريا");
            assertThat(shown(World.QUALIFICATION, claims.put("country", "XA"), Locale.ENGLISH))
                    .isEqualTo(IsolatedText.of("XA"));
        }
    }

    @Nested
    class Order {

        @Test
        void claims_standAsTheTypeListsThem_whateverTheirOrderInThePayload() {
            ObjectNode claims = StrictJson.object().put("family_name", "Tekle");
            claims.put("portrait", "data:image/png;base64,iVBORw0KGgo=");
            claims.put("given_name", "Selam").put("new_claim", "x");
            claims.putObject("work_permission").put("until", "2027-12-31").put("new_member", 1).put("may_work", true);
            assertThat(words.show(World.WORK, claims, ProtocolClaims.topLevel(claims), Locale.ENGLISH))
                    .extracting(claim -> claim.path().getLast())
                    .containsExactly("may_work", "until", "new_member", "given_name", "family_name", "portrait",
                            "new_claim");
        }

        @Test
        void labels_standAsTheTypeListsThem() {
            List<List<String>> paths = List.of(List.of("portrait"), List.of("family_name"), List.of("given_name"));
            assertThat(words.labels(World.WORK, paths, Locale.ENGLISH)).containsExactly("Given name", "Family name",
                    "Portrait");
        }

        @Test
        void unknownType_keepsTheOrderItCameIn() {
            ObjectNode claims = StrictJson.object().put("zeta", "1").put("alpha", "2");
            assertThat(words.show("https://elsewhere.example/type", claims, ProtocolClaims.topLevel(claims),
                    Locale.ENGLISH)).extracting(claim -> claim.path().getLast()).containsExactly("zeta", "alpha");
        }
    }
}
