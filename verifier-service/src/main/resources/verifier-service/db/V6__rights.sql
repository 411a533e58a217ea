-- What persons ask of this organisation (GDPR Art. 17): who asks is the pairwise key of a consent, no name is here.
create table rights_request (
    request_id      text primary key,       -- digest of the signed request
    organisation    text        not null,
    record          text        not null,
    request_hash    text        not null,
    log             text        not null,   -- of the ledger that has the request, and gets the answer
    receipt         text        not null,   -- the request with its proof, as it came
    asked_at        timestamptz not null,   -- of its entry: the month begins
    outcome         text,
    answered_by     text,
    answered_at     timestamptz,
    answer          text,                   -- as first signed: a retry is the same message, byte for byte
    salt            text,
    answer_receipt  text,                   -- once the ledger has it
    attempts        int         not null default 0,
    next_attempt_at timestamptz,
    constraint answered_is_whole check ((outcome is null) = (answer is null) and (outcome is null) = (salt is null)
        and (outcome is null) = (answered_at is null))
);
create unique index rights_request_open on rights_request (organisation, record) where outcome is null;
create index rights_request_list on rights_request (organisation, asked_at);
create index rights_request_due on rights_request (next_attempt_at) where answer is not null and answer_receipt is null;
