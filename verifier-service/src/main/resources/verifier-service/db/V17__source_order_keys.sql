-- The newest key that each source stated for orders by a broker, as it was signed; it is verified each time it is used.
create table source_order_key (
    requester text not null,
    source text not null,
    statement text not null,
    stated_at timestamptz not null,
    primary key (requester, source)
);
