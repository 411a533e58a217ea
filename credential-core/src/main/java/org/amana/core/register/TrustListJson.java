package org.amana.core.register;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.amana.core.json.StrictJson;
import org.amana.core.trust.TrustAnchors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Claims of a trust list. */
final class TrustListJson {
    private TrustListJson() {}

    static ObjectNode write(TrustList list) {
        ObjectNode claims = StrictJson.object().put("iat", list.issued().getEpochSecond());
        claims.put("exp", list.nextUpdate().getEpochSecond());
        ArrayNode issuers = claims.putArray("issuers");
        list.issuers().forEach(issuer -> issuers.add(issuer(issuer)));
        claims.set("requesters", anchors(list.requesters()));
        claims.set("registrars", anchors(list.registrars()));
        ArrayNode ledgers = claims.putArray("ledgers");
        list.ledgers().forEach(ledger -> ledgers.add(ledger.toJson()));
        ArrayNode asking = claims.putArray("asking");
        list.asking().forEach(requester -> asking.add(requester(requester)));
        return claims;
    }

    static TrustList read(ObjectNode claims) {
        var issuers = new ArrayList<TrustedIssuer>();
        for (JsonNode issuer : JsonMembers.array(claims, "issuers")) {
            issuers.add(new TrustedIssuer(JsonMembers.text(issuer, "id"),
                    LocalizedText.parse(issuer.path("name"), "name"), JsonMembers.text(issuer, "country"),
                    JsonMembers.strings(issuer.path("types"), "types"), anchors(issuer, "anchors")));
        }
        var ledgers = new ArrayList<TrustedLedger>();
        for (JsonNode ledger : JsonMembers.array(claims, "ledgers")) {
            ledgers.add(TrustedLedger.parse(ledger));
        }
        var asking = new ArrayList<TrustedRequester>();
        if (claims.has("asking")) { // a list of before it had them is as good
            for (JsonNode requester : JsonMembers.array(claims, "asking")) {
                asking.add(new TrustedRequester(JsonMembers.text(requester, "id"),
                        JsonMembers.text(requester, "identifier"),
                        LocalizedText.parse(requester.path("name"), "name"), JsonMembers.text(requester, "country"),
                        JsonMembers.text(requester, "code_url")));
            }
        }
        return new TrustList(RegistrationClaims.seconds(claims, "iat"), RegistrationClaims.seconds(claims, "exp"),
                issuers, anchors(claims, "requesters"), anchors(claims, "registrars"), ledgers, asking);
    }

    private static ObjectNode requester(TrustedRequester requester) {
        ObjectNode object = StrictJson.object()
                .put("id", requester.id())
                .put("identifier", requester.identifier());
        object.set("name", requester.name().toJson());
        return object.put("country", requester.country()).put("code_url", requester.codeUrl());
    }

    private static ObjectNode issuer(TrustedIssuer issuer) {
        ObjectNode object = StrictJson.object().put("id", issuer.id());
        object.set("name", issuer.name().toJson());
        object.put("country", issuer.country());
        Party.putAll(object.putArray("types"), issuer.types());
        object.set("anchors", anchors(issuer.anchors()));
        return object;
    }

    private static ArrayNode anchors(TrustAnchors anchors) {
        ArrayNode array = StrictJson.array();
        anchors.certificates().stream().map(TrustListJson::der).sorted().forEach(array::add);
        return array;
    }

    private static String der(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }

    private static TrustAnchors anchors(JsonNode object, String name) {
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        for (String der : JsonMembers.strings(object.path(name), name)) {
            certificates.add(certificate(der));
        }
        return new TrustAnchors(certificates);
    }

    private static X509Certificate certificate(String der) {
        try {
            byte[] bytes = Base64.getDecoder().decode(der);
            List<X509Certificate> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (read.size() == 1) {
                return read.getFirst();
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw new org.amana.core.problem.ProblemException(
                    new RegisterProblem.MalformedEntry("an anchor is the base64 of a DER certificate"), e);
        }
        throw RegisterProblem.malformed("an anchor is the base64 of one DER certificate");
    }
}
