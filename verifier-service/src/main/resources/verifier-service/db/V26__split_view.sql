-- Checkpoints that sources showed with their permits, on their way to the node's own ledger, which compares them.
create table shown_checkpoint (
    log             text        not null, -- name of the log
    tree_size       bigint      not null,
    root            bytea       not null,
    note            text        not null, -- as the log signed it
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    primary key (log, tree_size, root)
);
create index shown_checkpoint_due on shown_checkpoint (next_attempt_at);

-- Logs that signed two histories, each with the proof; nothing is fetched from a source whose log stands here.
create table forked_log (
    log      text        primary key,
    proof    text        not null,
    found_at timestamptz not null
);

-- Logs that the node's ledger does not compare, because its policy file does not list them.
create table unwatched_log (
    log   text        primary key,
    since timestamptz not null
);
