package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amana.core.status.StatusListBits;
import org.amana.ledger.register.CertificateSlots.Change;
import org.junit.jupiter.api.Test;

class CertificateSlotsTest {
    private static final Change BAKERY = party("bakery");
    private static final Change FIRM = party("firm");
    private static final Change CHECK = use("check", "bakery", false);
    private static final Change KEEP = use("keep", "bakery", false);

    @Test
    void of_whenAUseIsRegistered_holdsItsPlace() {
        CertificateSlots slots = slots(BAKERY, CHECK, KEEP);
        assertThat(slots.of("check")).contains(0);
        assertThat(slots.of("keep")).contains(1);
        assertThat(slots.of("other")).isEmpty();
        assertThat(ended(slots)).isEmpty();
    }

    @Test
    void of_whenAUseIsChanged_endsThePlaceItHadAndNoOther() {
        CertificateSlots slots = slots(BAKERY, CHECK, KEEP, CHECK);
        assertThat(slots.of("check")).contains(2);
        assertThat(slots.of("keep")).contains(1);
        assertThat(ended(slots)).containsExactly(0);
    }

    @Test
    void of_whenAUseIsRetired_hasNoPlaceUntilItIsTakenUpAgain() {
        Change retired = use("check", "bakery", true);
        CertificateSlots over = slots(BAKERY, CHECK, retired);
        assertThat(over.of("check")).isEmpty();
        assertThat(ended(over)).containsExactly(0);
        CertificateSlots changedParty = slots(BAKERY, CHECK, retired, BAKERY);
        assertThat(changedParty.of("check")).isEmpty();
        CertificateSlots again = slots(BAKERY, CHECK, retired, CHECK);
        assertThat(again.of("check")).contains(1);
        assertThat(ended(again)).containsExactly(0);
    }

    @Test
    void of_whenThePartyIsChanged_endsThePlacesOfAllItsUsesAndOfNoOthers() {
        CertificateSlots slots = slots(BAKERY, FIRM, CHECK, KEEP, use("hire", "firm", false), BAKERY);
        assertThat(slots.of("check")).contains(3);
        assertThat(slots.of("keep")).contains(4);
        assertThat(slots.of("hire")).contains(2);
        assertThat(ended(slots)).containsExactly(0, 1);
    }

    @Test
    void of_whateverFollows_neverMovesAPlaceOrBringsOneBack() {
        var random = new Random(7);
        var changes = new ArrayList<Change>();
        var gone = new java.util.TreeSet<Integer>();
        for (int i = 0; i < 500; i++) {
            String party = "party-" + random.nextInt(3);
            changes.add(random.nextInt(4) == 0
                    ? party(party)
                    : use("use-" + party + random.nextInt(3), party, random.nextInt(5) == 0));
            List<Integer> now = ended(CertificateSlots.of(changes));
            assertThat(now).containsAll(gone);
            gone.addAll(now);
        }
        assertThat(gone).isNotEmpty();
    }

    private static CertificateSlots slots(Change... changes) {
        return CertificateSlots.of(List.of(changes));
    }

    private static List<Integer> ended(CertificateSlots slots) {
        StatusListBits bits = slots.bits();
        var ended = new ArrayList<Integer>();
        for (int place = 0; place < bits.entryCount(); place++) {
            if (bits.get(place) == 1) {
                ended.add(place);
            }
        }
        return ended;
    }

    private static Change party(String id) {
        return new Change(EntryKind.PARTY, id, id, false);
    }

    private static Change use(String id, String party, boolean retired) {
        return new Change(EntryKind.INTENDED_USE, id, party, retired);
    }
}
