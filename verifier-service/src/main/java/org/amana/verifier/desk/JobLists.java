package org.amana.verifier.desk;

import java.util.List;
import org.amana.verifier.answer.OccupationCode;
import org.amana.verifier.answer.SectorCode;

/** The short lists of the form; the words for each code are messages ({@code jobs_en.properties}). */
final class JobLists {
    static final List<OccupationCode> OCCUPATIONS = List
            .of("7512", "7112", "7411", "8322", "5311", "9112", "5120", "9211",
                    "9333", "6113", "5322", "9412", "7231", "7126", "5223", "5131")
            .stream()
            .map(OccupationCode::new)
            .toList();
    static final List<SectorCode> SECTORS = List
            .of("A01", "C10", "C10.71", "F41", "F43", "G47", "H49", "H52", "I55", "I56",
                    "O81", "Q85", "R86", "R87")
            .stream()
            .map(SectorCode::new)
            .toList();

    private JobLists() {}
}
