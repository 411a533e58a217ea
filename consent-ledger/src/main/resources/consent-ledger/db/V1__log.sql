-- The log: what is appended here is never changed. The database prevents mistakes, the tree detects whoever goes round it.
create table head (
    one boolean primary key default true check (one),
    tree_size bigint not null check (tree_size >= 0),
    root bytea not null check (octet_length(root) = 32),
    epoch bigint not null
);
insert into head (tree_size, root, epoch) values (0, sha256(''), 0);

create table leaf (
    index bigint primary key check (index >= 0),
    entry bytea not null check (octet_length(entry) between 1 and 65535),
    leaf_hash bytea not null,
    constraint leaf_hash_is_of_entry check (leaf_hash = sha256('\x00'::bytea || entry))
);

create table tile (
    level smallint not null check (level between 0 and 63),
    index bigint not null check (index >= 0),
    hashes bytea not null check (octet_length(hashes) = 8192),
    root bytea not null check (octet_length(root) = 32),
    primary key (level, index)
);

create table checkpoint (
    tree_size bigint primary key,
    note text not null,
    signed_at timestamptz not null
);

create table event (
    index bigint primary key references leaf (index),
    kind text not null,
    record text not null,
    relation text not null,
    seq bigint,
    controller text not null,
    purpose text not null,
    request_hash text not null,
    event bytea not null,
    salt bytea not null check (octet_length(salt) = 64),
    at timestamptz not null
);
create unique index event_chain on event (relation, seq) where seq is not null;
create index event_record on event (record, index);
create index event_relation on event (relation, index);
create index event_purpose on event (purpose, at);

create table idempotency (
    scope text not null,
    key text not null,
    body_digest bytea not null check (octet_length(body_digest) = 32),
    index bigint not null references leaf (index),
    tree_size bigint not null references checkpoint (tree_size) deferrable initially deferred,
    primary key (scope, key)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % refused: the log is append-only', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

create function refuse_gap() returns trigger language plpgsql set search_path from current as $$
declare
    first_index bigint;
    last_index bigint;
    many bigint;
    size bigint;
begin
    select min(index), max(index), count(*) into first_index, last_index, many from added;
    select tree_size into size from head;
    if many > 0 and (last_index - first_index + 1 <> many or last_index + 1 <> size
            or (first_index > 0 and not exists (select 1 from leaf where index = first_index - 1))) then
        raise exception 'leaves % to % refused: they do not continue the log up to the head', first_index, last_index
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create function refuse_loose_head() returns trigger language plpgsql set search_path from current as $$
begin
    if new.tree_size < old.tree_size or new.epoch < old.epoch
            or (new.tree_size = old.tree_size and new.root <> old.root) then
        raise exception 'head refused: it only moves forward' using errcode = 'restrict_violation';
    end if;
    if new.tree_size > old.tree_size and not (exists (select 1 from leaf where index = new.tree_size - 1)
            and exists (select 1 from checkpoint where tree_size = new.tree_size)) then
        raise exception 'head refused: it names leaves or a checkpoint that do not exist'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger leaf_refuse_change before update or delete or truncate on leaf execute function refuse_change();
create trigger leaf_refuse_gap after insert on leaf referencing new table as added execute function refuse_gap();
create trigger tile_refuse_change before update or delete or truncate on tile execute function refuse_change();
create trigger checkpoint_refuse_change before update or delete or truncate on checkpoint
    execute function refuse_change();
create trigger event_refuse_change before update or delete or truncate on event execute function refuse_change();
create trigger head_refuse_change before insert or delete or truncate on head execute function refuse_change();
create constraint trigger head_refuse_loose after update on head deferrable initially deferred
    for each row execute function refuse_loose_head();

alter table leaf enable always trigger leaf_refuse_change;
alter table leaf enable always trigger leaf_refuse_gap;
alter table tile enable always trigger tile_refuse_change;
alter table checkpoint enable always trigger checkpoint_refuse_change;
alter table event enable always trigger event_refuse_change;
alter table head enable always trigger head_refuse_change;
alter table head enable always trigger head_refuse_loose;
