package org.amana.wallet.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.core.json.StrictJson;
import org.amana.wallet.WalletTest;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.amana.wallet.vault.Vaults;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WalletTest
class ForgottenOfferTest {

    private final RandomGenerator random = new SplittableRandom();
    private final ReadOffer readOffer;
    private final Vault vault;

    ForgottenOfferTest(@Autowired ReadOffer readOffer, @Autowired Vaults vaults, @Autowired JdbcClient jdbc) {
        World.calm();
        this.readOffer = readOffer;
        HolderId holder = HolderId.random(random);
        jdbc.sql("INSERT INTO holder (id, keyring) VALUES (?, 'server')").param(holder.value()).update();
        this.vault = vaults.open(holder, KeyringKind.SERVER, DataKey.fresh(random));
    }

    @Test
    void open_whenAnOfferWasLeftForADay_forgetsThatOneAndKeepsTheYounger() {
        String forgotten = offerLeft(Duration.ofHours(24).plusSeconds(1));
        String younger = offerLeft(Duration.ofHours(23));

        String fresh = readOffer.open(vault, World.ISSUER.offer("right-to-work"), Locale.ENGLISH).issuanceId();

        assertThat(vault.all(VaultCollection.ISSUANCES, Issuance.class)).extracting(Issuance::id)
                .containsExactlyInAnyOrder(younger, fresh)
                .doesNotContain(forgotten);
    }

    private String offerLeft(Duration ago) {
        String id = UUID.randomUUID().toString();
        vault.put(VaultCollection.ISSUANCES, id, new Issuance(id, Clock.systemUTC().instant().minus(ago),
                StrictJson.object(), new PartyNote(Map.of("en", "Office"), "https://office.example", null, null, null,
                        null),
                true, List.of(), 1, "", "", null, false, null, null));
        return id;
    }
}
