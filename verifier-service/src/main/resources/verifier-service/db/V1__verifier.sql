-- One question put to one person: an OpenID4VP transaction and what became of it.
-- No column holds who the person is; person_to_match does, sealed, until the match.
create table presentation_check (
    check_id        text primary key,
    request_id      text        not null unique,
    organisation    text        not null,
    intended_use    text        not null,
    registered_use  jsonb       not null,   -- the intended use as registered when the question was put
    question        jsonb,
    state           text        not null check (state in
                        ('WAITING', 'RETURNING', 'MATCH', 'ANSWERED', 'REFUSED', 'REJECTED', 'EXPIRED')),
    nonce           text        not null,
    response_key    text,                  -- private ECDH key, sealed; erased when the check closes
    browser_session text,                  -- SHA-256 of the cookie of the browser that began it; null: cross-device
    response_code   text,                  -- SHA-256 of the one-time code in redirect_uri
    request_hash    text,                  -- of the request object that was answered
    answer          jsonb,
    findings        jsonb,
    receipt         text,                  -- check receipt, compact JWS
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    closed_at       timestamptz,
    constraint key_is_erased_when_closed check
        (response_key is null or state in ('WAITING', 'RETURNING', 'MATCH'))
);
create index presentation_check_open on presentation_check (organisation, created_at desc);
create index presentation_check_expiry on presentation_check (expires_at)
    where state in ('WAITING', 'RETURNING', 'MATCH');
create index presentation_check_closed on presentation_check (closed_at);

-- Every signed form of the request that was handed out: one for GET, one per wallet_nonce.
create table request_object (
    state        text primary key,         -- the state parameter, which comes back in the response
    check_id     text not null references presentation_check on delete cascade,
    request_hash text not null unique,
    wallet_nonce boolean not null,
    jwt          text not null
);
create index request_object_check on request_object (check_id);

-- Name and portrait for the moment of the match, sealed with a key that goes with the check's response key.
create table person_to_match (
    check_id text primary key references presentation_check on delete cascade,
    sealed   text not null
);

-- A standing question behind a link or poster; every visit begins a check of its own.
create table check_link (
    link_id      text primary key,
    organisation text        not null,
    question     jsonb       not null,
    created_at   timestamptz not null,
    closed_at    timestamptz
);

-- What outlives the checks: how many, by month and outcome.
create table check_count (
    organisation text   not null,
    intended_use text   not null,
    month        date   not null,
    outcome      text   not null,
    checks       bigint not null,
    primary key (organisation, intended_use, month, outcome)
);

-- What is kept by consent. The sealed copy and the row's own key vanish together.
create table kept_diploma (
    kept_id      text primary key,
    organisation text        not null,
    intended_use text        not null,
    check_id     text        not null unique,
    request_hash text        not null unique,
    record       text        not null,      -- the consent's record in the ledger
    state        text        not null check (state in ('KEPT', 'ERASED')),
    sealed       text,
    data_key     text,                     -- sealed with the key at rest
    kept_at      timestamptz not null,
    kept_until   timestamptz not null,
    erased_at    timestamptz,
    erased_for   text check (erased_for in ('WITHDRAWN', 'RETENTION_ENDED')),
    constraint erased_means_gone check (state = 'KEPT' and sealed is not null and data_key is not null and erased_at is null
        or state = 'ERASED' and sealed is null and data_key is null and erased_at is not null and erased_for is not null)
);
create index kept_diploma_due on kept_diploma (kept_until) where state = 'KEPT';
create index kept_diploma_record on kept_diploma (organisation, record);

-- Consents that were withdrawn: a presentation that arrives after the notice must not be stored any more.
create table withdrawn_consent (
    organisation text        not null,
    record       text        not null,
    withdrawn_at timestamptz not null,
    primary key (organisation, record)
);

-- Erasures to confirm to the ledger; the row is written with the erasure, in one transaction, and kept when acknowledged.
create table erasure_confirmation (
    organisation    text        not null,
    record          text        not null,
    request_hash    text        not null,
    erased_at       timestamptz not null,
    confirmation    text,                  -- as first signed: a retry is the same message, byte for byte
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    acknowledged_at timestamptz,
    primary key (organisation, record)
);
create index erasure_confirmation_due on erasure_confirmation (next_attempt_at) where acknowledged_at is null;
