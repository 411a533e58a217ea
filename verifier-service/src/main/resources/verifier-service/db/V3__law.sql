-- Orders that rest on a law: nobody was asked, and what the organisation signed stands for the person's answer.
alter table exchange_order add column law text;
alter table exchange_order drop constraint presentation_to_fetch_with;
alter table exchange_order add constraint presentation_to_fetch_with check (state not in ('READY', 'FETCHING', 'WAITING')
    or presentation is not null and request_object is not null or law is not null);
alter table received_data drop constraint received_data_erased_for_check;
alter table received_data add constraint received_data_erased_for_check
    check (erased_for in ('WITHDRAWN', 'RETENTION_ENDED', 'OBJECTED'));

-- Persons who object to such an access, and what they were answered.
create table objection (
    organisation text        not null,
    record       text        not null,
    request_hash text        not null,
    words        text,                  -- the person's, sealed with the key at rest
    objected_at  timestamptz not null,
    due_at       timestamptz not null,   -- GDPR Art. 12(3)
    statement    text,                  -- the signed answer: a retry is the same message, byte for byte
    answered_by  text,
    upheld       boolean,
    answered_at  timestamptz,            -- once the ledger took it
    primary key (organisation, record),
    constraint answer_is_whole check ((statement is null) = (answered_by is null) and (statement is null) = (upheld is null)
        and (answered_at is null or statement is not null))
);
