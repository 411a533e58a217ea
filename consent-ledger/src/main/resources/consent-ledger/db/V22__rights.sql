-- What persons asked of parties (GDPR Art. 12 to 18) and when it was answered: the clocks of the data protection officer.
-- Requests and answers are known by look-up names alone; neither the person nor what they are about is in here.
create table rights_request (
    name         text primary key,
    controller   text        not null,
    asked_at     timestamptz not null,
    asked_index  bigint      not null references leaf (index),
    answer_name  text,                     -- set before the entry: there is one answer
    outcome      text,
    answered_at  timestamptz,
    answer_index bigint references leaf (index),
    constraint answered_is_known check ((answered_at is null) = (answer_index is null)
        and (answered_at is null or answer_name is not null and outcome is not null))
);
create index rights_request_open on rights_request (asked_at) where answered_at is null;
