-- One row per person and authority, as the authority's own register has it.
create table person (
    id              uuid primary key,
    authority       text not null,
    register_number text not null,
    given_name      text not null default '',
    family_name     text not null default '',
    birth_date      text not null default '',
    columns         jsonb not null,
    row_digest      bytea not null,
    imported_at     timestamptz not null,
    unique (authority, register_number)
);
create index on person (authority, lower(family_name), lower(given_name), id);
comment on column person.columns is 'register columns by name, text as imported; which of them become claims is said by the type''s issuance.json';
comment on column person.row_digest is 'SHA-256 of the row; an import that brings the same row changes nothing';

create table register_import (
    id          uuid primary key,
    authority   text not null,
    actor       text not null,
    dry_run     boolean not null,
    state       text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    row_count   integer not null default 0,
    accepted    integer not null default 0,
    unchanged   integer not null default 0,
    refused     integer not null default 0,
    failure     text not null default '',
    started_at  timestamptz not null,
    ended_at    timestamptz
);
create index on register_import (authority, started_at desc);
create table register_import_error (
    import_id uuid not null references register_import on delete cascade,
    row       integer not null,
    column_name text not null,
    message   text not null
);
create index on register_import_error (import_id, row);

-- An offer is an authorisation that waits to be redeemed. Neither the reference in its address, nor the pre-authorized
-- code, nor the transaction code can be computed from this row.
create table offer (
    id               uuid primary key,
    authority        text not null,
    person_id        uuid not null references person,
    configuration_id text not null,
    delivery         text not null check (delivery in ('screen', 'letter')),
    reference_hash   bytea not null unique,
    code_hash        bytea not null unique,
    tx_code_mac      bytea not null,
    wrong_codes      smallint not null default 0,
    state            text not null check (state in ('OFFERED', 'REDEEMED', 'LOCKED', 'WITHDRAWN')),
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    redeemed_at      timestamptz,
    client_id        text not null default '',
    token_id         text unique
);
create index on offer (authority, person_id, created_at desc);
comment on column offer.tx_code_mac is 'HMAC of the transaction code, keyed with the pre-authorized code, which is not stored';
comment on column offer.token_id is 'jti of the one access token this offer was redeemed for';

-- A card: what one offer gave one person. Its copies share its state.
create table credential (
    id               uuid primary key,
    authority        text not null,
    person_id        uuid not null references person,
    configuration_id text not null,
    offer_id         uuid not null unique references offer,
    state            text not null check (state in ('VALID', 'SUSPENDED', 'REVOKED')),
    issued_at        timestamptz not null,
    changed_at       timestamptz not null
);
create index on credential (authority, person_id, issued_at desc);

create table status_list (
    id         bigint generated always as identity primary key,
    authority  text not null,
    size       integer not null check (size > 0 and size % 4 = 0),
    open       boolean not null default true,
    created_at timestamptz not null
);
create unique index status_list_one_open on status_list (authority) where open;

-- One row per copy; the primary key is what keeps an index from being given twice.
create table status_entry (
    list_id       bigint not null references status_list,
    idx           integer not null check (idx >= 0),
    value         smallint not null default 0 check (value between 0 and 3),
    credential_id uuid not null references credential,
    key_digest    bytea,
    allotted_at   timestamptz not null,
    primary key (list_id, idx),
    unique (credential_id, key_digest)
);
comment on column status_entry.key_digest is 'digest of the holder key while its access token lives, so that a repeated request gets the same index; then null';

create function status_entry_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.idx >= (select size from status_list where id = new.list_id) then
            raise exception 'index % is outside status list %', new.idx, new.list_id using errcode = 'check_violation';
        end if;
    elsif new.list_id <> old.list_id or new.idx <> old.idx or new.credential_id <> old.credential_id then
        raise exception 'a status index stays with its credential' using errcode = 'check_violation';
    elsif old.value = 1 and new.value <> 1 then
        raise exception 'a revoked credential stays revoked' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger status_entry_guard before insert or update on status_entry for each row execute function status_entry_guard();
create function status_entry_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a status index is never given back' using errcode = 'check_violation';
end $$;
create trigger status_entry_stays before delete on status_entry for each row execute function status_entry_stays();

-- What every instance serves for one publication interval.
create table status_publication (
    list_id    bigint not null references status_list,
    interval_number bigint not null,
    token      text not null,
    issued_at  timestamptz not null,
    primary key (list_id, interval_number)
);

-- Single use across instances: digests of what was used, until it would have expired anyway.
create table used_value (
    kind       text not null check (kind in ('nonce', 'dpop')),
    digest     bytea not null,
    expires_at timestamptz not null,
    primary key (kind, digest)
);
create index on used_value (expires_at);

-- Keys that all instances share and nobody else needs.
create table shared_secret (
    name  text primary key,
    value bytea not null
);

create table audit_entry (
    id           bigint generated always as identity primary key,
    authority    text not null,
    at           timestamptz not null,
    actor        text not null,
    action       text not null,
    subject      text not null,
    detail       text not null default ''
);
create index on audit_entry (authority, id desc);
comment on table audit_entry is 'Who did what to which row and when; never a claim value';
create function audit_entry_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only' using errcode = 'check_violation';
end $$;
create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_entry_stays();
