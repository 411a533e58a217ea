create table staff_account (
    username      text primary key,
    tenant        text not null,
    password_hash text not null,
    roles         text not null,
    created_at    timestamptz not null default now()
);
comment on table staff_account is 'Built-in staff accounts; username is unique within the service, tenant is the first path segment they may use';
