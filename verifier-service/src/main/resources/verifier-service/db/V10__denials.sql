-- Each time a source or its ledger said no, and why; another try leaves the line. No personal data.
create table exchange_denial (
    order_id     text        not null references exchange_order,
    organisation text        not null,
    at           timestamptz not null,
    reason       text        not null
);
create index exchange_denial_list on exchange_denial (organisation, at);
