package org.amana.wallet.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The pairwise keys of a person on their way from one wallet to another. */
@Component
class CarriedKeys {

    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final int MAX_RELATIONS = 2_000;
    private final KnownLogs logs;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    CarriedKeys(KnownLogs logs) {
        this.logs = logs;
    }

    /** What is sealed in a file. */
    private record Luggage(List<CarriedRelation> relations) {}

    /** All relations of a vault, those brought along before included. */
    List<CarriedRelation> of(Vault vault) {
        List<ConsentNote> consents = vault.all(VaultCollection.CONSENTS, ConsentNote.class);
        List<CarriedRelation> carried = new ArrayList<>(vault.all(VaultCollection.CARRIED, CarriedRelation.class));
        vault.all(VaultCollection.RELATIONS, Relation.class)
                .forEach(relation -> carried.add(new CarriedRelation(logs.of(vault, relation.ledger()).origin(),
                        relation.at(relation.seq(), relation.previous()),
                        consents.stream().filter(note -> note.relation().equals(relation.place())).toList())));
        return carried;
    }

    byte[] write(List<CarriedRelation> relations) {
        return json.writeValueAsBytes(new Luggage(relations));
    }

    /** Empty unless every relation is whole: who made the file need not mean well. */
    Optional<List<CarriedRelation>> read(byte[] luggage) {
        try {
            StrictJson.parseObject(luggage, MAX_BYTES); // its caps come before the reading into records
            List<CarriedRelation> relations = json.readValue(luggage, Luggage.class).relations();
            return relations.size() <= MAX_RELATIONS && relations.stream().allMatch(CarriedRelation::isWhole)
                    ? Optional.of(relations)
                    : Optional.empty();
        } catch (ProblemException | JacksonException | NullPointerException e) {
            return Optional.empty(); // members that are absent end in records that refuse them
        }
    }

    /**
     * Puts a relation where its key is of use: beside the wallet's own where its ledger is one that this service writes to, else
     * into a drawer for those of elsewhere. What the wallet has already stays as it is, and what the ledger proved to have
     * forgotten does not come back.
     *
     * @return true when consents of it can be taken back here
     */
    boolean unpack(Vault vault, CarriedRelation carried, String homeLog, Forgotten forgotten) {
        CarriedRelation known = carried.without(forgotten);
        if (known.consents().isEmpty() && !carried.consents().isEmpty()) {
            return true; // nothing of it is left to take back
        }
        if (putInPlace(vault, known, homeLog)) {
            return true;
        }
        vault.put(VaultCollection.CARRIED, known.id(), known);
        return false;
    }

    /** Takes those out of the drawer whose ledger this service writes to by now. */
    void unpackKept(Vault vault) {
        if (vault.all(VaultCollection.CARRIED, CarriedRelation.class).isEmpty()) {
            return;
        }
        String homeLog = logs.home(vault).origin();
        vault.alone(() -> vault.all(VaultCollection.CARRIED, CarriedRelation.class)
                .stream()
                .filter(carried -> putInPlace(vault, carried, homeLog))
                .forEach(carried -> vault.remove(VaultCollection.CARRIED, carried.id())));
    }

    private boolean putInPlace(Vault vault, CarriedRelation carried, String homeLog) {
        // never the address in the file: the trust list says where a log is
        String ledger = logs.otherWith(carried.log()).orElse(null);
        String place = Relation.place(carried.relation().party(), ledger);
        Optional<Relation> own = vault.find(VaultCollection.RELATIONS, place, Relation.class);
        boolean fits = (ledger != null || carried.log().equals(homeLog))
                && own.map(relation -> relation.key().equals(carried.relation().key())).orElse(true);
        if (!fits) {
            return false;
        }
        if (own.isEmpty()) {
            vault.put(VaultCollection.RELATIONS, place, carried.relation().keptBy(ledger));
        }
        for (ConsentNote note : carried.consents()) {
            if (vault.find(VaultCollection.CONSENTS, note.record(), ConsentNote.class).isEmpty()) {
                vault.put(VaultCollection.CONSENTS, note.record(), note.keptBy(ledger));
            }
        }
        return true;
    }
}
