create table staff_login_failure (
    account   text not null,
    address   text not null,
    failed_at timestamptz not null
);
create index on staff_login_failure (address, failed_at);
comment on table staff_login_failure is 'Wrong passwords of the last quarter of an hour; account and address are digests';
