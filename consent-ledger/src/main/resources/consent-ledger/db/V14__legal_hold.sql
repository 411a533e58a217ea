-- What a law demands to be kept for now (GDPR Art. 17(3)) is not erased while that stands.
create table legal_hold (
    id text primary key,
    relation text not null references subject_key (relation),
    ground text not null check (ground in ('LEGAL_OBLIGATION', 'PUBLIC_HEALTH', 'ARCHIVING', 'LEGAL_CLAIMS')),
    law text not null,
    reason bytea not null,
    set_index bigint not null references leaf (index),
    set_at timestamptz not null,
    lifted_index bigint references leaf (index),
    lifted_at timestamptz,
    check ((lifted_index is null) = (lifted_at is null))
);
create index legal_hold_relation on legal_hold (relation);

create function refuse_change_of_hold() returns trigger language plpgsql as $$
begin
    if old.lifted_index is not null or new.lifted_index is null
            or (new.id, new.relation, new.ground, new.law, new.reason, new.set_index, new.set_at)
                is distinct from (old.id, old.relation, old.ground, old.law, old.reason, old.set_index, old.set_at) then
        raise exception 'change of a legal hold refused: it is lifted once, and nothing else' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger legal_hold_refuse_change before update on legal_hold for each row execute function refuse_change_of_hold();
alter table legal_hold enable always trigger legal_hold_refuse_change;

create or replace function forget_relation(forgotten text, tombstone bigint) returns void
    language plpgsql security definer as $$
begin
    if exists (select 1 from legal_hold where relation = forgotten and lifted_index is null) then
        raise exception 'erasure refused: a legal hold stands' using errcode = 'restrict_violation';
    end if;
    perform set_config('ledger.tombstone', tombstone::text, true);
    delete from legal_hold where relation = forgotten;
    delete from idempotency where index in (select index from event where relation = forgotten);
    delete from notice_outbox where record in (select record from consent_state where relation = forgotten);
    delete from consent_state where relation = forgotten;
    delete from event where relation = forgotten;
    delete from subject_key where relation = forgotten;
    perform set_config('ledger.tombstone', '', true);
end $$;
do $$
begin
    execute format('alter function forget_relation(text, bigint) set search_path = %I, pg_temp', current_schema());
end $$;
