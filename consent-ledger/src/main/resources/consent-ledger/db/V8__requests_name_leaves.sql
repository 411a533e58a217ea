-- A request names an entry of the log. The foreign key asked once for each row and locked each leaf to do so; since
-- leaves have no gaps up to the head and never go away, one look at the head says the same for all rows at once.
alter table idempotency drop constraint idempotency_index_fkey;

create function refuse_request_of_no_entry() returns trigger language plpgsql set search_path from current as $$
begin
    if exists (select 1 from added where index < 0 or index >= (select tree_size from head)) then
        raise exception 'idempotency refused: it names an entry that does not exist' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger idempotency_refuse_no_entry after insert on idempotency referencing new table as added
    for each statement execute function refuse_request_of_no_entry();
alter table idempotency enable always trigger idempotency_refuse_no_entry;
