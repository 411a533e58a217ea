package org.amana.ledger;

import org.amana.core.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/** A small register: two authorities, the bakery with its two intended uses, and another employer. */
public final class Fixtures {
    public static final String QUALIFICATION = "https://amana.example/vct/qualification";

    /** The authority that issues qualifications. */
    public static final String RECOGNITION_OFFICE = "https://issuer.example/recognition-office";

    private Fixtures() {}

    /**
     * The document to import.
     *
     * @param noticeUrl where the bakery is told of withdrawals
     */
    public static ObjectNode register(String noticeUrl) {
        return StrictJson.parseObject("""
                {"parties":[
                  {"id":"https://issuer.example/recognition-office","name":{"en":"Recognition office"},"country":"PT",
                   "kind":"authority","anchors":"issuer","issues":["https://amana.example/vct/qualification"],
                   "service":"issuer-service"},
                  {"id":"harbour-bakery","name":{"en":"Harbour Bakery"},"country":"PT","kind":"employer",
                   "identifiers":["LEIXG-000000AMANADEMO00042"],"anchors":"access","service":"verifier-service",
                   "notice_url":"NOTICES"},
                  {"id":"other-firm","name":{"en":"Other firm"},"country":"PT","kind":"employer","anchors":"access",
                   "service":"other-verifier"},
                  {"id":"https://issuer.example/labour-office","name":{"en":"Labour office"},"country":"PT",
                   "kind":"authority","anchors":"issuer","issues":["https://amana.example/vct/right-to-work"],
                   "service":"issuer-service"}],
                 "intended_uses":[
                  {"id":"keep-diploma-on-file","party":"harbour-bakery","purpose":{"en":"Keep your diploma on file"},
                   "legal_basis":["eu-gdpr:A6-1-a"],"withdrawable":true,"refusal_consequence":{"en":"Nothing changes"},
                   "retention":"P6M","credentials":[{"vct":"https://amana.example/vct/qualification",
                     "claims":[["qualification"],["given_name"],["family_name"]]}]},
                  {"id":"check-right-to-work","party":"harbour-bakery","purpose":{"en":"Check that you may work"},
                   "legal_basis":["eu-gdpr:A6-1-c"],"law_reference":"http://data.europa.eu/eli/dir/2009/52/oj",
                   "withdrawable":false,"refusal_consequence":{"en":"You cannot be employed"},"retention":"P0D",
                   "credentials":[{"vct":"https://amana.example/vct/right-to-work","claims":[["work_permission"]]}]}]}
                """.replace("NOTICES", noticeUrl), 100_000);
    }
}
