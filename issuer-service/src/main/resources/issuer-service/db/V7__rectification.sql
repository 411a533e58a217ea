-- What persons hold wrong on their cards (GDPR Art. 16). What they wrote is sealed; whose card it was is known here anyway.
create table rectification (
    request_id    text primary key,
    authority     text        not null,
    jti           text        not null,
    credential_id uuid        not null references credential,
    sealed        bytea       not null,
    received_at   timestamptz not null,
    outcome       text,
    answered_by   text,
    answered_at   timestamptz,
    answer        text,
    unique (authority, jti),
    constraint answered_is_whole check ((outcome is null) = (answer is null) and (outcome is null) = (answered_by is null)
        and (outcome is null) = (answered_at is null))
);
create index on rectification (authority, received_at);
create index on rectification (credential_id) where outcome is null;
create index on rectification (answered_at) where outcome is not null;
comment on column rectification.request_id is 'digest of the signed request';
comment on column rectification.sealed is 'the signed request, sealed with the key at rest for this authority and digest alone';
comment on column rectification.received_at is 'the month of Art. 12(3) begins';
comment on column rectification.answer is 'as first signed: it carries an outcome and no word of the person';
