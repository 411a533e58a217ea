-- The wallet keeps ciphertext. Nothing here says who a holder is, what they hold, from whom, or to whom it was shown.

CREATE TABLE holder (
    id      uuid PRIMARY KEY,
    keyring text NOT NULL CHECK (keyring IN ('browser', 'server'))
);

-- The holder's data key, wrapped once for each way to open the wallet.
CREATE TABLE key_slot (
    holder           uuid    NOT NULL REFERENCES holder ON DELETE CASCADE,
    slot             text    NOT NULL CHECK (slot ~ '^(passphrase|prf:[A-Za-z0-9_-]+)$'),
    passkey_required boolean NOT NULL,
    salt             bytea   NOT NULL CHECK (octet_length(salt) = 16),
    memory_kib       integer,
    iterations       integer,
    parallelism      integer,
    wrapped          bytea   NOT NULL CHECK (octet_length(wrapped) = 61),
    PRIMARY KEY (holder, slot)
);

-- collection and item are tags keyed by the holder's key; sealed opens only under that key and only at this place.
CREATE TABLE sealed_item (
    holder     uuid  NOT NULL REFERENCES holder ON DELETE CASCADE,
    collection bytea NOT NULL CHECK (octet_length(collection) = 16),
    item       bytea NOT NULL CHECK (octet_length(item) = 16),
    sealed     bytea NOT NULL CHECK (get_byte(sealed, 0) = 1),
    PRIMARY KEY (holder, collection, item)
);
ALTER TABLE sealed_item ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Passkeys in the form Spring Security's JDBC repository reads and writes; the user handle is the holder's id.
CREATE TABLE user_credentials (
    credential_id                text PRIMARY KEY,
    user_entity_user_id          text        NOT NULL,
    public_key                   bytea       NOT NULL,
    signature_count              bigint,
    uv_initialized               boolean,
    backup_eligible              boolean     NOT NULL,
    authenticator_transports     text,
    public_key_credential_type   text,
    backup_state                 boolean     NOT NULL,
    attestation_object           bytea,
    attestation_client_data_json bytea,
    created                      timestamptz,
    last_used                    timestamptz,
    label                        text        NOT NULL
);
CREATE INDEX user_credentials_by_user ON user_credentials (user_entity_user_id);

-- Wrong tries; the subject is an HMAC under a key that is kept outside the database.
CREATE TABLE attempt (
    subject       bytea PRIMARY KEY CHECK (octet_length(subject) = 32),
    failures      integer     NOT NULL,
    last_failure  timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);
CREATE INDEX attempt_by_age ON attempt (last_failure);
