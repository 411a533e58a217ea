package org.amana.system.journey;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;

/** Somebody in the register of the asylum authority that has a node of its own. */
final class Applicant {
    static final String NUMBER = "A-0001";
    static final String SURNAME = "Okafor";

    private Applicant() {}

    /** Brings them into that register. */
    static void isRegistered(DeskApi office) {
        office.post("imports?dry_run=false", "text/csv; charset=utf-8",
                "register_number,given_name,family_name,birth_date,document_number,may_work,work_from,"
                        + "extended_until_decision\n" + NUMBER + ",Ada," + SURNAME + ",2004-03-04,AA-10001-Z,yes,"
                        + LocalDate.now(ZoneOffset.UTC).minusDays(30) + ",no\n");
        Await.until("the person is in the authority's register", () -> !office.person(NUMBER).isEmpty());
    }
}
