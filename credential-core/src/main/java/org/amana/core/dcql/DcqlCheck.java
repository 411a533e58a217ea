package org.amana.core.dcql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.Finding;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.VerifiedSdJwtVc;

/** Verifier side of DCQL: does an answer meet the query (OID4VP 1.0 sections 8.1 and 8.6)? */
public final class DcqlCheck {
    private DcqlCheck() {}

    /** Step 1: only asked-for ids, and one presentation each unless {@code multiple}. Before any signature is checked. */
    public static List<Finding> shape(DcqlQuery query, Map<String, ? extends List<?>> presentations) {
        var findings = new ArrayList<Finding>();
        presentations.forEach((id, list) -> {
            var asked = query.credential(id);
            if (asked.isEmpty()) {
                findings.add(new Finding("malformed_vp_token", "vp_token has " + ErrorText.quote(id)
                        + ", which the query does not"));
            } else if (list.isEmpty()) {
                findings.add(new Finding("malformed_vp_token", "vp_token has no presentation for " + id));
            } else if (list.size() > 1 && !asked.get().multiple()) {
                findings.add(new Finding("multiple_not_allowed", list.size() + " presentations came for " + id
                        + ", one was asked for"));
            }
        });
        findings.addAll(sets(query, presentations));
        return List.copyOf(findings);
    }

    /** Steps 2 and 3, after every presentation was verified: type, claims, values, holder binding, issuer, sets. */
    public static List<Finding> check(DcqlQuery query, Map<String, List<VerifiedSdJwtVc>> presentations) {
        var findings = new ArrayList<Finding>();
        for (CredentialQuery asked : query.credentials()) {
            presentations.getOrDefault(asked.id(), List.of())
                    .forEach(presented -> findings.addAll(check(asked, presented)));
        }
        findings.addAll(sets(query, presentations));
        return List.copyOf(findings);
    }

    /** Does one verified presentation meet its Credential Query? */
    public static List<Finding> check(CredentialQuery asked, VerifiedSdJwtVc presented) {
        var findings = new ArrayList<Finding>();
        if (!asked.format().equals(CredentialQuery.SD_JWT_VC)
                || presented.types().stream().noneMatch(asked.vctValues()::contains)) {
            findings.add(new Finding("query_not_met", "the credential for " + asked.id() + " is of another type"));
        }
        boolean met = asked.claimOptions()
                .stream()
                .anyMatch(claims -> claims.stream().allMatch(claim -> isMet(claim, presented)));
        if (!met) {
            findings.add(new Finding("query_not_met", "a claim asked for in " + asked.id()
                    + " is missing or has another value"));
        }
        if (asked.requireCryptographicHolderBinding() && !presented.isHolderBound()) {
            findings.add(new Finding("missing_holder_binding", "the presentation for " + asked.id()
                    + " needs a Key Binding JWT"));
        }
        if (!asked.trustedAuthorities().isEmpty() && asked.trustedAuthorities()
                .stream()
                .noneMatch(authority -> authority.isMetBy(presented.authorityKeyIdentifiers()))) {
            findings.add(new Finding("untrusted_issuer", "the issuer of the credential for " + asked.id()
                    + " is not among the trusted authorities asked for"));
        }
        return findings;
    }

    /**
     * Disclosed claims that nobody asked for (OID4VP 1.0 section 14.11). They are not to be stored or shown; that
     * they came is no reason to refuse.
     */
    public static List<ClaimPath> overDisclosed(CredentialQuery asked, VerifiedSdJwtVc presented) {
        return presented.disclosedPlaces()
                .stream()
                .filter(place -> asked.claims()
                        .stream()
                        .noneMatch(claim -> claim.path().covers(place) || leadsTo(place, claim.path())))
                .toList();
    }

    /** A parent had to be disclosed to show what was asked for below it. */
    private static boolean leadsTo(ClaimPath place, ClaimPath asked) {
        int depth = place.components().size();
        return asked.components().size() > depth
                && new ClaimPath(asked.components().subList(0, depth)).covers(place);
    }

    private static boolean isMet(ClaimsQuery claim, VerifiedSdJwtVc presented) {
        return presented.claimsAt(claim.path()).values().stream().anyMatch(claim::accepts);
    }

    private static List<Finding> sets(DcqlQuery query, Map<String, ? extends List<?>> presentations) {
        return query.effectiveSets()
                .stream()
                .filter(CredentialSetQuery::required)
                .filter(set -> set.options().stream().noneMatch(presentations.keySet()::containsAll))
                .map(set -> new Finding("query_not_met", "vp_token lacks a presentation that the query requires"))
                .toList();
    }
}
