-- Addresses at which offices may write to a locked wallet. Of an address a hash; who may write there, and the key, are in
-- the vault.
CREATE TABLE inbox_address (
    address_hash bytea PRIMARY KEY CHECK (octet_length(address_hash) = 32),
    holder       uuid NOT NULL REFERENCES holder ON DELETE CASCADE
);
CREATE INDEX inbox_address_by_holder ON inbox_address (holder);

-- What was written, sealed to a key of that address alone.
CREATE TABLE inbox_message (
    address_hash bytea       NOT NULL REFERENCES inbox_address ON DELETE CASCADE,
    message_hash bytea       NOT NULL CHECK (octet_length(message_hash) = 32),
    sealed       text        NOT NULL CHECK (length(sealed) <= 4096),
    expires_at   timestamptz NOT NULL,
    tried_at     timestamptz,
    PRIMARY KEY (address_hash, message_hash)
);
CREATE INDEX inbox_message_by_age ON inbox_message (expires_at);
