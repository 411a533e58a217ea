-- What was logged about a person is deleted in one way alone: with the entry that says so, in its transaction.

-- True when that leaf is a tombstone of this very transaction that names the entry.
create function is_forgotten(tombstone bigint, erased bigint) returns boolean
    language sql stable set search_path from current as $$
    select exists (select 1 from leaf
        where index = tombstone and xmin = pg_current_xact_id()::xid and get_byte(entry, 0) = 2
        and convert_from(substr(entry, 2), 'UTF8')::jsonb @> '{"type":"tombstone"}'
        and convert_from(substr(entry, 2), 'UTF8')::jsonb -> 'leaves' @> to_jsonb(erased))
$$;

create function refuse_unless_forgotten() returns trigger language plpgsql set search_path from current as $$
begin
    if not is_forgotten(nullif(current_setting('ledger.tombstone', true), '')::bigint, old.index) then
        raise exception 'DELETE on % refused: the log is append-only', tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return old;
end $$;

drop trigger event_refuse_change on event;
create trigger event_refuse_change before update or truncate on event execute function refuse_change();
create trigger event_refuse_delete before delete on event for each row execute function refuse_unless_forgotten();
alter table event enable always trigger event_refuse_change;
alter table event enable always trigger event_refuse_delete;

create trigger idempotency_refuse_change before update or truncate on idempotency execute function refuse_change();
create trigger idempotency_refuse_delete before delete on idempotency
    for each row execute function refuse_unless_forgotten();
alter table idempotency enable always trigger idempotency_refuse_change;
alter table idempotency enable always trigger idempotency_refuse_delete;

create function forget_relation(forgotten text, tombstone bigint) returns void
    language plpgsql security definer set search_path from current as $$
begin
    perform set_config('ledger.tombstone', tombstone::text, true);
    delete from idempotency where index in (select index from event where relation = forgotten);
    delete from notice_outbox where record in (select record from consent_state where relation = forgotten);
    delete from consent_state where relation = forgotten;
    delete from event where relation = forgotten;
    perform set_config('ledger.tombstone', '', true);
end $$;

-- No table of somebody's session may stand in for one of the log's.
do $$
declare
    name text;
begin
    foreach name in array array['refuse_gap()', 'refuse_loose_head()', 'refuse_early_checkpoint()',
        'is_forgotten(bigint, bigint)', 'refuse_unless_forgotten()', 'forget_relation(text, bigint)']
    loop
        execute format('alter function %s set search_path = %I, pg_temp', name, current_schema());
    end loop;
end $$;
