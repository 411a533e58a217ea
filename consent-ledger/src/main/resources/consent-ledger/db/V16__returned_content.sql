-- Persons may hand in lost content again, but nothing that was erased: of leaves that have no content, those that a
-- tombstone names.
create table forgotten_leaf (
    index bigint primary key
);
create trigger forgotten_leaf_refuse_change before update or delete or truncate on forgotten_leaf
    execute function refuse_change();
alter table forgotten_leaf enable always trigger forgotten_leaf_refuse_change;

insert into forgotten_leaf
select distinct named.value::bigint
from leaf l cross join lateral
    jsonb_array_elements_text(convert_from(substr(l.entry, 2), 'UTF8')::jsonb -> 'leaves') named
where exists (select 1 from lost_content) and get_byte(l.entry, 0) = 2
    and convert_from(substr(l.entry, 2), 'UTF8')::jsonb ->> 'type' = 'tombstone'
    and exists (select 1 from lost_content g
        where named.value::bigint >= g.first_index and named.value::bigint < g.next_index);

-- Content that came back and is then erased does not come back again.
create function keep_forgotten() returns trigger language plpgsql as $$
begin
    insert into forgotten_leaf
    select gone.index from gone
    where exists (select 1 from lost_content g where gone.index >= g.first_index and gone.index < g.next_index)
    on conflict do nothing;
    return null;
end $$;
create trigger event_keep_forgotten after delete on event referencing old table as gone
    for each statement execute function keep_forgotten();
alter table event enable always trigger event_keep_forgotten;

create or replace function forget_leaves(tombstone bigint) returns void
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
    insert into forgotten_leaf
    select named.value::bigint from jsonb_array_elements_text(content -> 'leaves') named
    where not exists (select 1 from event where index = named.value::bigint)
    on conflict do nothing;
    for forgotten in select distinct relation from event
        where index in (select value::bigint from jsonb_array_elements_text(content -> 'leaves'))
    loop
        perform forget_relation(forgotten, tombstone);
    end loop;
end $$;
do $$
declare
    name text;
begin
    foreach name in array array['keep_forgotten()', 'forget_leaves(bigint)']
    loop
        execute format('alter function %s set search_path = %I, pg_temp', name, current_schema());
    end loop;
end $$;
