-- A code that is said aloud in the place of a QR code: at most one for a question, and of it a keyed hash. With salt and
-- key the desk makes it again to show it; with the database alone nobody does.
create table request_code (
    check_id   text        primary key references presentation_check on delete cascade,
    salt       text        not null,
    code_hash  text        not null unique,
    expires_at timestamptz not null,
    used_at    timestamptz,
    used_by    text,                       -- keyed hash of the nonce of the wallet that used it
    constraint used_by_a_wallet check ((used_at is null) = (used_by is null))
);
create index request_code_over on request_code (expires_at);

-- Wrong codes, by keyed hash of address and organisation, or of the organisation alone.
create table code_try (
    subject text        primary key,
    tries   int         not null,
    since   timestamptz not null
);
