-- The key is what differs between two requests; the scope is the same for all of a caller's. Neither is words of a
-- language, so they are compared as bytes.
alter table idempotency drop constraint idempotency_pkey,
    alter column scope type text collate "C", alter column key type text collate "C",
    add primary key (key, scope);
