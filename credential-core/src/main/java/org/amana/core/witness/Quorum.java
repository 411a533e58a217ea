package org.amana.core.witness;

import java.util.List;
import java.util.Set;
import org.amana.core.note.VerifierKey;

/** Who must have cosigned (C2SP tlog-policy, "Defining the quorum"). */
public sealed interface Quorum {
    /** True when these cosigners are enough. */
    boolean isMetBy(Set<VerifierKey> cosigners);

    /** Nobody: {@code quorum none}. */
    record None() implements Quorum {
        @Override
        public boolean isMetBy(Set<VerifierKey> cosigners) {
            return true;
        }
    }

    /** One witness. */
    record Witness(String name, VerifierKey key) implements Quorum {
        @Override
        public boolean isMetBy(Set<VerifierKey> cosigners) {
            return cosigners.contains(key);
        }
    }

    /**
     * So many of these.
     *
     * @param threshold 1 to the number of members
     */
    record Group(String name, int threshold, List<Quorum> members) implements Quorum {
        public Group {
            members = List.copyOf(members);
            if (threshold < 1 || threshold > members.size()) {
                throw WitnessProblem.malformedPolicy("group " + name + " asks for " + threshold + " of "
                        + members.size() + " members");
            }
        }

        @Override
        public boolean isMetBy(Set<VerifierKey> cosigners) {
            return members.stream().filter(member -> member.isMetBy(cosigners)).count() >= threshold;
        }
    }
}
