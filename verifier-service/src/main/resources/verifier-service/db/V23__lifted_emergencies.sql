-- After "not justified" no other emergency of the kind is permitted until an officer lifts that, who did not open it.
alter table emergency_access
    add column lift      text,         -- the signed statement: a retry is the same message, byte for byte
    add column lifted_by text,
    add column lifted_at timestamptz,  -- once the ledger took it
    add constraint lift_is_whole check ((lift is null) = (lifted_by is null)
        and (lifted_at is null or lift is not null)
        and (lift is null or (reviewed_at is not null and not justified))),
    add constraint another_person_lifts check (lifted_by <> opened_by);
