-- Where the leader takes requests from its followers. It counts for the epoch it was written with, and no other: a
-- leader that knows nothing of these columns leaves the address of the one before it.
alter table head
    add column leader_epoch bigint,
    add column leader_address text check (octet_length(leader_address) <= 255),
    add check (leader_epoch <= epoch);
