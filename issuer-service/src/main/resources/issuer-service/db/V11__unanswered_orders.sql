-- Orders that were sent to the ledger and whose answer is not here. The answer that was lost may have been a permit.
create table unanswered_order (
    jti           text        not null primary key,
    authority     text        not null,
    permit_order  text        not null,
    law           text,
    record_digest bytea       not null,
    asked_at      timestamptz not null
);
create index on unanswered_order (record_digest);
create index on unanswered_order (asked_at);
comment on column unanswered_order.permit_order is 'as it was sent; to the same one the ledger gives the same answer';
