-- A question about an exchange is given to one wallet, which may take days to answer it; and a clerk may take it back.
alter table presentation_check add column taken_at timestamptz;
alter table presentation_check drop constraint presentation_check_state_check;
alter table presentation_check add constraint presentation_check_state_check check (state in
    ('WAITING', 'RETURNING', 'MATCH', 'ANSWERED', 'REFUSED', 'REJECTED', 'EXPIRED', 'CANCELLED'));
comment on column presentation_check.taken_at is 'the request object went to the one wallet that gets it; null for requests that any may fetch';

alter table exchange_order add column taken_at timestamptz;
alter table exchange_order drop constraint exchange_order_state_check;
alter table exchange_order add constraint exchange_order_state_check check (state in
    ('ASKED', 'REFUSED', 'EXPIRED', 'CANCELLED', 'READY', 'FETCHING', 'DELIVERED', 'WAITING', 'DENIED', 'FAILED',
     'WITHDRAWN', 'ENDED'));
alter table exchange_order drop constraint consent_is_known;
alter table exchange_order add constraint consent_is_known check (state in
    ('ASKED', 'REFUSED', 'EXPIRED', 'CANCELLED', 'FAILED') or record is not null and request_hash is not null);
