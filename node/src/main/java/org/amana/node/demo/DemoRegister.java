package org.amana.node.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.amana.core.json.StrictJson;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.schemas.Schemas;
import org.amana.support.launch.ServiceModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the register of a node: its authorities and, in a demo, the bakery with its two intended uses and the
 * municipality, which fetches diplomas with consent, and a court that asks about people under age.
 */
public final class DemoRegister {
    private DemoRegister() {}

    /**
     * Writes {@code register.json} anew, because the addresses in it follow the ports.
     *
     * @param demo true: with the invented employer and municipality
     * @param address of each service
     */
    public static Path write(Path file, boolean demo, Function<ServiceModule, URI> address) {
        ObjectNode register = StrictJson.object();
        ArrayNode parties = register.putArray("parties");
        String issuer = address.apply(ServiceModule.ISSUER).toString();
        parties.add(authority(issuer + "/labour-office", "Labour Office", "مكتب العمل", "right-to-work"));
        parties.add(authority(issuer + "/recognition-office", "Office for the Recognition of Qualifications",
                "مكتب معادلة المؤهلات", "qualification"));
        parties.add(authority(issuer + "/asylum-authority", "Asylum Authority", "هيئة اللجوء", "age-assessment"));
        parties.add(authority(issuer + "/juvenile-court", "Juvenile Court", "محكمة الأحداث", "guardian-mandate"));
        ArrayNode uses = register.putArray("intended_uses");
        if (demo) {
            parties.add(bakery(address.apply(ServiceModule.VERIFIER)));
            uses.add(checkRightToWork());
            uses.add(keepDiploma());
            parties.add(municipality(address.apply(ServiceModule.VERIFIER)));
            uses.add(fetchDiploma()).add(verifyDiploma());
            parties.add(court(address.apply(ServiceModule.VERIFIER)));
            uses.add(learnAge());
        }
        OwnerOnlyFiles.write(file, StrictJson.write(register).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static ObjectNode authority(String id, String english, String arabic, String type) {
        ObjectNode party = party(id, english, arabic, "authority");
        party.putArray("identifiers").add("NTRXA-" + type.toUpperCase(java.util.Locale.ROOT));
        party.put("notice_url", id + "/notices");
        party.put("anchors", "issuer");
        party.putArray("issues").add(Schemas.type(type).vct());
        party.put("service", ServiceModule.ISSUER.module());
        return party;
    }

    private static ObjectNode bakery(URI verifier) {
        ObjectNode party = party(DemoOrganisation.ID, "Harbour Bakery", "مخبز الميناء", "employer");
        party.putArray("identifiers").add(DemoOrganisation.IDENTIFIER);
        return asking(party, verifier);
    }

    private static ObjectNode municipality(URI verifier) {
        ObjectNode party = party(DemoMunicipality.ID, "Harbour Municipality", "بلدية الميناء", "authority");
        party.putArray("identifiers").add(DemoMunicipality.IDENTIFIER);
        return asking(party, verifier);
    }

    private static ObjectNode court(URI verifier) {
        ObjectNode party = party(DemoCourt.ID, "Harbour Youth Court", "محكمة الشباب في الميناء", "authority");
        party.putArray("identifiers").add(DemoCourt.IDENTIFIER);
        return asking(party, verifier);
    }

    /** A party that asks people through the verifier of this node. */
    private static ObjectNode asking(ObjectNode party, URI verifier) {
        String id = party.path("id").stringValue();
        ObjectNode supervisor = party.putObject("supervisor");
        supervisor.set("name", text("Data Protection Authority (invented)", "هيئة حماية البيانات (افتراضية)"));
        supervisor.put("uri", "https://supervisor.example");
        party.put("erasure_contact", "https://" + id + ".example/erasure");
        party.put("notice_url", verifier + "/" + id + "/notices");
        party.put("anchors", "access");
        party.put("service", ServiceModule.VERIFIER.module());
        return party;
    }

    private static ObjectNode party(String id, String english, String arabic, String kind) {
        ObjectNode party = StrictJson.object().put("id", id);
        party.set("name", text(english, arabic));
        return party.put("country", DemoOrganisation.COUNTRY).put("kind", kind);
    }

    private static ObjectNode checkRightToWork() {
        ObjectNode use = use(DemoOrganisation.ID, "check-right-to-work",
                "Check that you may do this job, as the law asks of employers",
                "التحقق من أنه يُسمح لك بهذا العمل، كما يوجب القانون على أصحاب العمل", "eu-gdpr:A6-1-c",
                "Without this check the employer may not employ you. You can show a paper document instead.",
                "لا يجوز لصاحب العمل أن يوظفك من دون هذا التحقق. يمكنك إظهار وثيقة ورقية بدلًا من ذلك.", "P0D");
        use.put("law_reference", "http://data.europa.eu/eli/dir/2009/52/oj").put("withdrawable", false);
        credentials(use, "right-to-work", List.of("work_permission", "given_name", "family_name", "portrait"));
        return use;
    }

    private static ObjectNode keepDiploma() {
        ObjectNode use = use(DemoOrganisation.ID, "keep-diploma-on-file", "Keep your diploma on file for six months",
                "الاحتفاظ بشهادتك في الملف لمدة ستة أشهر", "eu-gdpr:A6-1-a",
                "Nothing changes for your job. You can take it back at any time.",
                "لا يتغير شيء في عملك. يمكنك سحب موافقتك في أي وقت.", "P6M");
        use.put("withdrawable", true);
        credentials(use, "qualification", List.of("qualification", "given_name", "family_name"));
        return use;
    }

    private static ObjectNode fetchDiploma() {
        ObjectNode use = use(DemoMunicipality.ID, "fetch-diploma",
                "Fetch your recognised diploma, so that you need not bring the paper",
                "إحضار شهادتك المعادَلة حتى لا تضطر إلى إحضار الورقة", "eu-gdpr:A6-1-a",
                "You bring the paper yourself. It is treated in the same way, and as fast.",
                "تُحضر الورقة بنفسك. تُعامل بالطريقة نفسها وبالسرعة نفسها.", "P6M");
        use.put("withdrawable", true);
        credentials(use, "qualification", List.of("qualification", "given_name", "family_name"));
        return use;
    }

    /** Nobody is asked: the person sees it and can object. */
    private static ObjectNode verifyDiploma() {
        ObjectNode use = use(DemoMunicipality.ID, "verify-diploma-by-law",
                "Check each year that the recognition of your diploma still holds, for your place in the public service",
                "التحقق كل عام من أن معادلة شهادتك ما زالت سارية، من أجل عملك في الخدمة العامة", "eu-gdpr:A6-1-e",
                "You are not asked. You can object, and the municipality must answer.",
                "لا تُطلب موافقتك. يمكنك أن تعترض، ويجب على البلدية أن ترد.", "P6M");
        use.put("law_reference", "http://data.europa.eu/eli/dir/2005/36/oj").put("withdrawable", false);
        credentials(use, "qualification", List.of("qualification"));
        return use;
    }

    /** About people under age: they and their guardians are asked. */
    private static ObjectNode learnAge() {
        ObjectNode use = use(DemoCourt.ID, DemoCourt.USE,
                "Learn how your age was assessed, to decide on your care and your school",
                "معرفة كيف قُدِّر عمرك، لاتخاذ القرار بشأن رعايتك ومدرستك", "eu-gdpr:A6-1-a",
                "You or your guardian can bring the paper. The court decides in the same way.",
                "يمكنك أنت أو وصيّك إحضار الورقة. تقرر المحكمة بالطريقة نفسها.", "P6M");
        use.put("withdrawable", true);
        credentials(use, "age-assessment", List.of("is_minor", "lowest_age", "confidence", "method", "date",
                "appeal_open"));
        return use;
    }

    private static ObjectNode use(String party, String id, String purpose, String purposeArabic, String basis,
                                  String consequence,
                                  String consequenceArabic, String retention) {
        ObjectNode use = StrictJson.object().put("id", id).put("party", party);
        use.set("purpose", text(purpose, purposeArabic));
        use.putArray("legal_basis").add(basis);
        use.set("refusal_consequence", text(consequence, consequenceArabic));
        use.putArray("recipients");
        return use.put("retention", retention);
    }

    private static void credentials(ObjectNode use, String type, List<String> claims) {
        ObjectNode credential = use.putArray("credentials").addObject().put("vct", Schemas.type(type).vct());
        ArrayNode paths = credential.putArray("claims");
        claims.forEach(claim -> paths.addArray().add(claim));
    }

    private static ObjectNode text(String english, String arabic) {
        return StrictJson.object().put("en", english).put("ar", arabic);
    }
}
