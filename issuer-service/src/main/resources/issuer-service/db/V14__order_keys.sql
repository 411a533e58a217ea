-- Keys that requesters encrypt orders to where these go by a broker; the private half is sealed, and goes when the last
-- statement of it has ended.
create table order_key (
    kid text primary key,
    authority text not null,
    sealed bytea not null,
    created_at timestamptz not null,
    stated_until timestamptz not null
);
