package org.amana.ledger.register;

import java.util.HashMap;
import java.util.Map;

/** What entries are called, in English; a proposed one that does not stand yet by what it calls itself. */
final class EntryNames {
    private static final String ENGLISH = "en";
    private final Map<EntryKey, String> names = new HashMap<>();

    private EntryNames() {}

    static EntryNames of(Register register) {
        var names = new EntryNames();
        register.parties()
                .forEach(party -> names.names.put(new EntryKey(EntryKind.PARTY, party.id()), party.name().in(ENGLISH)));
        register.registeredUses()
                .forEach(use -> names.names.put(new EntryKey(EntryKind.INTENDED_USE, use.use().id()),
                        use.use().purpose().in(ENGLISH)));
        return names;
    }

    /** Name of the party. */
    public String party(String id) {
        return names.getOrDefault(new EntryKey(EntryKind.PARTY, id), id);
    }

    /** Name of what a proposal is about. */
    public String of(Proposal proposal) {
        var document = RegisterLeaf.document(proposal);
        String member = proposal.entry().kind() == EntryKind.PARTY ? "name" : "purpose";
        String proposed = document.path(member).path(ENGLISH).asString(proposal.entry().id());
        return names.getOrDefault(proposal.entry(), proposed);
    }
}
