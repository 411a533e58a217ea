-- Every version of every party and intended use; the newest is the one that counts.
create table register_version (
    kind text not null check (kind in ('party', 'intended_use')),
    id text not null,
    version integer not null check (version > 0),
    document text not null,
    index bigint not null references leaf (index),
    primary key (kind, id, version)
);
create trigger register_version_refuse_change before update or delete or truncate on register_version
    execute function refuse_change();
alter table register_version enable always trigger register_version_refuse_change;
