-- A tree is signed after its transaction, so an entry may be stored for a moment before there is a checkpoint of it.
alter table idempotency drop constraint idempotency_tree_size_fkey;

create or replace function refuse_loose_head() returns trigger language plpgsql set search_path from current as $$
begin
    if new.tree_size < old.tree_size or new.epoch < old.epoch
            or (new.tree_size = old.tree_size and new.root <> old.root) then
        raise exception 'head refused: it only moves forward' using errcode = 'restrict_violation';
    end if;
    if new.tree_size > old.tree_size and not exists (select 1 from leaf where index = new.tree_size - 1) then
        raise exception 'head refused: it names leaves that do not exist' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create function refuse_early_checkpoint() returns trigger language plpgsql set search_path from current as $$
begin
    if new.tree_size > (select tree_size from head) then
        raise exception 'checkpoint refused: the log does not reach so far' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger checkpoint_refuse_early before insert on checkpoint
    for each row execute function refuse_early_checkpoint();
alter table checkpoint enable always trigger checkpoint_refuse_early;
