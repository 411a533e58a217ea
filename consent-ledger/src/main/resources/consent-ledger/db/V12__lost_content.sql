-- Entries that came back from a copy of the log after the database was lost: their leaves are here, their content is not.
create table lost_content (
    first_index bigint primary key references leaf (index),
    next_index bigint not null check (next_index > first_index),
    restored_at timestamptz not null
);
create trigger lost_content_refuse_change before update or delete or truncate on lost_content
    execute function refuse_change();
alter table lost_content enable always trigger lost_content_refuse_change;

-- Erases again what a tombstone that came back names; does nothing for any other entry.
create function forget_leaves(tombstone bigint) returns void
    language plpgsql security definer as $$
declare
    content jsonb;
    forgotten text;
begin
    select convert_from(substr(entry, 2), 'UTF8')::jsonb into content from leaf
        where index = tombstone and get_byte(entry, 0) = 2;
    if content ->> 'type' is distinct from 'tombstone' then
        return;
    end if;
    for forgotten in select distinct relation from event
        where index in (select value::bigint from jsonb_array_elements_text(content -> 'leaves'))
    loop
        perform forget_relation(forgotten, tombstone);
    end loop;
end $$;
do $$
begin
    execute format('alter function forget_leaves(bigint) set search_path = %I, pg_temp', current_schema());
end $$;
