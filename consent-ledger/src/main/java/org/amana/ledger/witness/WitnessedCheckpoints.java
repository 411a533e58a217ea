package org.amana.ledger.witness;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.merkle.InclusionProof;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.note.VerifierKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.Quorum;
import org.amana.ledger.log.PublishedLog;

/** The newest checkpoint of this log that a quorum of the policy's witnesses has cosigned. */
public final class WitnessedCheckpoints {
    private static final int PAGE = 20;
    private final Cosignatures cosignatures;
    private final WitnessPolicy policy;
    private final PublishedLog published;
    private final LogIdentity log;
    private final OptionalLong mostUnwitnessed;
    private volatile long newestSize;
    private volatile boolean opened;

    WitnessedCheckpoints(Cosignatures cosignatures, WitnessPolicy policy, PublishedLog published, LogIdentity log,
            OptionalLong mostUnwitnessed) {
        this.cosignatures = cosignatures;
        this.policy = policy;
        this.published = published;
        this.log = log;
        this.mostUnwitnessed = mostUnwitnessed;
    }

    /** Looks through all that is stored, which may take a while; later only what is new is looked at. */
    void open() {
        long below = Long.MAX_VALUE;
        while (newestSize == 0 && below > 0) {
            List<Cosignatures.Cosigned> page = cosignatures.between(0, below, PAGE);
            page.stream().filter(this::isEnough).findFirst().ifPresent(found -> newestSize = found.treeSize());
            below = page.size() < PAGE ? 0 : page.getLast().treeSize();
        }
        opened = true;
    }

    /** True when a policy says who must have cosigned. */
    public boolean isAwaited() {
        return policy.quorum().isPresent();
    }

    /** Its size, when there is one. */
    public Optional<Long> newestSize() {
        if (policy.quorum().filter(Quorum.None.class::isInstance).isPresent()) {
            return Optional.of(published.treeSize());
        }
        if (!opened) {
            open(); // a follower asks no witness, and reads what the leader's have said
        }
        // within one page: a checkpoint that was passed by while a witness was slow is not worth a search
        cosignatures.between(newestSize, Long.MAX_VALUE, PAGE)
                .stream()
                .filter(this::isEnough)
                .findFirst()
                .ifPresent(found -> newestSize = found.treeSize());
        return newestSize == 0 ? Optional.empty() : Optional.of(newestSize);
    }

    /**
     * False while more entries than the operator allows were seen by no quorum: a log that nobody watches could show
     * another history later.
     */
    public boolean isWatched() {
        return mostUnwitnessed.isEmpty()
                || published.treeSize() - newestSize().orElse(0L) <= mostUnwitnessed.getAsLong();
    }

    boolean isWitnessed(long treeSize) {
        return newestSize().filter(size -> size >= treeSize).isPresent();
    }

    /**
     * The signed note with the cosignatures.
     *
     * @throws ProblemException {@link WitnessRefusal.NotThere}
     */
    String newest() {
        long size = newestSize()
                .orElseThrow(() -> new ProblemException(new WitnessRefusal.NotThere("no checkpoint is witnessed yet")));
        return policy.quorum().filter(Quorum.None.class::isInstance).isPresent()
                ? published.checkpoint()
                : cosignatures.note(size, keys());
    }

    /**
     * The proof of an entry in that tree: what a receipt needs to be a witnessed one.
     *
     * @throws ProblemException {@link WitnessRefusal.NotThere} when the entry is newer
     */
    TlogProof proof(long index) {
        String note = newest();
        Checkpoint checkpoint = log.open(UnverifiedNote.parse(note));
        if (index < 0 || index >= checkpoint.treeSize()) {
            throw new ProblemException(new WitnessRefusal.NotThere(
                    "the newest witnessed checkpoint has " + checkpoint.treeSize() + " entries"));
        }
        InclusionProof inclusion = published.inclusion(index, checkpoint.treeSize());
        return new TlogProof(index, inclusion.path(), note);
    }

    private boolean isEnough(Cosignatures.Cosigned cosigned) {
        Set<VerifierKey> cosigners = keys().stream()
                .filter(key -> cosigned.cosigners().contains(Cosignatures.name(key)))
                .collect(Collectors.toSet());
        return policy.quorum().filter(quorum -> quorum.isMetBy(cosigners)).isPresent();
    }

    private List<VerifierKey> keys() {
        return policy.witnessKeys();
    }
}
