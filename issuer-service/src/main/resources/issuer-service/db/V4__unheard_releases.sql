-- A release is over when the requester has told the ledger that it arrived, or this service that it did not.
alter table release_order drop constraint release_order_state_check;
alter table release_order add constraint release_order_state_check check (state in
    ('OPEN', 'SENT', 'RECEIVED', 'FAILED'));
alter table release_order add column record_digest bytea;
create index on release_order (record_digest) where state = 'SENT';
create index on release_order (taken_at) where state = 'SENT';

-- Orders under each consent within the hour.
create table release_count (
    authority     text        not null,
    record_digest bytea       not null,
    hour          timestamptz not null,
    orders        int         not null,
    primary key (authority, record_digest, hour)
);
