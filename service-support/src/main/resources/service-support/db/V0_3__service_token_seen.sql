create table service_token_seen (
    id        bytea primary key,
    forget_at timestamptz not null
);
comment on table service_token_seen is 'Tokens of other services that were used; digest of issuer and jti';
