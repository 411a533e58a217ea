package org.amana.wallet.vault;

import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Opens vaults: the one place where a data key meets the table of sealed rows. */
@Component
public class Vaults {

    private final SealedItems items;
    private final TransactionTemplate transactions;
    private final RandomGenerator random;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    Vaults(SealedItems items, PlatformTransactionManager transactions, RandomGenerator random) {
        this.items = items;
        this.transactions = new TransactionTemplate(transactions);
        this.random = random;
    }

    public Vault open(HolderId holder, KeyringKind keyring, DataKey key) {
        return new Vault(holder, keyring, key, items, transactions, json, random);
    }
}
