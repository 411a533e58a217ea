package org.amana.system.gallery;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;

/** Everything a caseworker can meet. */
final class OfficeWalk {

    /** Rows of people whose answers differ; the last two are wrong in several places. */
    private static final String REGISTER = """
            register_number,given_name,family_name,birth_date,may_work,work_from,work_until,extended_until_decision,sectors,occupations,max_hours_per_week,bound_to_employer,portrait
            G-0001,أحمد,الخطيب,1988,yes,2026-03-01,2031-11-30,no,C10,,20,,PORTRAIT
            G-0002,Nadia,Osei,1990-02-11,no,2026-03-01,,no,,,,,PORTRAIT
            G-0003,Olena,Koval,1979,yes,2026-03-01,,no,F41|F43,,,,PORTRAIT
            """
            .replace("PORTRAIT",
                    "\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==\"");
    private static final String WRONG_ROWS = "G-0004,,,31.02.1990,perhaps,soon,,no,XX,,200,,\nG-0004,Twice,,1990,yes,2026-03-01,,no,,,,,\n";

    private final Town town;
    private final String desk;

    OfficeWalk(Town town) {
        this.town = town;
        this.desk = town.node.issuer() + "/labour-office/desk";
    }

    void walk() {
        Screen anybody = town.desk("office");
        anybody.open(town.node.issuer() + "/").look("offices");
        anybody.open(desk).arrives("/login.*").look("login");
        anybody.fill("#username", "nobody").fill("#password", "wrong").page().locator("#password").press("Enter");
        anybody.arrives("/login.reason=refused").look("login-refused");
        Screen clerk = town.signedIn("clerk", desk, "labour-office");
        clerk.look("people");
        clerk.open(desk + "?q=nobody-of-this-name").look("people-none");
        imports(clerk);
        people(clerk);
        clerk.open(desk + "/audit").look("audit");
        clerk.open(desk + "/rectifications").look("rectifications");
        clerk.click("form.sign-out button").arrives("/login.*").look("login-signed-out");
    }

    private void imports(Screen clerk) {
        clerk.open(desk + "/imports").look("imports");
        upload(clerk, REGISTER + WRONG_ROWS, true).look("import-errors");
        upload(clerk, "name,age\nAda,36\n", true).look("import-failed");
        upload(clerk, REGISTER, true).look("import-dry");
        upload(clerk, REGISTER, false).look("import-done");
        clerk.open(desk + "/imports").look("imports-some");
    }

    private static Screen upload(Screen clerk, String csv, boolean dryRun) {
        clerk.open(clerk.page().url().replaceFirst("/imports.*", "/imports"));
        clerk.page()
                .setInputFiles("#file", new FilePayload("people.csv", "text/csv",
                        csv.getBytes(StandardCharsets.UTF_8)));
        clerk.click("button[name=dryRun][value=" + dryRun + "]").arrives("/imports/[^/]+");
        Await.until("the import ends", () -> {
            clerk.page().reload();
            return clerk.page().locator("main > p.notice[role=status]").count() == 0;
        });
        return clerk;
    }

    private void people(Screen clerk) {
        openCase(clerk, "L-0010").look("case");
        clerk.click("button[value=letter]").arrives("/offers").look("letter");
        openCase(clerk, "L-0010").click("button[value=screen]").arrives("/offers").look("offer");
        openCase(clerk, "L-0010").look("case-offers");
        clerk.click("form[action$='/withdraw'] button").arrives("/people/[^/]+").look("case-offer-back");
        openCase(clerk, "G-0001").look("case-arabic-name");
        openCase(clerk, "L-0003").look("case-issued");
        change(clerk, "suspend");
        change(clerk, "reinstate");
        change(clerk, "revoke");
    }

    private Screen openCase(Screen clerk, String number) {
        return clerk.open(desk + "?q=" + number).click("tbody tr a").arrives("/desk/people/[^/]+");
    }

    /** The case of L-0003 has a credential by then. */
    private static void change(Screen clerk, String change) {
        clerk.fill("input[name=reason]", "a paper is missing")
                .click("button[name=change][value=" + change + "]")
                .arrives("/desk/people/[^/]+")
                .look("case-" + change);
    }
}
