package org.amana.wallet.presentation;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.trust.X5c;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * Whom a certificate names (ETSI EN 319 412-1, TS 119 411-8): organisation, country, official identifier.
 *
 * @param name        organisation, else common name
 * @param identifiers {@code organizationIdentifier} values of the subject
 */
record AccessSubject(String name, Optional<String> country, Set<String> identifiers) {

    static AccessSubject of(X509Certificate leaf) {
        X500Name subject = X500Name.getInstance(leaf.getSubjectX500Principal().getEncoded());
        return new AccessSubject(
                first(subject, BCStyle.O).or(() -> first(subject, BCStyle.CN)).orElse("?"), first(subject, BCStyle.C),
                new LinkedHashSet<>(all(subject, BCStyle.ORGANIZATION_IDENTIFIER)));
    }

    /** Who signed a registration certificate that was verified. */
    static String registrar(String registrationCertificate) {
        UnverifiedJws jws = UnverifiedJws.parse(registrationCertificate, RegistrationCertificate.MAX_BYTES);
        return of(X5c.parse(jws.header().path("x5c")).getFirst()).name();
    }

    private static Optional<String> first(X500Name name, ASN1ObjectIdentifier attribute) {
        return all(name, attribute).stream().findFirst();
    }

    private static List<String> all(X500Name name, ASN1ObjectIdentifier attribute) {
        return Arrays.stream(name.getRDNs(attribute))
                .map(RDN::getFirst)
                .map(pair -> IETFUtils.valueToString(pair.getValue()))
                .toList();
    }
}
