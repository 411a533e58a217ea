-- What the ledger can read of a person is sealed under a key of the relation; rows are found by names that only the
-- ledger computes. Nothing that was stored readable can be made so: such a log is not continued.
do $$
begin
    if exists (select 1 from event) then
        raise exception 'this database was written by an earlier version, which kept consents readable. They cannot be '
            'taken over: begin with an empty data folder (and an empty schema)';
    end if;
end $$;

create table subject_key (
    relation text primary key,
    epoch bigint not null,
    wrapped bytea not null
);
create index subject_key_epoch on subject_key (epoch);

create table key_check (
    one boolean primary key default true check (one),
    name text not null
);
create trigger key_check_refuse_change before update or delete or truncate on key_check
    execute function refuse_change();
alter table key_check enable always trigger key_check_refuse_change;

alter table event drop column event, drop column salt, add column sealed bytea not null,
    add constraint event_has_a_key foreign key (relation) references subject_key (relation);
create index event_request on event (request_hash);
alter table notice_outbox drop column notice, add column sealed bytea not null;

create or replace function forget_relation(forgotten text, tombstone bigint) returns void
    language plpgsql security definer as $$
begin
    perform set_config('ledger.tombstone', tombstone::text, true);
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
