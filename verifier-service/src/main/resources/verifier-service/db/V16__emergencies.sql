-- Accesses for vital interests (GDPR Art. 6(1)(d)): why somebody could not wait, and what the officer found afterwards.
create table emergency_access (
    organisation text        not null,
    record       text        not null,
    request_hash text        not null,
    order_id     text        not null references exchange_order,
    reason       text        not null,   -- the clerk's words and the salt of their commitment, sealed with the key at rest
    opened_by    text        not null,
    opened_at    timestamptz not null,
    review_by    timestamptz not null,   -- as the signed access says
    statement    text,                   -- the signed review: a retry is the same message, byte for byte
    justified    boolean,
    reviewed_by  text,
    reviewed_at  timestamptz,            -- once the ledger took it
    primary key (organisation, record),
    constraint review_is_whole check ((statement is null) = (reviewed_by is null)
        and (statement is null) = (justified is null) and (reviewed_at is null or statement is not null)),
    constraint another_person_reviews check (reviewed_by <> opened_by)
);
create index emergency_access_open on emergency_access (organisation, review_by) where reviewed_at is null;

alter table received_data drop constraint received_data_erased_for_check;
alter table received_data add constraint received_data_erased_for_check check
    (erased_for in ('WITHDRAWN', 'GUARDIAN_WITHDRAWN', 'RETENTION_ENDED', 'OBJECTED', 'NOT_JUSTIFIED'));
