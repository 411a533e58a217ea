-- What this node cosigned as a witness: the newest checkpoint of each log. The row only ever moves forward.
create table cosigned_checkpoint (
    origin text primary key,
    tree_size bigint not null check (tree_size >= 0),
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    cosignatures text not null,
    cosigned_at timestamptz not null
);

-- The newest checkpoint of each other log that was shown here, by whomever, and agreed with all before it.
create table seen_checkpoint (
    origin text primary key,
    tree_size bigint not null check (tree_size >= 0),
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    seen_at timestamptz not null
);

-- Signed checkpoints of other logs that are still to be compared with it.
create table waiting_checkpoint (
    origin text not null,
    tree_size bigint not null check (tree_size >= 0),
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    primary key (origin, tree_size, root)
);
create index waiting_checkpoint_due on waiting_checkpoint (next_attempt_at);

-- Logs that showed two histories, each with the first proof of it.
create table fork (
    origin text primary key,
    proof text not null,
    found_at timestamptz not null
);

-- Cosignatures of this log's own checkpoints; the cosigner is name and key id.
create table cosignature (
    tree_size bigint not null references checkpoint (tree_size),
    cosigner text not null,
    line text not null,
    received_at timestamptz not null,
    primary key (tree_size, cosigner)
);

create function refuse_backwards() returns trigger language plpgsql as $$
begin
    if new.origin <> old.origin or new.tree_size < old.tree_size
            or (new.tree_size = old.tree_size and new.root <> old.root) then
        raise exception 'checkpoint of % in % refused: it only moves forward', old.origin, tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger cosigned_checkpoint_refuse_backwards before update on cosigned_checkpoint
    for each row execute function refuse_backwards();
create trigger cosigned_checkpoint_refuse_change before delete or truncate on cosigned_checkpoint
    execute function refuse_change();
create trigger seen_checkpoint_refuse_backwards before update on seen_checkpoint
    for each row execute function refuse_backwards();
create trigger seen_checkpoint_refuse_change before delete or truncate on seen_checkpoint
    execute function refuse_change();
create trigger fork_refuse_change before update or delete or truncate on fork execute function refuse_change();
create trigger cosignature_refuse_change before update or delete or truncate on cosignature
    execute function refuse_change();

alter table cosigned_checkpoint enable always trigger cosigned_checkpoint_refuse_backwards;
alter table cosigned_checkpoint enable always trigger cosigned_checkpoint_refuse_change;
alter table seen_checkpoint enable always trigger seen_checkpoint_refuse_backwards;
alter table seen_checkpoint enable always trigger seen_checkpoint_refuse_change;
alter table fork enable always trigger fork_refuse_change;
alter table cosignature enable always trigger cosignature_refuse_change;
