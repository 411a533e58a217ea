package org.amana.verifier.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.amana.schemas.CodeName;
import org.amana.schemas.Schemas;
import org.amana.verifier.answer.OccupationCode;
import org.amana.verifier.answer.SectorCode;

/** The short lists of the form, in the words of the code lists that the wallet reads the person's card with. */
final class JobLists {
    private static final List<OccupationCode> OCCUPATIONS = codes("7512 7112 7411 8322 5311 9112 5120 9211 9333 6113"
            + " 5322 9412 7231 7126 5223 5131").stream().map(OccupationCode::new).toList();
    private static final List<SectorCode> SECTORS = codes("A01 C10 C10.71 F41 F43 G47 H49 H52 I55 I56 O81 Q85 R86 R87")
            .stream()
            .map(SectorCode::new)
            .toList();

    private JobLists() {}

    static List<Choice> occupations(Locale language) {
        return OCCUPATIONS.stream().map(code -> choice("isco-08", code.uri(), language)).toList();
    }

    static List<Choice> sectors(Locale language) {
        return SECTORS.stream().map(code -> choice("nace-2.1", code.code(), language)).toList();
    }

    private static Choice choice(String list, String code, Locale language) {
        CodeName name = Schemas.codeList(list)
                .flatMap(known -> known.name(code, language.getLanguage()))
                .orElseThrow(() -> new IllegalStateException(list + " lacks " + code));
        return new Choice(code, name.words(), name.notation());
    }

    private static List<String> codes(String divided) {
        return Arrays.asList(divided.split(" ", -1));
    }

    /** A line of a list: what the form sends, and how people read and write it. */
    record Choice(String value, String words, String notation) {}
}
