-- Where a person lets this organisation write to their wallet, for as long as what it got under that consent may be kept.
create table inbox_address (
    organisation text        not null,
    record       text        not null,   -- of the consent in the ledger
    sealed       text        not null,   -- the signed grant, under the key at rest
    kept_until   timestamptz not null,
    primary key (organisation, record)
);
create index inbox_address_due on inbox_address (kept_until);

-- Questions that go there in the place of a QR code.
create table inbox_sending (
    order_id        text primary key references exchange_order,
    organisation    text        not null,
    record          text        not null,   -- of the address, which may be gone
    state           text        not null check (state in ('SENDING', 'SENT', 'CLOSED', 'NEVER')),
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    sent_at         timestamptz
);
create index inbox_sending_due on inbox_sending (next_attempt_at) where state = 'SENDING';
