-- What another authority is to send, as the person is asked (ExchangeTerms, encoded); null: nothing of the kind.
alter table presentation_check add column exchange text;

-- Data that another authority is asked for by consent: the order, and where it stands. No column says who the person is.
create table exchange_order (
    order_id        text primary key,
    organisation    text        not null,
    intended_use    text        not null,
    retention       text        not null,   -- ISO 8601 period, as registered when the person was asked
    source          text        not null,   -- identifier of the authority
    categories      jsonb       not null,   -- at most what the person was asked; fewer where they agreed to less
    until           timestamptz not null,
    every           text,                  -- ISO 8601 period; null: once
    opened_by       text        not null,
    opened_at       timestamptz not null,
    check_id        text        not null unique,   -- the check goes first, so no reference
    state           text        not null check (state in
                        ('ASKED', 'REFUSED', 'EXPIRED', 'READY', 'FETCHING', 'DELIVERED', 'WAITING', 'DENIED', 'FAILED',
                         'WITHDRAWN', 'ENDED')),
    reason          text,
    record          text,                  -- the consent's record in the ledger, from READY on
    request_hash    text,
    request_object  text,
    presentation    text,                  -- the person's answer, sealed; gone when nothing more can be fetched
    deliveries      int         not null default 0,
    attempts        int         not null default 0,   -- since the last delivery
    run             bigint      not null default 0,   -- counts up with every lease: an old one cannot conclude
    next_attempt_at timestamptz not null,   -- ASKED: end of the question; FETCHING: end of the lease
    changed_at      timestamptz not null,
    constraint consent_is_known check (state in ('ASKED', 'REFUSED', 'EXPIRED', 'FAILED')
        or record is not null and request_hash is not null),
    constraint presentation_to_fetch_with check (state not in ('READY', 'FETCHING', 'WAITING')
        or presentation is not null and request_object is not null),
    constraint presentation_goes check (presentation is null
        or state in ('READY', 'FETCHING', 'WAITING', 'DENIED', 'FAILED'))
);
create index exchange_order_due on exchange_order (next_attempt_at)
    where state in ('ASKED', 'READY', 'FETCHING', 'WAITING');
create index exchange_order_list on exchange_order (organisation, opened_at desc);
create index exchange_order_record on exchange_order (organisation, record);

-- What was received, a row for each delivery. The sealed copy and the row's own key vanish together.
create table received_data (
    received_id  text primary key,
    order_id     text        not null references exchange_order,
    organisation text        not null,
    record       text        not null,
    request_hash text        not null,
    permit_log   text        not null,
    permit_index bigint      not null,
    state        text        not null check (state in ('KEPT', 'ERASED')),
    sealed       text,
    data_key     text,                     -- sealed with the key at rest
    received_at  timestamptz not null,
    kept_until   timestamptz not null,
    erased_at    timestamptz,
    erased_for   text check (erased_for in ('WITHDRAWN', 'RETENTION_ENDED')),
    unique (permit_log, permit_index),
    constraint erased_means_gone check (state = 'KEPT' and sealed is not null and data_key is not null and erased_at is null
        or state = 'ERASED' and sealed is null and data_key is null and erased_at is not null and erased_for is not null)
);
create index received_data_due on received_data (kept_until) where state = 'KEPT';
create index received_data_record on received_data (organisation, record);
create index received_data_order on received_data (order_id);

-- Who of the staff looked at it.
create table received_data_look (
    received_id text        not null references received_data,
    who         text        not null,
    looked_at   timestamptz not null
);
create index received_data_look_of on received_data_look (received_id, looked_at);

-- Permits that were used, each once, and what the ledger is to be told of them; written with what was stored, in one
-- transaction, and kept when acknowledged.
create table permit_outcome (
    permit_log      text        not null,
    permit_index    bigint      not null,
    order_id        text        not null references exchange_order,
    organisation    text        not null,
    record          text        not null,
    request_hash    text        not null,
    reason          text,                  -- of a failure; null: delivered
    outcome         text,                  -- as first signed: a retry is the same message, byte for byte
    created_at      timestamptz not null,
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    acknowledged_at timestamptz,
    refused         text,                  -- what the ledger said, when it will never take it
    primary key (permit_log, permit_index)
);
create index permit_outcome_due on permit_outcome (next_attempt_at) where acknowledged_at is null and refused is null;

-- What came and did not hold: the order, the reason, the permit if it is known, never what came.
create table exchange_dead_letter (
    letter_id    text primary key,
    order_id     text        not null references exchange_order,
    at           timestamptz not null,
    reason       text        not null,
    detail       text        not null,
    permit_index bigint
);
create index exchange_dead_letter_order on exchange_dead_letter (order_id, at);
