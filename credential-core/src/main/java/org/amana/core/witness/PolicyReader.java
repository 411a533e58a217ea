package org.amana.core.witness;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.note.SignatureType;
import org.amana.core.note.VerifierKey;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads a policy file line by line (C2SP tlog-policy, "Policy file syntax and structure"). */
final class PolicyReader {
    private static final int MAX_BYTES = 262_144;
    private static final int MAX_LINES = 4_096;
    private static final String NONE = "none";
    private final List<TrustPolicy.Member> logs = new ArrayList<>();
    private final List<TrustPolicy.Member> witnesses = new ArrayList<>();
    private final Map<String, Quorum> named = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private @Nullable Quorum quorum;

    TrustPolicy read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw WitnessProblem.malformedPolicy("a policy has at most " + MAX_BYTES + " bytes");
        }
        for (byte octet : file) {
            if ((octet >= 0 && octet < 0x20 && octet != '\t' && octet != '\n') || octet == 0x7F) {
                throw WitnessProblem.malformedPolicy("a policy has no control characters but tab and newline");
            }
        }
        // one character an octet: names are opaque, whatever encoding they are in
        String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (lines.length > MAX_LINES || !lines[lines.length - 1].isEmpty()) {
            throw WitnessProblem
                    .malformedPolicy("a policy has at most " + MAX_LINES + " lines, each ended by a newline");
        }
        for (int number = 0; number < lines.length; number++) {
            String line = lines[number].replaceAll("^[ \t]+|[ \t]+$", "");
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    line(List.of(line.split("[ \t]+")));
                } catch (ProblemException e) {
                    throw new ProblemException(new WitnessProblem.MalformedPolicy(
                            "line " + (number + 1) + ": " + e.problem().detail()), e);
                }
            }
        }
        if (quorum == null) {
            throw WitnessProblem.malformedPolicy("a policy has one quorum line");
        }
        return new TrustPolicy(logs, witnesses, quorum);
    }

    private void line(List<String> words) {
        switch (words.getFirst()) {
            case "log" -> log(words);
            case "witness" -> witness(words);
            case "group" -> group(words);
            case "quorum" -> quorum(words);
            default -> throw WitnessProblem.malformedPolicy("a line begins with log, witness, group or quorum");
        }
    }

    private void log(List<String> words) {
        require(words.size() == 2 || words.size() == 3, "a log line reads: log <vkey> [<url>]");
        VerifierKey key = key(words.get(1), logs);
        require(key.type() != SignatureType.COSIGNATURE_V1, "a log does not sign with a cosignature/v1 key");
        logs.add(new TrustPolicy.Member(key.name(), key, url(words, 2)));
    }

    private void witness(List<String> words) {
        require(words.size() == 3 || words.size() == 4, "a witness line reads: witness <name> <vkey> [<url>]");
        VerifierKey key = key(words.get(2), witnesses);
        require(key.type().isTimestamped(), "a witness key is of a cosignature type (0x04 or 0x06)");
        String name = fresh(words.get(1));
        witnesses.add(new TrustPolicy.Member(name, key, url(words, 3)));
        named.put(name, new Quorum.Witness(name, key));
    }

    private void group(List<String> words) {
        require(words.size() >= 4, "a group line reads: group <name> all|any|<k> <name>...");
        String name = fresh(words.get(1));
        var members = new ArrayList<Quorum>();
        for (String member : words.subList(3, words.size())) {
            require(named.containsKey(member), member + " is not defined on a line before");
            require(taken.add(member), member + " is in a group already");
            members.add(known(member));
        }
        int threshold = switch (words.get(2)) {
            case "all" -> members.size();
            case "any" -> 1;
            case String k when k.matches("[1-9][0-9]{0,3}") -> Integer.parseInt(k);
            default -> throw WitnessProblem.malformedPolicy("a threshold is all, any or a number from 1");
        };
        named.put(name, new Quorum.Group(name, threshold, members));
    }

    private void quorum(List<String> words) {
        require(words.size() == 2, "a quorum line reads: quorum <name>");
        require(quorum == null, "a policy has one quorum line");
        quorum = words.get(1).equals(NONE) ? new Quorum.None() : known(words.get(1));
    }

    private Quorum known(String name) {
        Quorum found = named.get(name);
        if (found == null) {
            throw WitnessProblem.malformedPolicy(name + " is not defined on a line before");
        }
        return found;
    }

    private String fresh(String name) {
        require(!name.equals(NONE) && !named.containsKey(name), name + " is taken");
        return name;
    }

    private static VerifierKey key(String vkey, List<TrustPolicy.Member> others) {
        VerifierKey key = VerifierKey.parse(vkey);
        require(others.stream().noneMatch(other -> other.key().hasSameKeyAs(key)), "the same key stands on two lines");
        return key;
    }

    private static Optional<URI> url(List<String> words, int at) {
        if (words.size() <= at) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(words.get(at)));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new WitnessProblem.MalformedPolicy("the last word of the line is an address"),
                    e);
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw WitnessProblem.malformedPolicy(rule);
        }
    }
}
