-- Single use now also of release requests.
alter table used_value drop constraint used_value_kind_check;
alter table used_value add constraint used_value_kind_check check (kind in ('nonce', 'dpop', 'release'));

-- Permits under way and what became of them: the signed order, never what was fetched under it, and not the person.
create table release_order (
    log          text not null,
    permit       bigint not null check (permit >= 0),
    authority    text not null,
    permit_order text not null,
    state        text not null check (state in ('OPEN', 'SENT', 'FAILED')),
    reason       text,
    outcome      text,
    taken_at     timestamptz not null,
    primary key (log, permit),
    check ((state = 'FAILED') = (reason is not null)),
    check (outcome is null or state = 'FAILED')
);
create index on release_order (taken_at) where state = 'OPEN';
create index on release_order (taken_at) where outcome is not null;
comment on column release_order.permit is 'index of the PERMIT entry; the key is what keeps it from being used twice';
comment on column release_order.outcome is 'signed FAILED that the ledger has not taken yet';

-- Who a consent is about, so that a series needs no card at each delivery. Gone when the consent ends.
create table release_subject (
    record_digest bytea not null,
    authority     text not null,
    sealed        bytea not null,
    forget_at     timestamptz not null,
    primary key (authority, record_digest)
);
create index on release_subject (forget_at);
comment on column release_subject.sealed is 'person_id, sealed with the key at rest for this record and request alone';
