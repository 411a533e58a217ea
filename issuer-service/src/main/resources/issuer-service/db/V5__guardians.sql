-- Of a person under age: the mandate of the guardian who agreed beside them, checked once. Gone with the consent of either.
alter table release_subject
    add column guardian_digest bytea,
    add column guardian_sealed bytea,
    add constraint release_subject_guardian check ((guardian_digest is null) = (guardian_sealed is null));
create index on release_subject (authority, guardian_digest) where guardian_digest is not null;
comment on column release_subject.guardian_sealed is
    'scope, end, reference, court and status index of the mandate, sealed with the key at rest for both decisions alone';
