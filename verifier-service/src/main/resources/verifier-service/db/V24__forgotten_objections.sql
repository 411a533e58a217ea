-- An answer that the ledger cannot take any more: it knows nothing of the access, which the person had it forget.
alter table objection
    add column forgotten boolean not null default false,
    add constraint forgotten_is_answered check (not forgotten or answered_at is not null);
