package org.amana.core.dcql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.problem.Finding;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import tools.jackson.databind.JsonNode;

/**
 * Wallet side of DCQL (OID4VP 1.0 section 6.4): which held credentials answer a query, and with how little. Where
 * the Verifier offers alternatives, the one with the fewest Disclosures comes first, whatever its order says:
 * section 6.4.1 allows that for Verifiers that did not order by least disclosure.
 */
public final class DcqlMatcher {
    /** Most ways to answer that are listed; a query could describe billions. */
    public static final int MAX_OPTIONS = 16;

    private DcqlMatcher() {}

    public static DcqlMatch match(DcqlQuery query, List<HeldCredential> held) {
        Map<String, List<SelectedCredential>> candidates = new LinkedHashMap<>();
        for (CredentialQuery credential : query.credentials()) {
            candidates.put(credential.id(), candidates(credential, held));
        }
        List<List<List<String>>> required = sets(query, candidates, true);
        List<List<List<String>>> optional = sets(query, candidates, false);
        if (required.stream().anyMatch(List::isEmpty)) {
            return new DcqlMatch.Unsatisfiable(why(query, candidates));
        }
        List<PresentationOption> additions = new ArrayList<>();
        for (List<List<String>> set : optional) {
            additions.addAll(options(List.of(set), candidates));
        }
        if (required.isEmpty()) {
            return additions.isEmpty()
                    ? new DcqlMatch.Unsatisfiable(why(query, candidates))
                    : new DcqlMatch.Satisfiable(additions, List.of());
        }
        return new DcqlMatch.Satisfiable(options(required, candidates), additions);
    }

    /** The held credentials that meet one Credential Query, the smallest disclosure first. */
    private static List<SelectedCredential> candidates(CredentialQuery query, List<HeldCredential> held) {
        if (!query.format().equals(CredentialQuery.SD_JWT_VC)) {
            return List.of();
        }
        return held.stream()
                .flatMap(one -> smallest(query, one).stream())
                .sorted(Comparator.comparingInt(SelectedCredential::disclosureCount))
                .toList();
    }

    private static Optional<SelectedCredential> smallest(CredentialQuery query, HeldCredential held) {
        UnverifiedSdJwtVc credential = held.credential();
        boolean matches = credential.types().stream().anyMatch(query.vctValues()::contains)
                && (query.trustedAuthorities().isEmpty() || query.trustedAuthorities()
                        .stream()
                        .anyMatch(authority -> authority.isMetBy(credential.authorityKeyIdentifiers())))
                && (!query.requireCryptographicHolderBinding() || credential.claims().has("cnf"));
        if (!matches) {
            return Optional.empty();
        }
        return query.claimOptions()
                .stream()
                .filter(claims -> claims.stream().allMatch(claim -> isMet(claim, credential)))
                .map(claims -> select(query, held, claims))
                .min(Comparator.comparingInt(SelectedCredential::disclosureCount));
    }

    private static boolean isMet(ClaimsQuery claim, UnverifiedSdJwtVc credential) {
        return claim.path().select(credential.claims()).values().stream().anyMatch(claim::accepts);
    }

    private static SelectedCredential select(CredentialQuery query, HeldCredential held, List<ClaimsQuery> claims) {
        List<ClaimPath> paths = claims.stream().flatMap(claim -> wanted(claim, held.credential().claims())).toList();
        Set<ClaimPath> opened = held.credential().placesOpenedBy(paths);
        List<ClaimPath> hidden = held.credential()
                .disclosablePlaces()
                .stream()
                .filter(place -> !opened.contains(place))
                .toList();
        return new SelectedCredential(query.id(), held.id(), paths, hidden, opened.size(),
                query.requireCryptographicHolderBinding());
    }

    /** Of an array with accepted and other values, only the accepted ones: the others "did not exist" (section 6.4.1). */
    private static java.util.stream.Stream<ClaimPath> wanted(ClaimsQuery claim, JsonNode claims) {
        return claim.values().isEmpty()
                ? java.util.stream.Stream.of(claim.path())
                : claim.path()
                        .select(claims)
                        .entrySet()
                        .stream()
                        .filter(selected -> claim.accepts(selected.getValue()))
                        .map(Map.Entry::getKey);
    }

    /** Per set, the options that can be met, the cheapest first. */
    private static List<List<List<String>>> sets(DcqlQuery query, Map<String, List<SelectedCredential>> candidates,
                                                 boolean required) {
        return query.effectiveSets()
                .stream()
                .filter(set -> set.required() == required)
                .map(set -> set.options()
                        .stream()
                        .filter(option -> option.stream()
                                .noneMatch(id -> candidates.getOrDefault(id, List.of()).isEmpty()))
                        .sorted(Comparator.comparingInt((List<String> option) -> option.stream()
                                .mapToInt(id -> candidates.getOrDefault(id, List.of()).getFirst().disclosureCount())
                                .sum()))
                        .toList())
                .toList();
    }

    /** One option of every set, joined; then one candidate for every credential of it. */
    private static List<PresentationOption> options(List<List<List<String>>> sets,
                                                    Map<String, List<SelectedCredential>> candidates) {
        Set<PresentationOption> options = new LinkedHashSet<>();
        for (List<List<String>> chosen : combinations(sets)) {
            Set<String> ids = new LinkedHashSet<>();
            chosen.forEach(ids::addAll);
            for (List<SelectedCredential> credentials : combinations(
                    ids.stream().map(id -> candidates.getOrDefault(id, List.of())).toList())) {
                options.add(new PresentationOption(credentials));
            }
        }
        return options.stream()
                .sorted(Comparator.comparingInt(PresentationOption::disclosureCount))
                .limit(MAX_OPTIONS)
                .toList();
    }

    /** The first {@link #MAX_OPTIONS} ways to take one element of each list, the first elements first. */
    private static <T> List<List<T>> combinations(List<List<T>> lists) {
        List<List<T>> combined = List.of(List.of());
        for (List<T> list : lists) {
            List<List<T>> longer = new ArrayList<>();
            for (T element : list) {
                for (List<T> start : combined) {
                    if (longer.size() < MAX_OPTIONS) {
                        var extended = new ArrayList<>(start);
                        extended.add(element);
                        longer.add(extended);
                    }
                }
            }
            combined = longer;
        }
        return combined;
    }

    private static List<Finding> why(DcqlQuery query, Map<String, List<SelectedCredential>> candidates) {
        var findings = new ArrayList<Finding>();
        if (query.credentials().stream().noneMatch(one -> one.format().equals(CredentialQuery.SD_JWT_VC))) {
            findings.add(new Finding("vp_formats_not_supported", "none of the wanted formats is dc+sd-jwt"));
        }
        candidates.forEach((id, found) -> {
            if (found.isEmpty()) {
                findings.add(new Finding("query_not_met", "no credential in the wallet answers the query " + id));
            }
        });
        return findings;
    }
}
