-- What stands now; rebuilt from the events it is folded from.
create table consent_state (
    record text primary key,
    relation text not null,
    controller text not null,
    purpose text not null,
    request_hash text not null unique,
    state text not null check (state in ('GIVEN', 'REFUSED', 'WITHDRAWN')),
    decided_index bigint not null references leaf (index),
    decided_at timestamptz not null,
    withdrawn_index bigint references leaf (index),
    withdrawn_at timestamptz,
    erased_index bigint references leaf (index),
    erased_at timestamptz,
    check ((state = 'WITHDRAWN') = (withdrawn_index is not null))
);
create index consent_state_relation on consent_state (relation);
create index consent_state_controller on consent_state (controller, decided_at);

-- Signed notices on their way to recipients.
create table notice_outbox (
    id text primary key,
    record text not null references consent_state (record),
    controller text not null,
    url text not null,
    notice text not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    delivered_at timestamptz
);
create index notice_outbox_due on notice_outbox (next_attempt_at) where delivered_at is null;

-- Requests of persons that were answered; each is good once.
create table subject_request_seen (
    id text primary key,
    seen_at timestamptz not null
);
