package org.amana.core.sdjwt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.ClaimPath.Index;
import org.amana.core.sdjwt.ClaimPath.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The payload with the Disclosures put in (RFC 9901 section 7.1 steps 3 to 5), and why that must not be trusted.
 *
 * @param claims without {@code _sd}, {@code ...} and {@code _sd_alg}
 * @param places where each used Disclosure (by its position in the SD-JWT) put its claim
 * @param signedIndexes where an array element stood as signed, if undisclosed ones before it moved it
 * @param findings in the order of the steps; empty when all is well
 */
record ProcessedPayload(ObjectNode claims, Map<ClaimPath, Integer> places, Map<ClaimPath, Integer> signedIndexes,
                        Optional<HashAlgorithm> hash,
                        List<Finding> findings) {

    /**
     * Puts the Disclosures in.
     *
     * @throws ProblemException {@link SdJwtProblem.TooLarge} when the result would be nested deeper than allowed
     */
    static ProcessedPayload of(ObjectNode payload, List<Disclosure> disclosures, SdJwtLimits limits) {
        JsonNode name = payload.get("_sd_alg");
        Optional<HashAlgorithm> hash = name == null
                ? Optional.of(HashAlgorithm.SHA_256)
                : name.isString() ? HashAlgorithm.named(name.stringValue()) : Optional.empty();
        if (hash.isEmpty()) {
            // no digest can be compared: nothing else about the Disclosures can be said
            return new ProcessedPayload(StrictJson.object(), Map.of(), Map.of(), hash,
                    List.of(new Finding("unsupported_hash", "_sd_alg must be sha-256, sha-384 or sha-512")));
        }
        return new Walk(disclosures, hash.get(), limits).run(payload);
    }

    private static final class Walk {
        private final List<Disclosure> disclosures;
        private final HashAlgorithm hash;
        private final SdJwtLimits limits;
        private final Map<String, Integer> byDigest = new HashMap<>();
        private final Set<String> digestsSeen = new HashSet<>();
        private final Set<Integer> used = new HashSet<>();
        private final Map<ClaimPath, Integer> places = new LinkedHashMap<>();
        private final Map<ClaimPath, Integer> signedIndexes = new HashMap<>();
        // sets: an attacker repeats one fault a hundred thousand times
        private final Set<Finding> whileEmbedding = new LinkedHashSet<>();
        private final Set<Finding> duplicates = new LinkedHashSet<>();

        Walk(List<Disclosure> disclosures, HashAlgorithm hash, SdJwtLimits limits) {
            this.disclosures = disclosures;
            this.hash = hash;
            this.limits = limits;
        }

        ProcessedPayload run(ObjectNode payload) {
            var findings = new LinkedHashSet<Finding>();
            for (int i = 0; i < disclosures.size(); i++) {
                if (byDigest.putIfAbsent(disclosures.get(i).digest(hash), i) != null) {
                    findings.add(new Finding("duplicate_disclosure", "a Disclosure was sent twice"));
                    used.add(i);
                }
            }
            ObjectNode claims = object(payload, new ClaimPath(List.of()), 1);
            findings.addAll(whileEmbedding);
            findings.addAll(duplicates);
            int unused = disclosures.size() - used.size();
            if (unused > 0) {
                findings.add(new Finding("unreferenced_disclosure",
                        unused + " of " + disclosures.size() + " Disclosures have no digest in the SD-JWT"));
            }
            return new ProcessedPayload(claims, places, signedIndexes, Optional.of(hash), List.copyOf(findings));
        }

        private JsonNode value(JsonNode value, ClaimPath place, int depth) {
            return switch (value) {
                case ObjectNode object -> object(object, place, depth);
                case ArrayNode array -> array(array, place, depth);
                default -> value;
            };
        }

        private ObjectNode object(ObjectNode object, ClaimPath place, int depth) {
            requireDepth(depth);
            ObjectNode processed = StrictJson.object();
            for (var member : object.properties()) {
                switch (member.getKey()) {
                    case "_sd" -> {
                        // after the clear members, which it may not overwrite
                    }
                    case "_sd_alg" -> {
                        if (depth > 1) {
                            found("unsupported_hash", "_sd_alg may only stand at the top level");
                        }
                    }
                    case "..." -> found("reserved_claim_name", "... may only stand alone in an array element");
                    default -> processed.set(member.getKey(),
                            value(member.getValue(), place.append(new Name(member.getKey())), depth + 1));
                }
            }
            JsonNode digests = object.get("_sd");
            if (digests != null && !digests.isArray()) {
                found("malformed_sd_jwt", "_sd must be an array of strings");
            } else if (digests != null) {
                digests.forEach(digest -> embedMember(digest, processed, place, depth));
            }
            return processed;
        }

        private void embedMember(JsonNode digest, ObjectNode processed, ClaimPath place, int depth) {
            Optional<Integer> match = match(digest);
            if (match.isEmpty()) {
                return;
            }
            Disclosure disclosure = disclosures.get(match.get());
            if (disclosure.claimName().isEmpty()) {
                found("malformed_disclosure", "a digest in _sd must belong to a Disclosure of three elements");
                return;
            }
            String name = disclosure.claimName().get();
            if (name.equals("_sd") || name.equals("...")) {
                found("reserved_claim_name", "a Disclosure must not be named " + name);
            } else if (processed.has(name)) {
                found("claim_collision", "a Disclosure names a claim that exists already at its level");
            } else {
                ClaimPath own = place.append(new Name(name));
                places.put(own, match.get());
                processed.set(name, value(disclosure.value(), own, depth + 1));
            }
        }

        private ArrayNode array(ArrayNode array, ClaimPath place, int depth) {
            requireDepth(depth);
            ArrayNode processed = StrictJson.array();
            for (int signed = 0; signed < array.size(); signed++) {
                JsonNode element = array.get(signed);
                ClaimPath own = place.append(new Index(processed.size()));
                if (signed != processed.size()) {
                    signedIndexes.put(own, signed);
                }
                if (!element.isObject() || !element.has("...")) {
                    processed.add(value(element, own, depth + 1));
                    continue;
                }
                if (element.size() != 1) {
                    found("malformed_sd_jwt", "an array element with ... must have no other member");
                    continue;
                }
                match(element.get("...")).ifPresent(index -> {
                    Disclosure disclosure = disclosures.get(index);
                    if (disclosure.claimName().isPresent()) {
                        found("malformed_disclosure",
                                "a digest in an array must belong to a Disclosure of two elements");
                    } else {
                        places.put(own, index);
                        processed.add(value(disclosure.value(), own, depth + 1));
                    }
                });
            }
            return processed;
        }

        /** The Disclosure of a digest; empty for a decoy, for one not sent, and for a digest that came before. */
        private Optional<Integer> match(JsonNode digest) {
            if (!digest.isString()) {
                found("malformed_sd_jwt", "a digest must be a string");
                return Optional.empty();
            }
            if (!digestsSeen.add(digest.stringValue())) {
                duplicates.add(new Finding("duplicate_digest", "a digest stands more than once in the SD-JWT"));
                return Optional.empty();
            }
            Optional<Integer> match = Optional.ofNullable(byDigest.get(digest.stringValue()));
            match.ifPresent(used::add);
            return match;
        }

        private void requireDepth(int depth) {
            if (depth > limits.maxDepth()) {
                throw new ProblemException(
                        new SdJwtProblem.TooLarge("claims are nested deeper than " + limits.maxDepth()));
            }
        }

        private void found(String reason, String detail) {
            whileEmbedding.add(new Finding(reason, detail));
        }
    }
}
